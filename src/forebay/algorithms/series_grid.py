"""The evenly spaced times of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.data_frequency import DAY, FREQUENCIES, HOUR, MINUTE, WEEK, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_LAST_DAY: Final = 31
_LONGEST_DAYS: Final = 28  # of what every month has
_MONDAY: Final = 4 * DAY  # 1970-01-01 was a Thursday
# Gaps of so many days are these calendar steps.
_CALENDAR: Final = ((28, 31, 1), (89, 92, 3), (365, 366, 12))


@dataclass(frozen=True, slots=True)
class SeriesGrid:
    """Times that are equally far apart, numbered from 0.

    Parameters
    ----------
    step
        How far.
    first
        With a fixed step: the time of slot 0, in microseconds since 1970 (UTC); with months: the
        number of its month since January 1970.
    day, instant
        With months: the day of the month, 31 for the last one, and the microseconds after
        midnight; else 0.

    """

    step: Step
    first: int
    day: int = 0
    instant: int = 0

    def times(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the times of some slots, in microseconds since 1970."""
        if not self.step.months:
            return self.first + slots * self.step.micros
        months = (self.first + slots * self.step.months).astype("datetime64[M]")
        starts = months.astype("datetime64[D]").astype(np.int64)
        lengths = (months + 1).astype("datetime64[D]").astype(np.int64) - starts
        return np.asarray((starts + np.minimum(self.day, lengths) - 1) * DAY + self.instant)

    def slots(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the slots into which times fall: each begins at its own time, or with its month.

        Examples
        --------
        >>> SeriesGrid(Step(0, DAY), 0).slots(np.array([0, 3 * DAY + 5])).tolist()
        [0, 3]

        """
        if not self.step.months:
            return (times - self.first) // self.step.micros
        months = (times // DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return (months - self.first) // self.step.months

    def numbers(self) -> tuple[int, int, int, int, int]:
        """Return it as numbers, for ``of_numbers``."""
        return self.step.months, self.step.micros, self.first, self.day, self.instant

    @classmethod
    def of_numbers(cls, numbers: Iterable[int]) -> SeriesGrid:
        """Return the grid that ``numbers`` gave."""
        months, micros, first, day, instant = (int(n) for n in numbers)
        return cls(Step(months, micros), first, day, instant)


def find_grid(times: NDArray[np.int64], frequency: str) -> SeriesGrid:
    """Return the grid of a series.

    Parameters
    ----------
    times
        Ascending, without duplicates, at least two, in microseconds since 1970.
    frequency
        A word of ``FREQUENCIES``, or ``AUTO_FREQUENCY``: the most common gap decides.

    """
    gaps, counts = np.unique(np.diff(times), return_counts=True)
    return grid_of(times, FREQUENCIES.get(frequency) or common_step(gaps, counts))


def grid_of(times: NDArray[np.int64], step: Step) -> SeriesGrid:
    """Return the grid with a step on which most of some times lie; see ``find_grid``."""
    if step.months:
        return _calendar(times, step)
    offsets = times % step.micros
    found, counts = np.unique(offsets, return_counts=True)
    place = int(counts.argmax())
    offset = int(found[place])
    if counts[place] * 2 < len(times) and step.micros in {MINUTE, HOUR, DAY, WEEK}:
        # No common time of day: slots begin where clocks and weeks do.
        offset = _MONDAY if step.micros == WEEK else 0
    first = (int(times[0]) - offset) // step.micros * step.micros + offset
    return SeriesGrid(step, first)


def common_step(gaps: NDArray[np.int64], counts: NDArray[np.int64]) -> Step:
    """Return the most common step: of different gaps in microseconds, ascending, and how many.

    Examples
    --------
    >>> str(common_step(np.array([DAY, WEEK]), np.array([5, 3])))
    '1 day'

    """
    months = [
        (int(counts[(gaps >= low * DAY) & (gaps <= high * DAY)].sum()), count)
        for low, high, count in _CALENDAR
    ]
    most, count = max(months)
    common = int(counts.argmax())  # of equally common ones the shortest
    if most >= counts[common] and most:
        return Step(count, 0)
    return Step(0, int(gaps[common]))


def _calendar(times: NDArray[np.int64], step: Step) -> SeriesGrid:
    days = (times // DAY).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    in_month = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    is_last = (days + 1).astype("datetime64[M]") != months
    instants, instant_counts = np.unique(times % DAY, return_counts=True)
    day = _most_common(in_month)
    if is_last.all() and (in_month > _LONGEST_DAYS).any():
        day = _LAST_DAY
    elif np.count_nonzero(in_month == day) * 2 < len(times):
        day = 1
    instant = int(instants[instant_counts.argmax()])
    if instant_counts.max() * 2 < len(times):
        instant = 0
    return SeriesGrid(step, int(months[0].astype(np.int64)), day, instant)


def _most_common(values: NDArray[np.int64]) -> int:
    found, counts = np.unique(values, return_counts=True)
    return int(found[counts.argmax()])
