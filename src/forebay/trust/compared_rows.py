"""Rows of a model in two worlds, and in which features they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote, quote_list
from forebay.trust.change import JUDGED, USED, Change
from forebay.trust.held_out_outcome import HeldOutLeak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine import Column, Schema
    from forebay.trust.asked_held_out import AskedHeldOut
    from forebay.trust.held_out_outcome import Difference
    from forebay.trust.held_out_world import HeldOutWorld

MADE: Final = "__held_made"  # the rows of the model with what they are made of
OTHER: Final = "__held_other"
_FULL: Final = "__held_full"
_KNOWN: Final = "__held_known"
_FLOATS: Final = ("DOUBLE", "FLOAT")
_FEW, _LEAST_USED = 30, 0.1  # rows of the source that are surely those of the model
_SHOWN: Final = 4


@dataclass(slots=True)
class ComparedRows:
    """The rows of a model as they were built, and in one other world after the other.

    Parameters
    ----------
    rows
        How many the world has that was written last.
    carried
        By column of the source, the column of the rows that it is.

    """

    world: HeldOutWorld
    asked: AskedHeldOut
    rows: int = 0
    carried: dict[str, str] = field(default_factory=dict)

    def link(self) -> bool:
        """Write the rows as they were built; find out which rows of the source they are made of.

        Returns
        -------
        bool
            Whether it is known which rows judge, where that is written.

        """
        workspace, asked = self.world.workspace, self.asked
        names = dict.fromkeys([*asked.links, *(c.name for c in asked.context), asked.label])
        query = f"SELECT {asked.judged} AS {JUDGED}, {quote_list([*names])} FROM ({asked.framed()})"
        schema = workspace.describe(query)
        written = workspace.write(query, workspace.scratch / f"{MADE}.parquet", in_order=False)
        workspace.attach(MADE, [written.path], schema)
        links, carried = self._alike(asked.links, schema), self._alike(asked.carried, schema)
        if links and not self.world.are_linked(MADE, links):
            links = {n: c for n, c in links.items() if self.world.are_linked(MADE, {n: c})}
            links = links if links and self.world.are_linked(MADE, links) else {}
        self.carried = {
            column: name
            for name, column in carried.items()
            if links.get(name) == column or self.world.are_linked(MADE, {name: column})
        }
        together = links | {name: column for column, name in self.carried.items()}
        if links and not self.world.are_linked(MADE, together):
            # The values of another column that happen to be among them: ``id // 5`` among the ids.
            links, self.carried = {}, {}
        if links:
            self.world.mark(MADE, links)
        self.write(Change(), _FULL)
        if not links:
            return not asked.is_chosen
        which = JUDGED if asked.is_chosen else USED
        marked = self.world.rows(f"count(*) FILTER ({which}), count(*) FILTER ({USED})")[0]
        return bool(marked[0] > 0 and marked[1] >= min(_FEW, _LEAST_USED * written.rows))

    def _alike(self, links: Mapping[str, str], schema: Schema) -> dict[str, str]:
        """Return those of some links that have the type of their column of the source."""
        kinds = {c.name.casefold(): c.type for c in self.world.schema.columns}
        return {
            name: column
            for name, column in links.items()
            if (found := schema.find(name)) is not None and found.type == kinds.get(column)
        }

    def write(self, change: Change, name: str = OTHER, *, where: str = "true") -> int:
        """Write the rows of a world into a file; return how many there are.

        Parameters
        ----------
        where
            A condition over the columns that are compared, by which rows are left out.

        """
        self.world.define(change)
        workspace = self.world.workspace
        columns = {c.name: c for c in (*self.asked.features, *self.asked.context, *self.asked.key)}
        items = ", ".join(_rounded(column) for column in columns.values())
        query = f"SELECT {items} FROM (\n{self._text()}\n)"
        if name == OTHER and self.asked.key:
            keys = ", ".join(quote(column.name) for column in self.asked.key)
            query = f"SELECT * FROM ({query}) SEMI JOIN {quote(_FULL)} USING ({keys})"
        query = f"SELECT * FROM ({query}) WHERE {where}"
        schema = workspace.describe(query)
        target = workspace.scratch / f"{name}.parquet"
        written = workspace.write(query, target, in_order=False)
        workspace.attach(name, [written.path], schema)
        self.rows = written.rows
        return written.rows

    def _text(self) -> str:
        """Return the rows that are compared: without those that judge, where these are turned."""
        asked = self.asked
        if not asked.others:
            return asked.text()
        return f"SELECT * FROM (\n{asked.framed()}\n) WHERE ({asked.judged}) IS NOT TRUE"

    def differences(
        self, kind: Difference, context: Sequence[Column], features: Sequence[Column]
    ) -> list[HeldOutLeak]:
        """Return the features of which rows of the other world are in no row as it was built."""
        known = list(dict.fromkeys([*self.asked.key, *context]))
        names = [column.name for column in known]
        alone = [c for c in features if c.name not in names]
        if not self._count([*names, *(c.name for c in alone)]):
            return []
        found = []
        if names and self._count(names) and not self._recognise(names):
            return []
        for column in alone:
            count = self._count([*names, column.name])
            if count:
                found.append(self._leak(kind, names, column, count))
        return found

    def _recognise(self, names: Sequence[str]) -> bool:
        """Leave only rows that are there in both worlds; return whether most are.

        One that comes first of several, where another is gone, was chosen and not made.
        """
        same = " AND ".join(f"f.{quote(n)} IS NOT DISTINCT FROM o.{quote(n)}" for n in names)
        workspace, before = self.world.workspace, self.rows
        query = f"SELECT o.* FROM {quote(OTHER)} AS o SEMI JOIN {quote(_FULL)} AS f ON {same}"
        schema = workspace.describe(query)
        target = workspace.scratch / f"{_KNOWN}.parquet"
        written = workspace.write(query, target, in_order=False)
        workspace.drop(OTHER)
        workspace.attach(OTHER, [written.path], schema)
        return written.rows > before / 2

    def _count(self, names: Sequence[str]) -> int:
        if not names:
            return 0
        items = ", ".join(map(quote, names))
        found: Any = self.world.workspace.rows(
            f"SELECT count(*) FROM (SELECT {items} FROM {quote(OTHER)}"
            f" EXCEPT ALL SELECT {items} FROM {quote(_FULL)})"
        )
        return int(found[0][0])

    def _leak(
        self, kind: Difference, names: Sequence[str], column: Column, count: int
    ) -> HeldOutLeak:
        own = quote(column.name)
        names = [name for name in names if name != column.name]
        shown = [n for n in names if not n.startswith("__")] or []
        items = ", ".join(map(quote, [*names, column.name]))
        text = " || ', ' || ".join(
            f"{literal(n + ' = ')} || coalesce(CAST(o.{quote(n)} AS VARCHAR), 'NULL')"
            for n in shown[:_SHOWN]
        )
        same = " AND ".join(f"f.{quote(n)} IS NOT DISTINCT FROM o.{quote(n)}" for n in names)
        found: Any = self.world.workspace.rows(
            f"WITH o AS (SELECT {items} FROM {quote(OTHER)} EXCEPT ALL"
            f" SELECT {items} FROM {quote(_FULL)}),"
            f" one AS (SELECT * FROM o ORDER BY ALL LIMIT 1)"
            f" SELECT {text or literal('')}, CAST(min(f.{own}) AS VARCHAR),"
            f" CAST(o.{own} AS VARCHAR) FROM one AS o LEFT JOIN {quote(_FULL)} AS f"
            f" ON {same or 'true'} GROUP BY ALL LIMIT 1"
        )
        row, built, other = found[0]
        return HeldOutLeak(column.name, kind, count, row or "", built, other)


def _rounded(column: Column) -> str:
    """Return a column as it is compared: sums in another order differ in the last digits."""
    name = quote(column.name)
    if column.type in _FLOATS:
        return f"TRY_CAST({name} AS FLOAT) AS {name}"
    return name
