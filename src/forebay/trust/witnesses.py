"""More columns of the rows that a model is made of, by which its rows are recognised again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.errors import ForebayError, Source
from forebay.query.select_parts import select_parts
from forebay.trust.judged_source import is_of_its_row
from forebay.trust.trace_project import query_relation
from forebay.trust.traced import UNTRACED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forebay.project import Project
    from forebay.query.select_parts import Joined, SelectParts
    from forebay.sql.statement import Query
    from forebay.trust.lineage import Lineage

_PREFIX: Final = "__seen_"
_MOST: Final = 40
_PUT_TOGETHER: Final = frozenset({"GROUP", "HAVING", "DISTINCT", "LIMIT", "OFFSET", "FETCH"})


@dataclass(frozen=True, slots=True)
class Witnesses:
    """A model's AS SELECT with columns behind its own.

    Parameters
    ----------
    query
        The query that has them.
    columns
        By name, the columns of sources that each is made of: ``(source, column)``.
    linked
        Those that are of the row that the label is of.
    chosen
        By name, the columns of sources that chose what each is.

    """

    query: Query
    columns: dict[str, frozenset[tuple[str, str]]]
    linked: frozenset[str] = frozenset()
    chosen: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


def witnesses(
    query: Query,
    lineage: Lineage,
    project: Project,
    label: str,
    names_of: Callable[[str], tuple[str, ...]],
) -> Witnesses:
    """Return the query with the columns of the relations that it reads, where they are of one row.

    A query that puts rows together, or joins SELECTs by UNION, gets none.

    Parameters
    ----------
    names_of
        Returns the column names of a query.

    """
    nothing = Witnesses(query, {})
    parts = select_parts(query.plain)
    if query.calls or parts is None or parts.clauses & _PUT_TOGETHER or not parts.joined:
        return nothing
    text = query.plain
    at = text.upper().rfind("FROM", parts.head.end, parts.joined[0].relation.start)
    if at < 0 or "SELECT" not in text[parts.head.end : at].upper():
        return nothing
    named = [*_columns(text, at, parts, names_of)][:_MOST]
    more = {f"{_PREFIX}{place}": f"{a}.{quote(c)}" for place, (a, c) in enumerate(named)}
    if not more:
        return nothing
    found = replace(query, plain=_with(text, at, more))
    whole = replace(found, span=Source("<query>", found.plain).whole())
    try:
        relation = query_relation(whole, lineage, project)
        names_of(found.plain)
    except Exception:  # noqa: BLE001 - sqlglot's failures are many; without witnesses it goes on
        return nothing
    kept = {}
    rows = {o.row for o in relation.columns.get(label.casefold(), UNTRACED).value}
    for name in more:
        column = relation.columns.get(name)
        if column is not None and column.value and is_of_its_row(column):
            kept[name] = frozenset(o.place for o in column.value)
    if not kept:
        return nothing
    linked = {name for name in kept if {o.row for o in relation.columns[name].value} <= rows}
    only = {name: more[name] for name in kept}
    chosen = {n: frozenset(o.place for o in relation.columns[n].control) for n in kept}
    return Witnesses(replace(query, plain=_with(text, at, only)), kept, frozenset(linked), chosen)


def _with(text: str, at: int, more: dict[str, str]) -> str:
    items = "".join(f", {sql} AS {name}" for name, sql in more.items())
    return f"{text[:at].rstrip()}{items} {text[at:]}"


def _columns(
    text: str, at: int, parts: SelectParts, names_of: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    for joined in parts.joined:
        alias = _alias(text, joined)
        if not alias or not joined.words.isdisjoint({"SEMI", "ANTI"}):
            continue
        try:
            names = names_of(f"{text[: parts.head.end]}SELECT {alias}.* {text[at:]}")
        except ForebayError:
            continue
        for name in names:
            yield alias, name


def _alias(text: str, joined: Joined) -> str:
    """Return the name by which the columns of a relation are read; empty where it has none."""
    written = text[slice(*joined.relation)].strip()
    last = written.split()[-1] if written else ""
    if joined.body is not None and last.endswith(")"):
        return ""
    if joined.name and last == written:
        return last.rpartition(".")[2]
    return "" if last.endswith(")") else last
