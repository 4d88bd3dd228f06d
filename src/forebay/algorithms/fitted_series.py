"""One series, taken apart and fitted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.arma_likelihood import whiten
from forebay.algorithms.auto_arima import ArimaFit, OrderChoice, auto_arima
from forebay.algorithms.decomposed_series import Decomposition, decompose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.decomposed_series import DecomposedSeries
    from forebay.algorithms.regular_series import RegularSeries

_SHORTEST: Final = 4  # values from which a trend is learned at least


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How series are to be learned; see the options of ARIMA_PLUS.

    Parameters
    ----------
    smoothing
        Points in the moving mean of the trend that is shown; 0 and 1: it is shown as it is.
    share, shortest, longest
        The trend is learned from the last part of a series: a share of it, but not fewer than
        `shortest` values; or the last `longest` values. None: from all of it.

    """

    parts: Decomposition = field(default_factory=Decomposition)
    orders: OrderChoice = field(default_factory=OrderChoice)
    smoothing: int = 0
    share: float | None = None
    shortest: int = 20
    longest: int | None = None

    def recent(self, n: int) -> int:
        """Return from how many of `n` values the trend is learned."""
        count = n
        if self.share is not None:
            count = max(self.shortest, math.ceil(self.share * n))
        elif self.longest is not None:
            count = self.longest
        return min(n, max(count, _SHORTEST))


@dataclass(frozen=True, slots=True)
class FittedSeries:
    """What was learned of a series.

    Parameters
    ----------
    candidates
        All processes that were tried for its level, the chosen one first.
    trend
        What the process expected of the level, one step ahead; the first values are themselves.
    scale
        The standard deviation of that expectation, NaN for the first values; shape (n,).
    last_changes, last_errors
        The last values of the differenced level less its mean, and of the errors, the newest last.
    last_levels
        The last value of the level, and its last change.
    smoothing
        Points in the moving mean of ``shown_trend``.

    """

    series: RegularSeries
    parts: DecomposedSeries
    candidates: tuple[ArimaFit, ...]
    trend: NDArray[np.float64]
    scale: NDArray[np.float64]
    last_changes: NDArray[np.float64]
    last_errors: NDArray[np.float64]
    last_levels: tuple[float, float]
    smoothing: int = 0

    @property
    def best(self) -> ArimaFit:
        """The process that forecasts."""
        return self.candidates[0]

    @property
    def residual(self) -> NDArray[np.float64]:
        """What none of the parts explains, shape (n,)."""
        return self.parts.level - self.trend

    @property
    def shown_trend(self) -> NDArray[np.float64]:
        """The trend as people see it, shape (n,): the ends of the moving mean repeat the last one.

        Forecasts, and what is unusual, go by the trend itself.
        """
        if self.smoothing <= 1:
            return self.trend
        after = self.smoothing // 2
        padded = np.pad(self.trend, (self.smoothing - 1 - after, after), mode="edge")
        width = np.full(self.smoothing, 1.0 / self.smoothing)
        return np.asarray(np.convolve(padded, width, mode="valid"))

    @property
    def naive_error(self) -> float:
        """The mean absolute change from one value to the next: by it errors are scaled."""
        return float(np.abs(np.diff(self.series.values)).mean())


def fit_series(series: RegularSeries, plan: SeriesPlan) -> FittedSeries:
    """Learn one series; nothing is drawn at random.

    Parameters
    ----------
    series
        At least one value.

    """
    parts = decompose(series, plan.parts)
    level = parts.level
    n = len(level)
    candidates = auto_arima(level[n - plan.recent(n) :], plan.orders)
    best = candidates[0]
    process, d = best.process, best.differences
    changes = (np.diff(level, d) if d else level) - (process.mean or 0.0)
    trend, scale = level.copy(), np.full(n, np.nan)
    errors = changes
    if len(changes) > 2 * max(len(process.ar), len(process.ma)):
        found = whiten([changes], process.ar, process.ma)
        errors = found.errors[0]
        trend[d:] -= errors
        scale[d:] = np.sqrt(process.variance * found.variances)
    last_change = float(level[-1] - level[-2]) if n > 1 else 0.0
    return FittedSeries(
        series,
        parts,
        candidates,
        trend,
        scale,
        changes[len(changes) - len(process.ar) :],
        errors[len(errors) - len(process.ma) :],
        (float(level[-1]), last_change),
        plan.smoothing,
    )
