"""The rows of a table or query, as far as lineage needs them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING

from forebay.trust.counts_time import grain_of, is_year
from forebay.trust.moment import NO_ROW, NOWHERE, NUMBER, SECONDS, Moment
from forebay.trust.traced import NOTHING, Origins, Traced, named, rename

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.errors import Span
    from forebay.trust.moment import Term
    from forebay.trust.traced import Mark


@dataclass(frozen=True, slots=True)
class Fact:
    """``before <= after`` holds for every pair of rows; ``<`` if it is strict.

    With `among` it says instead that `before` is one of some constants; if `strict`, that it is
    none of them.
    """

    before: Moment
    after: Moment
    strict: bool = False
    among: frozenset[str] = frozenset()

    def renamed(self, rows: Mapping[int, int]) -> Fact:
        """Return the same of other rows."""
        return replace(self, before=self.before.renamed(rows), after=self.after.renamed(rows))


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that chose rows, and where it stands; ``text`` is its SQL, normalised.

    `names_classes`: it only says which values of a column are meant at all.
    """

    origins: Origins
    span: Span | None
    text: str = ""
    names_classes: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """A relation that was joined to the rows before it.

    Parameters
    ----------
    rows
        The readings that came in by it.
    name, alias
        What is joined, as written.
    first
        The alias of the relation that it is joined to, as written.
    equals
        The equalities of its condition, as SQL.
    times
        The columns of both relations that are times: by moment, as ``alias.column``.
    unique
        Its whole primary key is compared: at most one row is found.

    """

    rows: frozenset[int]
    name: str
    alias: str
    first: str
    equals: tuple[str, ...]
    times: tuple[tuple[Moment, str], ...]
    span: Span | None
    unique: bool = False
    pooled: bool = False

    def renamed(self, rows: Mapping[int, int]) -> Join:
        """Return the same of other rows."""
        return replace(
            self,
            rows=frozenset(rows.get(row, row) for row in self.rows),
            times=tuple((moment.renamed(rows), name) for moment, name in self.times),
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """Columns in order, and what holds for the rows.

    Parameters
    ----------
    columns
        By folded name.
    rows
        All readings that stand behind it.
    filters
        What chose its rows, beside joins.
    facts
        What is known of the order in time of its rows.
    key
        Folded names of the columns of its primary key.
    copies
        Where rows of one table were put in more than once.
    rest
        What any other column is made of: of a call whose columns nobody has said.

    """

    columns: Mapping[str, Traced]
    rows: frozenset[int] = frozenset()
    filters: tuple[Filter, ...] = ()
    facts: frozenset[Fact] = frozenset()
    joins: tuple[Join, ...] = ()
    key: tuple[str, ...] = ()
    copies: tuple[Mark, ...] = ()
    rest: Traced | None = None
    reads: frozenset[str] = field(default_factory=frozenset)  # keys of the sources of its rows
    branches: tuple[Relation, ...] = ()  # of a UNION
    is_one_row: bool = False
    is_last: bool = False  # of each thing, or of all, only the last row in some order is left

    def find(self, name: str) -> Traced | None:
        """Return a column by its folded name."""
        found = self.columns.get(name)
        if found is None and self.rest is not None:
            return named(self.rest, name)
        return found

    @property
    def chosen_by(self) -> Origins:
        """What chose its rows."""
        return NOTHING.union(*(f.origins for f in self.filters))

    def renamed(self, rows: Mapping[int, int]) -> Relation:
        """Return the same of other rows."""
        return replace(
            self,
            columns={name: column.renamed(rows) for name, column in self.columns.items()},
            rows=frozenset(rows.get(row, row) for row in self.rows),
            filters=tuple(replace(f, origins=rename(f.origins, rows)) for f in self.filters),
            facts=frozenset(fact.renamed(rows) for fact in self.facts),
            joins=tuple(join.renamed(rows) for join in self.joins),
            copies=tuple(mark.renamed(rows) for mark in self.copies),
            branches=tuple(branch.renamed(rows) for branch in self.branches),
            rest=self.rest.renamed(rows) if self.rest is not None else None,
        )


def is_among(subject: Moment, values: Iterable[str], *, is_in: bool = True) -> Fact:
    """Return that something is one of some constants, or none of them."""
    return Fact(subject, NOWHERE, strict=not is_in, among=frozenset(values))


def ordered(before: Moment, after: Moment, *, strict: bool = False) -> set[Fact]:
    """Return that one time is not after another, and what follows where both are rounded down.

    Examples
    --------
    >>> from forebay.trust.trace_time import floor
    >>> from forebay.trust.moment import Moment
    >>> day_before = ordered(floor(Moment(2, "t"), "DAY"), floor(Moment(1, "t", -86400.0), "DAY"))
    >>> Fact(Moment(2, "t"), Moment(1, "t"), strict=True) in day_before
    True

    """
    found = {Fact(before, after, strict)}
    grain = grain_of(before.column)
    if strict and grain is not None and before.column == after.column:
        # What is before a year is a year before it, at least.
        found.add(Fact(before, after.plus(-86400.0 * grain)))
    first_year, last_year = _start_of_year(before), _start_of_year(after)
    if first_year is not None and last_year is not None:
        found.add(Fact(first_year, last_year.plus(-SECONDS["YEAR"] if strict else 0.0)))
    mine, theirs = _rounding(before), _rounding(after)
    if mine is not None and theirs is not None and mine.text == theirs.text:
        unit = float(mine.text.removeprefix("floor "))
        gap = after.offset - before.offset + (0.0 if strict and not after.offset % unit else unit)
        first = replace(before, offset=0.0, terms=before.terms - {mine})
        last = replace(after, offset=gap, terms=after.terms - {theirs})
        found.add(Fact(first, last, strict=True))
    return found


def _start_of_year(moment: Moment) -> Moment | None:
    """Return when the year begins that a number is; None if it is no year."""
    if moment.is_time or moment.terms:
        return None
    if moment.row == NO_ROW:
        is_year_number = moment.column == NUMBER and MINYEAR < moment.offset < MAXYEAR
        if not is_year_number:
            return None
        began = datetime(int(moment.offset), 1, 1, tzinfo=UTC)
        return Moment(NO_ROW, "", began.timestamp())
    if not is_year(moment.column):
        return None
    return Moment(moment.row, f"start of {moment.column}", moment.offset * SECONDS["YEAR"])


def _rounding(moment: Moment) -> Term | None:
    """Return what is rounded away of a time; None if it is not rounded, or more than once."""
    found = [term for term in moment.terms if term.text.startswith("floor ")]
    return found[0] if len(found) == 1 else None


def facts_of(rows: Mapping[int, int], facts: Iterable[Fact]) -> frozenset[Fact]:
    """Return the facts that hold for copies of some rows, by old and new row."""
    old = frozenset(rows)
    return frozenset(
        fact.renamed(rows) for fact in facts if {fact.before.row, fact.after.row} & old
    )
