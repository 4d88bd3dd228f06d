"""A time as far as SQL text tells it: a column of some row, plus what is known and what is not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_ROW: Final = 0  # of a literal, or of a value that is the same for all rows
SECONDS: Final = {
    "MICROSECOND": 1e-6, "MILLISECOND": 1e-3, "SECOND": 1.0, "MINUTE": 60.0, "HOUR": 3600.0,
    "DAY": 86400.0, "WEEK": 604800.0, "MONTH": 2592000.0, "QUARTER": 7776000.0, "YEAR": 31536000.0,
}  # fmt: skip
BUCKET: Final = "bucket "  # begins the column of a moment that is the part a row falls into
LENGTH: Final = "interval"  # the column of a moment that is a length of time
NUMBER: Final = "#"  # the column of a moment that is a number


class Term(NamedTuple):
    """A part of a time that depends on data: ``dep_delay`` minutes.

    ``low`` and ``high`` bound it, in seconds. Of a column of unknown range the lower bound is
    taken to be 0: a delay, a duration, a number of days. `even`: all of the range occurs, about
    equally often, as of the minutes that rounding down takes away.
    """

    row: int
    text: str
    low: float = 0.0
    high: float = inf
    even: bool = False
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """``column`` of ``row``, plus ``offset``, plus ``terms``.

    Parameters
    ----------
    row
        The row of a query that the column belongs to; ``NO_ROW`` for a literal (then ``column``
        is empty, and the offset counts from 1970-01-01) and for what is the same for all rows.
    offset
        In seconds; for a column of numbers (a year) in its own unit.
    terms
        What else is added and is not known before there are data.
    is_time
        Whether it is a time; numbers that are compared (a year) are kept in the same way.
    unit
        How many seconds a bare number added to it is worth: a day of a date, a second of an epoch.

    Examples
    --------
    >>> left = Moment(1, "sched_dep", 0.0, frozenset({Term(1, "dep_delay*60")}))
    >>> left.plus(-3600).offset
    -3600.0

    """

    row: int
    column: str
    offset: float = 0.0
    terms: frozenset[Term] = frozenset()
    is_time: bool = True
    unit: float = field(default=86400.0, compare=False)

    def plus(self, offset: float, terms: frozenset[Term] = frozenset()) -> Moment:
        """Return the moment later by `offset` seconds and by what is not known."""
        return replace(self, offset=self.offset + offset, terms=self.terms | terms)

    def renamed(self, rows: Mapping[int, int]) -> Moment:
        """Return the same of other rows."""
        if self.row not in rows and not any(term.row in rows for term in self.terms):
            return self
        terms = frozenset(t._replace(row=rows.get(t.row, t.row)) for t in self.terms)
        return replace(self, row=rows.get(self.row, self.row), terms=terms)

    def has_base(self, other: Moment) -> bool:
        """Return whether both count from the same column of the same row."""
        return self.row == other.row and self.column == other.column

    def least_after(self, other: Moment) -> float:
        """Return the least number of seconds by which this is after `other`, of the same base.

        Examples
        --------
        >>> a, b = Moment(1, "t", 60.0), Moment(1, "t", 0.0, frozenset({Term(1, "minute", 0, 59)}))
        >>> a.least_after(b)
        1.0

        """
        mine, theirs = self.terms - other.terms, other.terms - self.terms
        return (
            self.offset
            - other.offset
            + sum(term.low for term in mine)
            - sum(term.high for term in theirs)
        )

    def most_after(self, other: Moment) -> float:
        """Return the greatest number of seconds by which this is after `other`."""
        return -other.least_after(self)

    def mostly_after(self, other: Moment) -> float:
        """Return by how many seconds this is after `other` where rounding takes little away.

        Of what depends on data the least is taken, as by `least_after`.

        Examples
        --------
        >>> day, hour = Moment(1, "t", 0.0, frozenset({Term(1, "day", -86400, 0, True)})), 3600.0
        >>> round(day.mostly_after(Moment(1, "t", -hour)) / hour, 2)
        -1.4

        """
        mine, theirs = self.terms - other.terms, other.terms - self.terms
        return (
            self.offset
            - other.offset
            + sum(_usual(t, t.low, t.high) for t in mine)
            - sum(_usual(t, t.high, t.low) for t in theirs)
        )


_FEW: Final = 0.1


def _usual(term: Term, unknown: float, clock: float) -> float:
    """Return what a term is where nothing is known, at the full hour, or in few cases."""
    if term.clock:
        return clock
    if not term.even:
        return unknown
    # A tenth of all cases is enough to be late; less is left to the replay.
    return clock + (unknown - clock) * _FEW


NOWHERE: Final = Moment(NO_ROW, "?", is_time=False)
