"""A series with one value for each slot of its grid: duplicates averaged, gaps filled and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.data_frequency import DAY, FREQUENCIES, Step
from forebay.algorithms.series_grid import SeriesGrid, find_grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MONTH: Final = 28 * DAY
_CLOSER: Final = 1.5  # times


@dataclass(frozen=True, slots=True)
class RegularSeries:
    """Evenly spaced values, and what was done to get them.

    Parameters
    ----------
    grid
        Its slot 0 is the first value.
    values
        Shape (n,), finite.
    is_filled
        Shape (n,): the value is a straight line between its neighbours.
    n_averaged
        Rows that share a slot with an earlier row.
    longest_gap
        Slots of the longest stretch without a row.

    """

    grid: SeriesGrid
    values: NDArray[np.float64]
    is_filled: NDArray[np.bool_]
    n_averaged: int
    longest_gap: int

    @property
    def n_filled(self) -> int:
        """How many values are no data."""
        return int(self.is_filled.sum())

    def without_last(self, count: int) -> RegularSeries:
        """Return it as it was before its last slots, ending with a row."""
        n = len(self.values) - count
        while n > 0 and self.is_filled[n - 1]:
            n -= 1
        return RegularSeries(
            self.grid, self.values[:n], self.is_filled[:n], self.n_averaged, self.longest_gap
        )


_LARGEST = 1e150  # squares of larger numbers, and sums of them, are infinite


class NotASeriesError(ValueError):
    """A series of which nothing can be said; the message is for ML.ARIMA_EVALUATE."""


def regular_series(
    times: NDArray[np.int64],
    values: NDArray[np.float64],
    frequency: str,
    most_slots: int,
    grid: SeriesGrid | None = None,
) -> RegularSeries:
    """Return a series as an even one.

    Values that are NaN or infinite are gaps; a gap at an end is cut off.

    Parameters
    ----------
    times
        Microseconds since 1970, ascending; equal times and times of one slot are averaged.
    most_slots
        No series may have more.
    grid
        Of which its own is a part; None: it has one of its own.

    Raises
    ------
    NotASeriesError
        Fewer than three times with a value, times that span more than `most_slots` slots, or that
        are mostly closer than the frequency that was asked for: one value of many, or their mean,
        is seldom what is meant.

    """
    is_known = np.isfinite(values)
    times, values = times[is_known], values[is_known]
    distinct = np.unique(times)
    if len(distinct) < 3:  # noqa: PLR2004 - as BigQuery ML
        raise NotASeriesError(f"it has {len(distinct)} times with a value, and needs 3")
    if np.abs(values).max() > _LARGEST:
        raise NotASeriesError(f"it has values beyond {_LARGEST:g}, whose squares are infinite")
    grid = grid or find_grid(distinct, frequency)
    usual = int(np.quantile(np.diff(distinct), 0.5, method="lower"))
    if frequency in FREQUENCIES and usual * _CLOSER <= _length(grid.step):
        raise NotASeriesError(
            f"its times are {Step(0, usual)} apart, closer than data_frequency: {grid.step}"
        )
    slots = grid.slots(times)
    grid = _moved(grid, int(slots[0]))
    slots = slots - slots[0]
    n = int(slots[-1]) + 1
    if n > most_slots:
        raise NotASeriesError(
            f"its times span {n:,} steps of {grid.step}, and {len(distinct):,} have a value"
        )
    starts = np.flatnonzero(np.diff(slots, prepend=-1))
    places = slots[starts]
    counts = np.diff(np.append(starts, len(slots)))
    sums = np.add.reduceat(values, starts)
    known = np.where(counts == 1, values[starts], sums / counts)
    regular = np.interp(np.arange(n), places, known)
    is_filled = np.ones(n, dtype=np.bool_)
    is_filled[places] = False
    longest = int(np.diff(places).max(initial=1)) - 1
    return RegularSeries(grid, regular, is_filled, len(slots) - len(places), longest)


def _length(step: Step) -> int:
    return step.months * _MONTH + step.micros


def _moved(grid: SeriesGrid, slots: int) -> SeriesGrid:
    step = grid.step.months or grid.step.micros
    return SeriesGrid(grid.step, grid.first + slots * step, grid.day, grid.instant)
