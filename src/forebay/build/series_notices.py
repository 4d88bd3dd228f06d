"""What a person should know of series before they are forecast: gaps, duplicates, failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.holiday_windows import moves_with_holidays
from forebay.algorithms.series_grid import SeriesGrid
from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from forebay.algorithms.data_frequency import Step
    from forebay.algorithms.series_record import SeriesRecord

_LISTED = 5


def series_notices(
    name: str, records: Sequence[SeriesRecord], undated: int, name_of: Callable[[int], str]
) -> Iterator[Problem]:
    """Yield warnings for the training of a model.

    Parameters
    ----------
    name
        Of the model.
    undated
        Rows without a time.
    name_of
        Returns the ids of a series by its number; empty for the only one.

    """
    if undated:
        message = f"{name}: {undated:,} rows have no time, and are left out"
        yield Problem(
            "rows-left-out",
            message,
            severity="warning",
            hint="leave such rows out in the SELECT, or give them a time.",
        )
    failed = [number for number, record in enumerate(records) if record.error]
    if failed and len(records) > 1:
        yield Problem(
            "series-not-learned",
            f"{name}: {len(failed):,} of {len(records):,} series cannot be forecast",
            detail=_listed([f"{name_of(i)}: {records[i].error}" for i in failed[:_LISTED]], failed),
            hint="ML.ARIMA_EVALUATE says why, for each.",
            severity="warning",
        )
    yield from _gaps(name, records, name_of)
    averaged = [number for number, record in enumerate(records) if record.counts[2]]
    if averaged:
        total = sum(records[number].counts[2] for number in averaged)
        yield Problem(
            "series-duplicates",
            f"{name}: {total:,} rows share their time with another row of their series;"
            " they are averaged",
            detail=_in_series(records, averaged, name_of),
            hint="sum or pick them in the query of the model if a mean is not what you want.",
            severity="warning",
        )


def holidays_not_used(name: str, records: Sequence[SeriesRecord]) -> Iterator[Problem]:
    """Yield a warning if holidays are given and none of the series is such that they move it."""
    grids = [SeriesGrid.of_numbers(record.grid) for record in records if not record.error]
    if not any(
        moves_with_holidays(grid, record.counts[0])
        for grid, record in zip(grids, (r for r in records if not r.error), strict=True)
    ):
        yield Problem(
            "holidays-not-used",
            f"{name}: no series moves with holidays",
            detail="holidays are for daily and weekly series that are longer than a year.",
            hint="leave holiday_region and custom_holiday out, or train on a longer time.",
            severity="warning",
        )


def series_ended(
    name: str, lags: Mapping[int, int], step: Step, name_of: Callable[[int], str]
) -> Iterator[Problem]:
    """Yield a warning if some series of a hierarchy have no value at its last times.

    Parameters
    ----------
    lags
        How many points before the last one of all each series ends, by its number.

    """
    ended = sorted((number for number in lags if lags[number]), key=lambda n: (-lags[n], n))
    if ended:
        yield Problem(
            "series-ended",
            f"{name}: {len(ended):,} of {len(lags):,} series end before the others; they are"
            " forecast from their own end on",
            detail=_listed([f"{name_of(n)}: {lags[n]:,} x {step}" for n in ended[:_LISTED]], ended),
            hint="leave out what has come to an end, and fill what is only missing: sums hold what"
            " is expected of each.",
            severity="warning",
        )


def _gaps(
    name: str, records: Sequence[SeriesRecord], name_of: Callable[[int], str]
) -> Iterator[Problem]:
    gaps = [number for number, record in enumerate(records) if record.counts[1]]
    if not gaps:
        return
    filled = sum(records[number].counts[1] for number in gaps)
    slots = sum(record.counts[0] for record in records)
    worst = max(gaps, key=lambda number: (records[number].counts[3], -number))
    step = SeriesGrid.of_numbers(records[worst].grid).step
    place = f" in {name_of(worst)}" if name_of(worst) else ""
    yield Problem(
        "series-gaps",
        f"{name}: {filled:,} of {slots:,} points have no data; they are filled by straight lines",
        detail=f"{_in_series(records, gaps, name_of)} the longest gap is"
        f" {records[worst].counts[3]:,} points, one every {step},{place}".rstrip(", ")
        + ".",
        hint="fill long gaps in the query of the model, or begin after them;"
        " data_frequency says how far apart points should be.",
        severity="warning",
    )


def _in_series(
    records: Sequence[SeriesRecord], numbers: Sequence[int], name_of: Callable[[int], str]
) -> str:
    if len(records) == 1:
        return ""
    names = _listed([name_of(number) for number in numbers[:_LISTED]], numbers)
    return f"in {len(numbers):,} of {len(records):,} series ({names})."


def _listed(texts: Sequence[str], of: Sequence[int]) -> str:
    return ", ".join([*texts, *(["..."] if len(of) > len(texts) else [])])
