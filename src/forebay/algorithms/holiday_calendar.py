"""The holidays of countries, from the library `holidays`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from forebay.algorithms.holiday_windows import Holiday
from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Span

_DAYS_AROUND: Final = 1  # before and after, as BigQuery ML has it for most of its own
_EPOCH: Final = date(1970, 1, 1)
_REGIONS: Final = ("GLOBAL", "NA", "JAPAC", "EMEA", "LAC")  # BigQuery ML's, beside countries


def unknown_regions(regions: Sequence[str], at: Span | None) -> Iterator[Problem]:
    """Yield a problem for each region whose holidays nobody knows.

    Examples
    --------
    >>> [problem.name for problem in unknown_regions(["US", "EMEA"], None)]
    ['not-supported']

    """
    import holidays

    known = sorted(holidays.list_supported_countries())
    for region in regions:
        word = region.upper()
        if word in known:
            continue
        if word in _REGIONS:
            message = f'holiday_region "{region}" is not supported'
            hint = "name its countries: holiday_region = ['US', 'CA']."
            yield Problem("not-supported", message, at, hint=hint)
        else:
            guess = nearest(word, known)
            hint = "it takes the two letters of countries (ISO 3166), such as 'US'."
            if guess:
                hint = f'did you mean "{guess}"? {hint}'
            message = f'there is no holiday_region "{region}"'
            yield Problem("bad-option", message, at, hint=hint)


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
