"""Compare the rows of a model with what they are where the rows that judge it had never been."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from forebay.engine.quote import literal, quote, quote_list
from forebay.errors import ForebayError
from forebay.trust.held_out_world import JUDGED, USED, Change, rows_of_half

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine import Column
    from forebay.trust.held_out_world import HeldOutWorld
    from forebay.trust.turn import Turn

Difference: TypeAlias = Literal["gone", "turned"]

MADE: Final = "__held_made"  # the rows of the model with what they are made of
_FULL: Final = "__held_full"
_OTHER: Final = "__held_other"
_KNOWN: Final = "__held_known"
_ROUNDS: Final = ((5, 0), (5, 1), (17, 0), (17, 1))  # which bit of the hash, and its side
_LEAST_ROUNDS: Final = 2
_FLOATS: Final = ("DOUBLE", "FLOAT")
_FEW, _LEAST_USED = 30, 0.1  # rows of the source that are surely those of the model
_CUTOFFS: Final = (0.35, 0.65, 0.9)


@dataclass(frozen=True, slots=True)
class HeldOutLeak:
    """A feature that is another where the rows that judge are gone, or have other answers.

    Parameters
    ----------
    of
        ``gone``: the rows were taken away; ``turned``: their answers were others.
    rows
        How many rows differ in the world that showed most.
    row
        One of them, as text; empty where nothing tells it from others.
    built, other
        Its value as it was built, and in the other world; as text, None for NULL.

    """

    feature: str
    of: Difference
    rows: int
    row: str
    built: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class HeldOutOutcome:
    """What the worlds without some rows said.

    Parameters
    ----------
    worlds, planned
        How many were compared, and how many would have been.
    rows
        Rows that were compared in all of them.
    gone, turned
        Whether rows were there to be compared in worlds of each kind.
    ordered
        Features that differ only by what comes before, and the order by which it does.

    """

    worlds: int
    planned: int
    rows: int
    seconds: float
    leaks: tuple[HeldOutLeak, ...]
    gone: bool
    turned: bool
    ordered: dict[str, str]

    @property
    def is_decided(self) -> bool:
        """Whether enough was compared to clear what was suspected."""
        return self.gone and self.turned


@dataclass(frozen=True, slots=True)
class AskedHeldOut:
    """The rows of a model and what of them is compared.

    Parameters
    ----------
    text
        The AS SELECT, plain SQL, with witnesses.
    features
        The columns that are compared.
    context
        Columns of the same text that are of the row alone, by which it is recognised; with them
        those of which nothing is made that is turned.
    key
        Columns that identify a row; none: its context does.
    orders
        By name, expressions over the source that may put its rows in an order of time.
    others
        Where rows cannot be taken away: the columns that are turned instead in those that judge.
    by_label
        Rows may be chosen by their answers.
    turnable
        The features that are compared where answers are others.

    """

    text: Callable[[], str]
    framed: Callable[[], str]
    judged: str
    label: str
    features: Sequence[Column]
    context: Sequence[Column]
    links: Mapping[str, str]
    unturned: Sequence[Column]
    key: Sequence[Column]
    orders: dict[str, str]
    answers: frozenset[str]
    is_chosen: bool
    others: frozenset[str]
    by_label: bool
    turnable: frozenset[str]


@dataclass(slots=True)
class _Tally:
    worlds: int = 0
    rows: int = 0
    gone: bool = False
    turned: bool = False
    found: dict[str, HeldOutLeak] = field(default_factory=dict)


def held_out_replay(
    world: HeldOutWorld, asked: AskedHeldOut, *, budget_seconds: float
) -> HeldOutOutcome:
    """Compare the features of a model in worlds in which rows that judge it are others.

    In worlds of the first kind rows are gone, in those of the second they have other answers. What
    differs is looked at once more in an order of time: a feature that only earlier rows change is
    as it would have been when they were all there was.

    Parameters
    ----------
    world
        Opened.

    """
    began = time.monotonic()
    compared = _Compared(world, asked)
    if not compared.link():
        return HeldOutOutcome(0, 0, 0, 0.0, (), gone=False, turned=False, ordered={})
    tally = _Tally()
    planned = [*_changes(asked)]
    for place, (kind, change) in enumerate(planned):
        is_over = time.monotonic() - began > budget_seconds
        if is_over and place >= 2 * _LEAST_ROUNDS:
            break
        _compare(compared, kind, change, tally)
    earlier = _earlier(compared, tally) if tally.found else {}
    leaks = tuple(leak for name, leak in tally.found.items() if name not in earlier)
    return HeldOutOutcome(
        tally.worlds, len(planned), tally.rows, time.monotonic() - began, leaks, tally.gone,
        tally.turned, earlier,
    )  # fmt: skip


def _changes(asked: AskedHeldOut) -> list[tuple[Difference, Change]]:
    """Return the worlds, in an order of which any first part is worth most."""
    if asked.is_chosen:
        turns: list[tuple[Difference, Change]] = [
            ("turned", Change(turned=JUDGED, columns=asked.answers, turn=turn)) for turn in _TURNS
        ]
        if asked.others:
            others: list[tuple[Difference, Change]] = [
                ("gone", replace(change, columns=asked.others)) for _, change in turns
            ]
            return [*others, *turns]
        return [("gone", Change(kept=f"NOT {JUDGED}")), *turns]
    found: list[tuple[Difference, Change]] = []
    for bit, side in _ROUNDS:
        half = rows_of_half(bit, side)
        turn = _TURNS[(side + (bit == _ROUNDS[0][0])) % 2]
        found.append(("gone", Change(kept=f"NOT ({half})")))
        found.append(("turned", Change(turned=half, columns=asked.answers, turn=turn)))
    return found


_TURNS: Final[tuple[Turn, Turn]] = ("high", "low")


def _compare(compared: _Compared, kind: Difference, change: Change, tally: _Tally) -> None:
    asked = compared.asked
    context = asked.context if kind == "gone" else asked.unturned
    if kind == "turned" and asked.by_label and not (context or asked.key):
        return  # other rows may be there, and nothing tells which
    try:
        rows = compared.write(change, _OTHER)
    except ForebayError:
        return  # a value that never was there, as a month of 99: this world cannot be
    tally.worlds += 1
    tally.rows += rows
    if not rows:
        return
    if kind == "gone":
        tally.gone = True
    else:
        tally.turned = True
    features = asked.features
    if kind == "turned":
        features = [c for c in features if c.name in asked.turnable]
    for leak in compared.differences(kind, context, features):
        tally.found.setdefault(leak.feature, leak)


def _earlier(compared: _Compared, tally: _Tally) -> dict[str, str]:
    """Return the features that only earlier rows change, with the order in which they are."""
    asked, found = compared.asked, dict[str, str]()
    for name, order in asked.orders.items():
        left = [c for c in asked.features if c.name in tally.found and c.name not in found]
        if not left:
            break
        ends: Any = compared.world.rows(
            ", ".join(f"quantile_disc({order}, {share})" for share in _CUTOFFS), f"WHERE {USED}"
        )
        cuts, tried = sorted({cut for cut in ends[0] if cut is not None}), 0
        for cut in cuts:
            at = literal(float(cut))
            for side in (0, 1):
                half = rows_of_half(_ROUNDS[0][0], side)
                change = Change(
                    kept=f"({order} < {at} OR ({order} = {at} AND {half}) OR NOT {USED})",
                    turned=f"{order} = {at}",
                    columns=asked.answers,
                    turn=_TURNS[side],
                )
                try:
                    if not compared.write(change, _OTHER):
                        continue
                except ForebayError:
                    continue
                tried += 1
                differ = {
                    leak.feature for leak in compared.differences("gone", asked.unturned, left)
                }
                left = [column for column in left if column.name not in differ]
        if tried > len(cuts):
            found |= {column.name: name for column in left}
    return found


@dataclass(slots=True)
class _Compared:
    world: HeldOutWorld
    asked: AskedHeldOut
    rows: int = 0

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
        kinds = {c.name.casefold(): c.type for c in self.world.schema.columns}
        links = {
            name: column
            for name, column in asked.links.items()
            if (found := schema.find(name)) is not None and found.type == kinds.get(column)
        }
        if links and not self.world.are_linked(MADE, links):
            links = {n: c for n, c in links.items() if self.world.are_linked(MADE, {n: c})}
            links = links if links and self.world.are_linked(MADE, links) else {}
        if links:
            self.world.mark(MADE, links)
        self.write(Change(), _FULL)
        if not links:
            return not asked.is_chosen
        which = JUDGED if asked.is_chosen else USED
        marked = self.world.rows(f"count(*) FILTER ({which}), count(*) FILTER ({USED})")[0]
        return bool(marked[0] > 0 and marked[1] >= min(_FEW, _LEAST_USED * written.rows))

    def write(self, change: Change, name: str) -> int:
        """Write the rows of a world into a file; return how many there are."""
        self.world.define(change)
        workspace = self.world.workspace
        columns = {c.name: c for c in (*self.asked.features, *self.asked.context, *self.asked.key)}
        items = ", ".join(_rounded(column) for column in columns.values())
        query = f"SELECT {items} FROM (\n{self.asked.text()}\n)"
        if name == _OTHER and self.asked.key:
            keys = ", ".join(quote(column.name) for column in self.asked.key)
            query = f"SELECT * FROM ({query}) SEMI JOIN {quote(_FULL)} USING ({keys})"
        schema = workspace.describe(query)
        target = workspace.scratch / f"{name}.parquet"
        written = workspace.write(query, target, in_order=False)
        workspace.attach(name, [written.path], schema)
        self.rows = written.rows
        return written.rows

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
        query = f"SELECT o.* FROM {quote(_OTHER)} AS o SEMI JOIN {quote(_FULL)} AS f ON {same}"
        schema = workspace.describe(query)
        target = workspace.scratch / f"{_KNOWN}.parquet"
        written = workspace.write(query, target, in_order=False)
        workspace.drop(_OTHER)
        workspace.attach(_OTHER, [written.path], schema)
        return written.rows > before / 2

    def _count(self, names: Sequence[str]) -> int:
        if not names:
            return 0
        items = ", ".join(map(quote, names))
        found: Any = self.world.workspace.rows(
            f"SELECT count(*) FROM (SELECT {items} FROM {quote(_OTHER)}"
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
            f"WITH o AS (SELECT {items} FROM {quote(_OTHER)} EXCEPT ALL"
            f" SELECT {items} FROM {quote(_FULL)}),"
            f" one AS (SELECT * FROM o ORDER BY ALL LIMIT 1)"
            f" SELECT {text or literal('')}, CAST(min(f.{own}) AS VARCHAR),"
            f" CAST(o.{own} AS VARCHAR) FROM one AS o LEFT JOIN {quote(_FULL)} AS f"
            f" ON {same or 'true'} GROUP BY ALL LIMIT 1"
        )
        row, built, other = found[0]
        return HeldOutLeak(column.name, kind, count, row or "", built, other)


_SHOWN: Final = 4


def _rounded(column: Column) -> str:
    """Return a column as it is compared: sums in another order differ in the last digits."""
    name = quote(column.name)
    if column.type in _FLOATS:
        return f"TRY_CAST({name} AS FLOAT) AS {name}"
    return name
