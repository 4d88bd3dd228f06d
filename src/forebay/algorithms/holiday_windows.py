"""Which slots of a series lie in the windows of holidays, and what holidays did to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.clean_series import running_median
from forebay.algorithms.data_frequency import DAY, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.series_grid import SeriesGrid

# What a holiday did is told from what is usual around it: a month of days, a quarter of weeks.
_AROUND: Final = {DAY: 29, WEEK: 13}
_FEWEST: Final = 2  # a holiday that was seen once is no rule
_YEAR_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day of a holiday, with the days before and after it that it may move.

    Parameters
    ----------
    date
        Days since 1970.

    """

    region: str
    name: str
    date: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class HolidayEffects:
    """What each day around each holiday adds to a series.

    Parameters
    ----------
    effects
        By the name of the holiday and the days from its date; weeks have 0 only.

    """

    effects: Mapping[tuple[str, int], float]

    def on(
        self, grid: SeriesGrid, n: int, holidays: Iterable[Holiday], first: int = 0
    ) -> NDArray[np.float64]:
        """Return what holidays add to slots `first`, `first` + 1, ..., `n` of them."""
        added = np.zeros(n)
        for (name, offset), slots in holiday_windows(grid, first, n, holidays).items():
            effect = self.effects.get((name, offset))
            if effect is not None:
                added[np.array(slots) - first] += effect
        return added


NO_HOLIDAYS: Final = HolidayEffects({})


def holiday_windows(
    grid: SeriesGrid, first: int, n: int, holidays: Iterable[Holiday]
) -> dict[tuple[str, int], list[int]]:
    """Return the slots of each day of each holiday: by name and days from the date.

    For weeks: the weeks that hold a day of the window, all with 0 days. Nothing for other steps.
    """
    found: dict[tuple[str, int], list[int]] = {}
    if grid.step.micros not in _AROUND:
        return found
    for holiday in holidays:
        days = np.arange(-holiday.before, holiday.after + 1)
        # At the end of the day, so that a series with a time of day finds its own slot.
        slots = grid.slots((holiday.date + days + 1) * DAY - 1)
        for offset, slot in zip(days.tolist(), slots.tolist(), strict=True):
            key = (holiday.name, 0 if grid.step.micros == WEEK else offset)
            if first <= slot < first + n and slot not in found.setdefault(key, []):
                found[key].append(slot)
    return found


def moves_with_holidays(grid: SeriesGrid, n: int) -> bool:
    """Return whether a series of n points can show what holidays do: days or weeks, over a year."""
    return grid.step.micros in _AROUND and n * grid.step.micros > _YEAR_DAYS * DAY


def holiday_effects(
    values: NDArray[np.float64], grid: SeriesGrid, holidays: Sequence[Holiday]
) -> HolidayEffects:
    """Return what holidays do: the mean distance of their days from what is usual around them.

    Usual is the running median of a month of days, or of a quarter of weeks. A holiday counts if
    its day was seen twice or more; the series is daily or weekly and longer than a year.

    Parameters
    ----------
    values
        Without the season of the week, finite, shape (n,), beginning at slot 0 of the grid.

    """
    n = len(values)
    if not moves_with_holidays(grid, n):
        return NO_HOLIDAYS
    width = _AROUND[grid.step.micros]
    windows = holiday_windows(grid, 0, n, holidays)
    is_usual = np.ones(n, dtype=np.bool_)
    for slots in windows.values():
        is_usual[slots] = False
    if not windows or not is_usual.any():
        return NO_HOLIDAYS
    places = np.flatnonzero(is_usual)
    usual = running_median(np.interp(np.arange(n), places, values[places]), width)
    return HolidayEffects(
        {
            key: float(np.mean(values[slots] - usual[slots]))
            for key, slots in windows.items()
            if len(slots) >= _FEWEST
        }
    )
