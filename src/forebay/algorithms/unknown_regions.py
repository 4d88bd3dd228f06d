"""Refuse regions whose holidays nobody knows; needs the library `holidays` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Span

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
