"""Maximum likelihood for one ARMA order."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.arma_likelihood import Whitened, whiten
from forebay.algorithms.partial_autocorrelations import stationary, unbounded
from forebay.algorithms.quasi_newton import quasi_newton

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONG: Final = 10  # lags of the long autoregression from which a search begins


@dataclass(frozen=True, slots=True)
class ArmaFit:
    """An ARMA process that was fitted by maximum likelihood.

    Parameters
    ----------
    ar, ma
        Coefficients as ``whiten`` takes them.
    mean
        Of the series; None if it was taken for zero.
    variance
        Of the innovations: the mean of their squares, at least 0.
    log_likelihood
        In nats; infinite where the variance is 0.

    """

    ar: NDArray[np.float64]
    ma: NDArray[np.float64]
    mean: float | None
    variance: float
    log_likelihood: float

    @property
    def aic(self) -> float:
        """Twice the number of parameters, the variance among them, less twice the likelihood."""
        count = len(self.ar) + len(self.ma) + (self.mean is not None) + 1
        return 2.0 * count - 2.0 * self.log_likelihood


def fit_arma(
    values: NDArray[np.float64], order: tuple[int, int], *, has_mean: bool
) -> ArmaFit | None:
    """Return the most likely process of an order; None if there are too few values for it.

    The mean and the variance have closed forms given the coefficients, so that only these are
    searched; the search begins with the regression of Hannan and Rissanen. Nothing is
    drawn at random.

    Parameters
    ----------
    values
        Shape (n,), finite.
    order
        How many autoregressive and how many moving average coefficients.

    """
    p, q = order
    n = len(values)
    if n < p + q + has_mean + 2 or n <= 2 * max(p, q):
        return None
    scale = float(np.std(values)) or 1.0
    scaled = values / scale
    likelihood = _Likelihood(scaled, p, has_mean=has_mean)
    free = np.zeros(p + q)
    if p + q:
        start = _start(scaled, p, q)
        free = min((start, free), key=likelihood.cost)
        free = quasi_newton(likelihood.cost, free)
    ar, ma = likelihood.coefficients(free)
    mean, variance, log_variances = likelihood.closed(whiten(likelihood.series, ar, ma))
    variance *= scale * scale
    if variance <= 0.0:
        log_likelihood = math.inf
    else:
        log_likelihood = -0.5 * (n * (math.log(2.0 * math.pi * variance) + 1.0) + log_variances)
    return ArmaFit(ar, ma, mean * scale if has_mean else None, variance, log_likelihood)


class _Likelihood:
    """The likelihood as a function of the coefficients alone."""

    def __init__(self, values: NDArray[np.float64], p: int, *, has_mean: bool) -> None:
        self.series = (values, np.ones(len(values))) if has_mean else (values,)
        self._p = p

    def coefficients(
        self, free: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        # A moving average is invertible if the autoregression with the same numbers is stationary.
        return stationary(free[: self._p]), -stationary(free[self._p :])

    def closed(self, found: Whitened) -> tuple[float, float, float]:
        """Return mean, variance, and the sum of the logarithms of the relative variances."""
        weights = 1.0 / found.variances
        errors, mean = found.errors[0], 0.0
        if len(self.series) > 1:
            ones = found.errors[1]
            mean = float((weights * ones) @ errors) / float((weights * ones) @ ones)
            errors = errors - mean * ones
        variance = float((weights * errors) @ errors) / len(errors)
        return mean, variance, float(np.log(found.variances).sum())

    def cost(self, free: NDArray[np.float64]) -> float:
        """Return what is to be smallest: the likelihood of one value, turned round."""
        _, variance, log_variances = self.closed(whiten(self.series, *self.coefficients(free)))
        n = len(self.series[0])
        cost = 0.5 * (math.log(max(variance, 1e-300)) + log_variances / n)
        return cost if math.isfinite(cost) else 1e300


def _start(values: NDArray[np.float64], p: int, q: int) -> NDArray[np.float64]:
    """Return where to begin: least squares on earlier values and on errors of a long fit [^1].

    [^1]: Hannan and Rissanen (1982). Recursive estimation of mixed autoregressive-moving average
       order. Biometrika 69, 81-94.
    """
    centred = values - values.mean()
    n_long = min(_LONG, len(values) // 4) if q else 0
    errors = np.zeros(len(values))
    if n_long:
        lags = _lags(centred, n_long)
        weights = np.linalg.lstsq(lags, centred[n_long:], rcond=None)[0]
        errors[n_long:] = centred[n_long:] - lags @ weights
    first = n_long + max(p, q)
    if len(values) - first <= p + q:
        return np.zeros(p + q)
    columns = [centred[first - i : len(values) - i] for i in range(1, p + 1)]
    columns += [errors[first - i : len(values) - i] for i in range(1, q + 1)]
    found = np.linalg.lstsq(np.column_stack(columns), centred[first:], rcond=None)[0]
    return np.concatenate([unbounded(found[:p]), unbounded(-found[p:])])


def _lags(values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    n = len(values)
    return np.column_stack([values[count - i : n - i] for i in range(1, count + 1)])
