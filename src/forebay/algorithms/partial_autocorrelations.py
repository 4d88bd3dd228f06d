"""Coefficients of a stationary process from numbers without bounds, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Beyond this a series is differenced too little or too often.
LARGEST: Final = 0.998


def stationary(free: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return autoregressive coefficients whose process is stationary, one for each free number.

    A free number x is the partial autocorrelation ``0.998 x / sqrt(1 + x**2)``, and the recursion
    of Durbin and Levinson makes coefficients of them [^1].

    References
    ----------
    [^1]: Monahan (1984). A note on enforcing stationarity in autoregressive-moving average models.
       Biometrika 71, 403-404.

    Examples
    --------
    >>> (stationary(np.array([0.75])) / 0.998).round(3).tolist()
    [0.6]

    """
    partial = LARGEST * free / np.sqrt(1.0 + free * free)
    found = np.empty(0)
    for r in partial.tolist():
        found = np.concatenate((found - r * found[::-1], (r,)))
    return found


def unbounded(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the numbers that ``stationary`` makes coefficients of.

    Coefficients of a process that is not stationary, or hardly, are taken for near ones that are.

    Examples
    --------
    >>> unbounded(np.array([0.6 * 0.998])).round(3).tolist()
    [0.75]

    """
    rest = coefficients.astype(np.float64)
    partial = np.zeros(len(rest))
    for place in range(len(rest) - 1, -1, -1):
        r = float(np.clip(rest[place] / LARGEST, -0.97, 0.97))
        partial[place] = r
        earlier = rest[:place]
        rest = (earlier + r * LARGEST * earlier[::-1]) / (1.0 - (r * LARGEST) ** 2)
    return partial / np.sqrt(1.0 - partial * partial)
