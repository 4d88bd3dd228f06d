"""What is stored of a series that was learned: enough to forecast it, not its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.auto_arima import ArimaFit
    from forebay.algorithms.fitted_series import FittedSeries


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """The numbers of one series.

    Parameters
    ----------
    error
        Why it could not be learned; empty if it was. Everything else is then 0 or empty.
    grid
        ``SeriesGrid.numbers``.
    counts
        Slots, filled slots, rows that were averaged into others, slots of the longest gap.
    state
        Variance, 0 (older versions: the variance that smoothing took out), last level, last
        change, naive error; see ``FittedSeries``.
    cycles
        The last cycle of each season, oldest first.
    effects
        ``HolidayEffects.effects``.
    has
        Whether there are holiday effects, spikes and dips, step changes.

    """

    error: str = ""
    grid: tuple[int, int, int, int, int] = (0, 1, 0, 0, 0)
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    candidates: tuple[ArimaFit, ...] = ()
    state: tuple[float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0)
    last_changes: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    last_errors: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    cycles: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    effects: Mapping[tuple[str, int], float] = field(default_factory=dict)
    has: tuple[bool, bool, bool] = (False, False, False)

    @classmethod
    def of(cls, fitted: FittedSeries) -> SeriesRecord:
        """Return what is to be stored of a fitted series."""
        series, parts = fitted.series, fitted.parts
        return cls(
            grid=series.grid.numbers(),
            counts=(len(series.values), series.n_filled, series.n_averaged, series.longest_gap),
            candidates=fitted.candidates,
            state=(fitted.best.process.variance, 0.0, *fitted.last_levels, fitted.naive_error),
            last_changes=fitted.last_changes,
            last_errors=fitted.last_errors,
            cycles={name: part[-parts.periods[name] :] for name, part in parts.seasons.items()},
            effects=parts.effects.effects,
            has=(bool(parts.holiday.any()), bool(parts.spikes.any()), bool(parts.steps.any())),
        )
