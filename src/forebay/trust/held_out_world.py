"""The ancestors of a model without some rows of a source, or with other answers in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from forebay.checks.accepted_rows import accepted_rows
from forebay.engine import Column, Schema
from forebay.engine.quote import literal, quote, quote_dotted, quote_list
from forebay.features.key_hash import LARGEST_HASH, key_hash
from forebay.sql.statement import CreateTable, CreateView
from forebay.trust.beyond import beyond
from forebay.trust.change import HASH, JUDGED, USED, Change
from forebay.trust.turned import turned

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from forebay.engine import Workspace
    from forebay.project import Node, Project
    from forebay.sql.statement import Query
    from forebay.trust.judged_source import JudgedSource

_BASE: Final = "__held_base"
_MOST_ROWS: Final = 100_000  # of the source: what is the same for these is so for all
_MIXED_ROWS: Final = "__held_mixed"
_MARKED: Final = "__held_marked"
# How often a content comes, and whether all or any of its rows judge; no column of a user's.
_TIMES, _IS_ALL, _IS_ANY = "__held_times", "__held_is_all", "__held_is_any"
_SHUFFLED: Final = "__held_other_"  # begins the name of a column with the value of another row
_NUMBER: Final = "__held_number"
# A number of each row that has nothing to do with its order.
_MIXED: Final = f"(({_NUMBER} * 2654435761) % 4294967296 // 65536)"


@dataclass(slots=True)
class HeldOutWorld:
    """What a model reads, with the rows of one source changed.

    Everything that reads the source is computed again from it; all else is read as it was built.

    Parameters
    ----------
    workspace
        Empty but for the variables of the build and the frame; the world fills it.
    attach
        Makes a node of this build readable under its name, or under the one given.
    answer
        Returns plain SQL for a query, once what it reads is there.

    """

    project: Project
    node: Node
    workspace: Workspace
    attach: Callable[[Workspace, Node, str], None]
    answer: Callable[[Workspace, Query], str]
    source: JudgedSource
    # By column of the model's rows, the column of the source that it surely is.
    links: Mapping[str, str] = field(default_factory=dict)
    _rows: str = "__held_rows"
    _above: set[str] = field(default_factory=set)
    _asked_again: list[Node] = field(default_factory=list)

    def open(self) -> None:
        """Attach what is read, and write the rows of the source beside what tells them apart."""
        source = self.project.nodes[self.source.key]
        self._above.add(source.key)
        for node in self.ancestors():
            if node.kind == "macro":
                self.workspace.define_macro(node.statement.span.text)
            elif node.key == source.key:
                self.attach(self.workspace, node, _BASE)
                self._write_rows()
                self.define(Change())
            elif any(key in self._above for key in node.reads):
                self._above.add(node.key)
                self.workspace.define_view(node.name, self._text(node))
                if self._is_asked_again(node):
                    self._asked_again.append(node)
            else:
                self.attach(self.workspace, node, node.name)

    def ancestors(self) -> list[Node]:
        """Return what the model reads, directly or not, in topological order."""
        wanted = set(self.node.reads)
        for key, node in reversed(list(self.project.nodes.items())):
            if key in wanted and node.kind != "model":
                wanted.update(node.reads)
        return [node for key, node in self.project.nodes.items() if key in wanted]

    def answers(self) -> frozenset[str]:
        """Return the columns of the source that hold the answer, folded.

        Of what the label is made of, a column is left out that only says which row of a thing it
        is: all things have the same values, each once, as each traveller has four ways to travel.
        Where nothing else is left, what chooses the value is the answer: whether a way was taken.
        """
        answers = self.source.answers - {*self.source.unit.values(), *self.source.columns}
        if not (self.source.unit or self.source.columns):
            return answers
        told = set()
        for column in _named_in(self.schema.columns, answers):
            name = quote(column.name)
            found = self.rows(
                "count(DISTINCT v), max(len(v)), max(len(list_distinct(v)))"
                f" FROM (SELECT list({name} ORDER BY {name}) AS v",
                f"GROUP BY {HASH})",
            )
            kinds, rows, values = found[0]
            if kinds == 1 and rows == values > 1:
                told.add(column.name.casefold())
        if not told or answers - told:
            return answers - told
        return self.source.choosing - told - {*self.source.unit.values()} or answers

    @property
    def source_rows(self) -> str:
        """The name of the relation of the rows of the source, with what tells them apart."""
        return self._rows

    @property
    def schema(self) -> Schema:
        """The columns of the source."""
        schema = self.project.nodes[self.source.key].schema
        assert schema is not None  # noqa: S101 - a source has columns
        return schema

    def define(self, change: Change) -> None:
        """Change the rows of the source; what stands above it follows."""
        rows = f"(SELECT * FROM {quote(self._rows)} WHERE {change.kept})"
        items = []
        for column in self.schema.columns:
            name = quote(column.name)
            if column.name.casefold() in change.columns:
                other = self._other(column, change)
                name = f"CASE WHEN {change.turned} THEN {other} ELSE {name} END AS {name}"
            items.append(name)
        source = self.project.nodes[self.source.key]
        self.workspace.define_view(source.name, f"SELECT {', '.join(items)} FROM {rows}")
        for node in self._asked_again:  # a function was answered from the rows that were there
            self.workspace.define_view(node.name, self._text(node))

    def mixed(self, direction: Literal["ASC", "DESC"]) -> HeldOutWorld:
        """Return the same world with the rows of the source in another order, or that backwards.

        It shares the workspace.
        """
        query = f"SELECT * FROM {quote(self._rows)} ORDER BY {_MIXED} {direction}, {_NUMBER}"
        name = f"{_MIXED_ROWS}_{direction.lower()}"
        self._keep(query, name)
        return replace(self, _rows=name)

    def _other(self, column: Column, change: Change) -> str:
        match change.turn:
            case "none":
                return "NULL"
            case "shuffled" if column in self._answer_columns:
                return quote(f"{_SHUFFLED}{column.name}")
            case "shuffled":
                return quote(column.name)
            case "above" | "below" as end:
                return beyond(quote(self._rows), column, end)
            case "mixed":
                ends = (turned(quote(self._rows), column, turn) for turn in ("high", "low"))
                return f"CASE WHEN {_MIXED} % 2 = 0 THEN {' ELSE '.join(ends)} END"
            case turn:
                return turned(quote(self._rows), column, turn)

    def rows(self, text: str, rest: str = "") -> list[tuple[Any, ...]]:
        """Return the result of a query over the rows of the source: ``min(a), max(a)``."""
        return self.workspace.rows(f"SELECT {text} FROM {quote(self._rows)} {rest}")

    def mark(self, made: str, links: Mapping[str, str]) -> None:
        """Write which rows of the source the rows of the model are made of, and which judge.

        Rows of the source that are alike in all that the model has of them count if there are no
        more of them than the model has: else some may be rows that it has not.

        Parameters
        ----------
        made
            The name of a relation of the model's rows, with the column `JUDGED`.
        links
            By column of that relation, the column of the source that it is.

        """
        names, columns = quote_list([*links]), quote_list([*links.values()])
        rows = quote(self._rows)
        is_whole = "true" if self.source.unit else f"s.{_TIMES} <= m.{_TIMES}"
        linked = (
            f"WITH s AS (SELECT {columns}, count(*) AS {_TIMES} FROM {rows} GROUP BY {columns}),"
            f" m AS (SELECT {names}, count(*) AS {_TIMES}, bool_and({JUDGED}) AS {_IS_ALL},"
            f" bool_or({JUDGED}) AS {_IS_ANY} FROM {quote(made)} GROUP BY {names}),"
            f" u AS (SELECT s.* EXCLUDE ({_TIMES}), m.{_IS_ALL}, m.{_IS_ANY} FROM m JOIN s"
            f" ON {_same('s', 'm', links)} WHERE {is_whole}),"
            f" r AS (SELECT r.*, u.{_IS_ALL}, u.{_IS_ANY} FROM {rows} AS r LEFT JOIN u"
            f" ON {_same('r', 'u', {c: c for c in links.values()})})"
        )
        judged = self._beyond(linked)
        query = (
            f"{linked} SELECT * EXCLUDE ({_IS_ALL}, {_IS_ANY})"
            f" REPLACE ({judged} OR {_IS_ALL} IS NOT NULL AS {USED},"
            f" {judged} OR coalesce({_IS_ALL}, false) AS {JUDGED}) FROM r"
        )
        self._keep(query, _MARKED)
        self._rows, self.links = _MARKED, links

    def _beyond(self, linked: str) -> str:
        """Return the condition of the rows at that end of a column where all are that judge.

        So more of them are found than the model's columns tell apart: of a series without its
        times, two rows may have one value.
        """
        if self.source.marked is None:
            return "false"
        name = quote(self.source.marked[1])
        found = self.workspace.rows(
            f"{linked} SELECT min({name}) FILTER ({_IS_ALL}) > max({name}) FILTER (NOT {_IS_ANY}),"
            f" CAST(max({name}) FILTER (NOT {_IS_ANY}) AS VARCHAR) FROM r"
        )
        is_apart, last = found[0]
        return f"coalesce({name} > {literal(str(last))}, false)" if is_apart else "false"

    def are_linked(self, made: str, links: Mapping[str, str]) -> bool:
        """Return whether each row of a relation has the values of a row of the source."""
        found = self.workspace.rows(
            f"SELECT count(*) FROM {quote(made)} AS m ANTI JOIN {quote(self._rows)} AS r"
            f" ON {_same('r', 'm', links)}"
        )
        return found[0][0] == 0

    def _is_asked_again(self, node: Node) -> bool:
        """Return whether what a table says must be asked for again when rows are others."""
        match node.statement:
            case CreateTable(query=query) | CreateView(query=query):
                below = {n.key for n in self._asked_again}
                return bool(query.calls) or not below.isdisjoint(node.reads)
            case _:
                return False

    def _write_rows(self) -> None:
        unit = [*self.source.unit.values(), *self.source.columns]
        own = _named_in(self.schema.columns, unit) or [Column(_NUMBER, "BIGINT")]
        (count,) = self.workspace.rows(f"SELECT count(*) FROM {quote(_BASE)}")[0]
        share = min(1.0, _MOST_ROWS / max(1, int(str(count))))
        shuffled = "".join(
            f", coalesce(lag({quote(c.name)}) OVER (ORDER BY {_MIXED}), {quote(c.name)})"
            f" AS {quote(_SHUFFLED + c.name)}"
            for c in self._answer_columns
        )
        query = (
            f"SELECT {key_hash(own)} AS {HASH}, true AS {USED}, false AS {JUDGED}{shuffled}, *"
            f" FROM (SELECT row_number() OVER () AS {_NUMBER}, * FROM {quote(_BASE)})"
            f" WHERE {HASH} <= {int(share * LARGEST_HASH)}"
        )
        self._keep(query, self._rows)

    @property
    def _answer_columns(self) -> list[Column]:
        return _named_in(self.schema.columns, self.source.answers | self.source.choosing)

    def _keep(self, query: str, name: str) -> None:
        written = self.workspace.write(query, self.workspace.scratch / f"{name}.parquet")
        more = (Column(HASH, "UBIGINT"), Column(USED, "BOOLEAN"), Column(JUDGED, "BOOLEAN"))
        shuffled = [Column(_SHUFFLED + c.name, c.type) for c in self._answer_columns]
        number = Column(_NUMBER, "BIGINT")
        schema = Schema((*more, *shuffled, number, *self.schema.columns))
        self.workspace.attach(name, [written.path], schema)

    def _text(self, node: Node) -> str:
        schema = node.schema
        assert schema is not None  # noqa: S101 - a relation has columns
        match node.statement:
            case CreateTable() as table:
                inner = f"(\n{self.answer(self.workspace, table.query)}\n)"
                kept = accepted_rows(node.name, inner, schema, table.columns)
                return f"SELECT * FROM ({kept}) AS {quote_dotted(node.name.rsplit('.', 1)[-1])}"
            case CreateView() as view:
                return self.answer(self.workspace, view.query)
            case _:
                raise AssertionError(node.name)


def _same(one: str, other: str, links: Mapping[str, str]) -> str:
    """Return that a row of the source, `one`, has the values of a row of the model, `other`."""
    return " AND ".join(
        f"{one}.{quote(column)} IS NOT DISTINCT FROM {other}.{quote(name)}"
        for name, column in links.items()
    )


def _named_in(columns: Collection[Column], names: Collection[str]) -> list[Column]:
    """Return the columns of some folded names."""
    return [column for column in columns if column.name.casefold() in names]
