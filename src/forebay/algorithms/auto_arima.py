"""Choose the orders of an ARIMA process, and fit it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from forebay.algorithms.count_differences import count_differences
from forebay.algorithms.fit_arma import ArmaFit, fit_arma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ArimaFit:
    """An ARIMA process that was fitted to a series."""

    differences: int
    process: ArmaFit

    @property
    def has_drift(self) -> bool:
        """Whether it climbs by a constant: once differenced, with a mean."""
        return self.differences == 1 and self.process.mean is not None


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """Which orders may be.

    Parameters
    ----------
    least, most
        Limits of p + q.
    order
        The order (p, d, q) that is fixed; None: it is chosen.
    include_drift
        Of a fixed order with d = 1: whether it has a drift.

    """

    least: int = 0
    most: int = 2
    order: tuple[int, int, int] | None = None
    include_drift: bool = False


def auto_arima(values: NDArray[np.float64], choice: OrderChoice) -> tuple[ArimaFit, ...]:
    """Return all processes that could be fitted, the one with the smallest AIC first.

    The number of differences is ``count_differences``; then every p and q whose sum is within the
    limits is fitted by exact maximum likelihood, for d = 1 with and without drift. A level has a
    mean; two differences have none. Equal figures: the fewer coefficients first.

    Parameters
    ----------
    values
        Shape (n,), n >= 1, finite.

    Returns
    -------
    tuple
        Never empty: a series that is too short for any order is its mean, or its last value.

    """
    if choice.order is not None:
        differences = min(choice.order[1], len(values) - 1)
    else:
        differences = count_differences(values)
    changes = np.diff(values, differences) if differences else values
    if len(changes) < 2 or np.ptp(changes) <= 1e-12 * np.abs(values).max():  # noqa: PLR2004
        # Nothing varies: the last value, its constant step, or its constant curve goes on.
        mean = float(changes.mean())
        flat = ArmaFit(np.empty(0), np.empty(0), mean, 0.0, math.inf)
        return (ArimaFit(differences, flat),)
    found = [
        ArimaFit(differences, fit)
        for order, has_mean in _candidates(choice, differences)
        if (fit := fit_arma(changes, order, has_mean=has_mean)) is not None
    ]
    if not found:
        fit = fit_arma(changes, (0, 0), has_mean=differences == 0)
        known = fit or ArmaFit(np.empty(0), np.empty(0), None, float(np.mean(changes**2)), math.nan)
        found = [ArimaFit(differences, known)]
    return tuple(sorted(found, key=lambda one: (one.process.aic, _size(one))))


def _candidates(choice: OrderChoice, differences: int) -> Iterator[tuple[tuple[int, int], bool]]:
    if choice.order is not None:
        p, _, q = choice.order
        yield (p, q), differences == 0 or (differences == 1 and choice.include_drift)
        return
    means = {0: (True,), 1: (False, True)}.get(differences, (False,))
    for total in range(choice.least, choice.most + 1):
        for p in range(total + 1):
            for has_mean in means:
                yield (p, total - p), has_mean


def _size(one: ArimaFit) -> int:
    return len(one.process.ar) + len(one.process.ma) + (one.process.mean is not None)
