"""A series as the sum of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from forebay.algorithms.clean_series import spikes_and_dips, step_changes
from forebay.algorithms.holiday_windows import (
    NO_HOLIDAYS,
    HolidayEffects,
    holiday_effects,
    holiday_windows,
)
from forebay.algorithms.seasonal_periods import is_seasonal, moving_mean, seasonal_periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.holiday_windows import Holiday
    from forebay.algorithms.regular_series import RegularSeries


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Which parts are looked for.

    Parameters
    ----------
    cleans, adjusts
        Spikes and dips are cut off; steps of the level are taken out.
    seasons
        None: those that the data shows; else those that are asked for, as far as a series is long
        enough; empty: none.

    """

    cleans: bool = True
    adjusts: bool = True
    seasons: tuple[str, ...] | None = None
    holidays: Sequence[Holiday] = ()


@dataclass(frozen=True, slots=True)
class DecomposedSeries:
    """Parts that add up to a series, each of shape (n,).

    Parameters
    ----------
    level
        What remains: trend and chance.
    seasons
        By name, the shortest first.

    """

    level: NDArray[np.float64]
    seasons: Mapping[str, NDArray[np.float64]]
    periods: Mapping[str, int]
    holiday: NDArray[np.float64]
    spikes: NDArray[np.float64]
    steps: NDArray[np.float64]
    effects: HolidayEffects = field(default=NO_HOLIDAYS)


def decompose(series: RegularSeries, how: Decomposition) -> DecomposedSeries:
    """Return the parts of a series.

    First seasons as they seem, so that what is unusual can be told; then, in this order and each
    without those before, spikes and dips, steps, holidays, and the seasons again.
    """
    values, grid = series.values, series.grid
    n = len(values)
    possible = seasonal_periods(grid.step, how.seasons)
    possible = {name: period for name, period in possible.items() if n >= 2 * period}
    periods: dict[str, int] = {}
    rest = values
    for name, period in possible.items():
        if how.seasons is not None or is_seasonal(rest, period):
            periods[name] = period
            rest = rest - _rough_season(rest, period)
    rest = values - sum(_seasons(values, periods).values(), np.zeros(n))
    spikes = steps = holiday = np.zeros(n)
    windows = holiday_windows(grid, 0, n, how.holidays)
    if how.cleans:
        is_holiday = np.zeros(n, dtype=np.bool_)
        for slots in windows.values():
            is_holiday[slots] = True
        spikes = spikes_and_dips(rest, is_holiday)
    if how.adjusts:
        steps = step_changes(rest - spikes)
    effects = NO_HOLIDAYS
    if windows:
        usual = values - spikes - steps
        if "WEEKLY" in periods:
            usual = usual - _rough_season(usual, periods["WEEKLY"])
        effects = holiday_effects(usual, grid, how.holidays)
        holiday = effects.on(grid, n, how.holidays)
    level = values - spikes - steps - holiday
    seasons = _seasons(level, periods)
    for part in seasons.values():
        level = level - part
    return DecomposedSeries(level, seasons, periods, holiday, spikes, steps, effects)


def _seasons(
    values: NDArray[np.float64], periods: Mapping[str, int]
) -> dict[str, NDArray[np.float64]]:
    if not periods:
        return {}
    from forebay.algorithms.seasonal_parts import seasonal_parts

    return seasonal_parts(values, periods)


def _rough_season(values: NDArray[np.float64], period: int) -> NDArray[np.float64]:
    """Return the medians of each place in the period, which a few odd values do not move."""
    n = len(values)
    errors = values - moving_mean(values, period)
    rounds = -(-n // period)
    padded = np.full(rounds * period, np.nan)
    padded[:n] = errors
    season = np.nanmedian(padded.reshape(rounds, period), axis=0)
    season -= season.mean()
    return np.asarray(np.tile(season, rounds)[:n])
