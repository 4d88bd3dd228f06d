"""Take the seasons out of a series: STL, one season after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from statsmodels.tsa.stl._stl import STL  # type: ignore[import-untyped]  # as statsmodels.tsa.seasonal has it, without pandas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_WINDOWS: Final = (11, 15, 19, 23, 27)  # Bandara, Hyndman and Bergmeir (2025): 7 + 4i
_ROUNDS: Final = 2  # of several seasons, so that each is seen without the others


def seasonal_parts(
    values: NDArray[np.float64], periods: Mapping[str, int]
) -> dict[str, NDArray[np.float64]]:
    """Return the part of each season in a series, shape (n,) each.

    Parameters
    ----------
    periods
        The slots of each season, the shortest first; the series has at least two of each.

    Notes
    -----
    Cleveland et al. (1990), STL: a seasonal-trend decomposition procedure based on loess, Journal
    of Official Statistics 6, 3-73; several seasons as in Bandara, Hyndman and Bergmeir (2025),
    MSTL, International Journal of Operational Research 52, 79-98.

    """
    parts = {name: np.zeros(len(values)) for name in periods}
    rest = values
    for _ in range(_ROUNDS if len(periods) > 1 else 1):
        for (name, period), window in zip(periods.items(), _WINDOWS, strict=False):
            seen = rest + parts[name]
            trend = _odd(1.5 * period / (1.0 - 1.5 / window))
            fit = STL(
                np.ascontiguousarray(seen), period, seasonal=window, trend=trend,
                trend_jump=max(1, trend // 10), low_pass_jump=max(1, period // 10),
            ).fit()  # fmt: skip
            parts[name] = np.asarray(fit.seasonal, dtype=np.float64)
            rest = seen - parts[name]
    return parts


def _odd(number: float) -> int:
    """Return the next odd number; STL's default length of its trend window."""
    up = int(np.ceil(number))
    return up if up % 2 else up + 1
