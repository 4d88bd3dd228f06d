"""What is expected of some series for the times after their last."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


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
        Parts that add up to the value.
    error
        The standard deviation of the value around the expectation; how well the process is known
        is not in it.
    limits
        Neither a value nor a bound is below the first or above the second; None: no limit.

    """

    series: NDArray[np.int64]
    times: NDArray[np.int64]
    trend: NDArray[np.float64]
    seasons: Mapping[str, NDArray[np.float64]]
    holiday: NDArray[np.float64]
    error: NDArray[np.float64]
    limits: tuple[float | None, float | None] = (None, None)

    @property
    def value(self) -> NDArray[np.float64]:
        """The expectation."""
        total = self.trend + self.holiday
        for part in self.seasons.values():
            total = total + part
        return self._limited(total)

    def bounds(self, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return between which bounds a value is with a probability of `level`, in [0, 1)."""
        reach = NormalDist().inv_cdf((1.0 + level) / 2.0) * self.error
        value = self.value
        return self._limited(value - reach), self._limited(value + reach)

    def limited_trend(self) -> NDArray[np.float64]:
        """Return the trend such that the parts add up to the limited value."""
        rest = self.value - self.holiday
        for part in self.seasons.values():
            rest = rest - part
        return rest

    def _limited(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = self.limits
        return values if low is None and high is None else np.clip(values, low, high)
