"""Numbers whose names say that they count time."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = re.compile(
    r"(^|[^a-z])(year|yr|quarter|qtr|month|week|day|date|dt|hour|minute|second|time|ts|timestamp"
    r"|period|season|step|seq|sequence|round|tick|epoch|obs|wave|visit|order|no|nr|number|index"
    r"|idx|id|position|pos|lap|leg|at|t|unread|yearweek|yyyymm|yyyymmdd)([^a-z]|$)"
)


_YEAR: Final = re.compile(r"(^|_)(year|yr)$")
# By how many days two times differ at least that are put together from such columns.
_GRAINS: Final = (("day", 1.0), ("week", 7.0), ("month", 28.0), ("quarter", 90.0), ("year", 365.0))


_SHORTEST: Final = 28 / 30  # months are counted as 30 days


def is_year(name: str) -> bool:
    """Return whether a column of this name is a number of a year."""
    return _YEAR.search(name.casefold()) is not None


def grain_of(name: str) -> float | None:
    """Return by how many days two different times of a column differ at least.

    Examples
    --------
    >>> grain_of("start of year"), grain_of("made(year, quarter * 3 - 2, 1)"), grain_of("left_at")
    (365.0, 90.0, None)

    """
    if name.startswith("since "):
        return float(name.rpartition("*")[2]) / 86400.0 * _SHORTEST
    if not name.startswith(("start of ", "made(")):
        return None
    return next((days for word, days in _GRAINS if word in name), None)


_CALENDAR: Final = re.compile(
    r"(^|_)(year|yr|quarter|month|week|day|date|dt|hour|time|ts|timestamp|period|season|wave|at)(_|$)"
)


def is_calendar(name: str) -> bool:
    """Return whether a column of this name says when a row was.

    Examples
    --------
    >>> is_calendar("year"), is_calendar("visit_no")
    (True, False)

    """
    return _CALENDAR.search(name.casefold()) is not None


def counts_time(name: str) -> bool:
    """Return whether a name, or one in an expression, says that a number grows with time.

    Examples
    --------
    >>> counts_time("order_year"), counts_time("(year * 4) + quarter"), counts_time("price")
    (True, True, False)

    """
    return _WORDS.search(name.casefold()) is not None
