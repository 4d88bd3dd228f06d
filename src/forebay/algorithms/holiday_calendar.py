"""The holidays of countries, from the library `holidays`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from forebay.algorithms.holiday_windows import Holiday

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAYS_AROUND: Final = 1  # before and after, as BigQuery ML has it for most of its own
_EPOCH: Final = date(1970, 1, 1)
_YEARS: Final = (1970, 2100)


def holiday_calendar(regions: Sequence[str], first_year: int, last_year: int) -> list[Holiday]:
    """Return the public holidays of some countries, by date and name.

    A holiday has the name that the library gives it in English; two on one day are two.
    """
    import holidays

    years = range(first_year, last_year + 1)
    found = []
    for region in regions:
        country = holidays.country_holidays(region.upper(), years=years, language="en_US")
        for day in sorted(country):
            found += [
                Holiday(region.upper(), name, (day - _EPOCH).days, _DAYS_AROUND, _DAYS_AROUND)
                for name in sorted(country.get_list(day))
                if " (observed)" not in name
            ]
    return sorted(found, key=lambda h: (h.date, h.name, h.region))


@lru_cache(maxsize=16)
def returning_holidays(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the names of the holidays of known countries that were or will be twice or more.

    A name that stands for one day alone, such as a working day that was moved, moves no series.

    Examples
    --------
    >>> sorted(returning_holidays(("US",)))[:2]
    ['Christmas Day', 'Columbus Day']

    """
    import holidays

    known = set(holidays.list_supported_countries())
    counts = Counter(
        (holiday.region, holiday.name)
        for holiday in holiday_calendar([r for r in regions if r in known], *_YEARS)
    )
    return frozenset(name for (_, name), count in counts.items() if count > 1)
