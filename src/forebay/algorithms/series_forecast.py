"""What is expected of some series for the times after their last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.conformal_interval import ConformalInterval


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """Expectations, each of shape (n_series, n_steps).

    Parameters
    ----------
    series
        The numbers of the series, shape (n_series,).
    times
        Microseconds since 1970.
    trend, seasons, holiday
        Parts that add up to the value; NaN for a season that a series has not.
    error
        The standard deviation of the value around the expectation; how well the process is known
        is not in it.
    limits
        Neither a value nor a bound is below the first or above the second; None: no limit.
    interval
        How many standard errors of the process bounds are away, by how far ahead a point lies;
        None: as many as a normal distribution has.

    """

    series: NDArray[np.int64]
    times: NDArray[np.int64]
    trend: NDArray[np.float64]
    seasons: Mapping[str, NDArray[np.float64]]
    holiday: NDArray[np.float64]
    error: NDArray[np.float64]
    limits: tuple[float | None, float | None] = (None, None)
    interval: ConformalInterval | None = None

    @property
    def value(self) -> NDArray[np.float64]:
        """The expectation."""
        return self._limited(self.trend + self.holiday + self._season)

    @property
    def _season(self) -> NDArray[np.float64]:
        return sum(map(np.nan_to_num, self.seasons.values()), np.zeros(self.trend.shape))

    def after(self, steps: NDArray[np.int64], count: int) -> SeriesForecast:
        """Return `count` points of each series: those after its first `steps`, (n_series,)."""
        rows = np.arange(len(self.series))[:, None]
        places = steps[:, None] + np.arange(count)
        return replace(
            self,
            times=self.times[rows, places],
            trend=self.trend[rows, places],
            seasons={name: part[rows, places] for name, part in self.seasons.items()},
            holiday=self.holiday[rows, places],
            error=self.error[rows, places],
        )

    def bounds(self, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return between which bounds a value is with a probability of `level`, in [0, 1)."""
        reach = self._errors_away(level) * self.error
        value = self.value
        return self._limited(value - reach), self._limited(value + reach)

    def _errors_away(self, level: float) -> NDArray[np.float64]:
        """Return how many standard errors bounds are away, shape (1,) or (n_steps,)."""
        if self.interval is None:
            return np.array([NormalDist().inv_cdf((1.0 + level) / 2.0)])
        widths = np.array(self.interval.half_widths(level))
        steps = np.arange(self.error.shape[1])
        found: NDArray[np.float64] = widths[np.searchsorted(self.interval.edges, steps, "right")]
        return found

    def limited_trend(self) -> NDArray[np.float64]:
        """Return the trend such that the parts add up to the limited value."""
        return self.value - self.holiday - self._season

    def _limited(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = self.limits
        return values if low is None and high is None else np.clip(values, low, high)
