"""How often a series must be differenced to be level: the test of Kwiatkowski and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_DIFFERENCES: Final = 2
# Kwiatkowski, Phillips, Schmidt and Shin (1992), Journal of Econometrics 54, table 1: level, 5 %.
_CRITICAL: Final = 0.463
_FEWEST: Final = 5  # values that are left after differencing


def count_differences(values: NDArray[np.float64]) -> int:
    """Return 0, 1 or 2: the fewest differences after which the test does not reject a level.

    As auto.arima does it (Hyndman and Khandakar 2008, Journal of Statistical Software 27(3)).

    Examples
    --------
    >>> noise = np.random.default_rng(1).standard_normal(50)
    >>> count_differences(noise), count_differences(np.arange(50) + noise)
    (0, 1)

    """
    for count in range(MOST_DIFFERENCES):
        if len(values) < _FEWEST or np.ptp(values) == 0.0 or level_statistic(values) <= _CRITICAL:
            return count
        values = np.diff(values)
    return MOST_DIFFERENCES


def level_statistic(values: NDArray[np.float64]) -> float:
    """Return the statistic for a level: large where the series wanders.

    The long-run variance has Bartlett weights over ``int(4 * (n / 100) ** 0.25)`` lags.
    """
    n = len(values)
    errors = values - values.mean()
    sums = np.cumsum(errors)
    n_lags = int(4 * (n / 100) ** 0.25)
    variance = float(errors @ errors)
    for lag in range(1, n_lags + 1):
        weight = 1.0 - lag / (n_lags + 1.0)
        variance += 2.0 * weight * float(errors[lag:] @ errors[:-lag])
    variance /= n
    return float(sums @ sums) / (n * n * variance) if variance > 0.0 else 0.0
