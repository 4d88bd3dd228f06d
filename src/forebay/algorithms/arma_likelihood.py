"""The exact Gaussian likelihood of an ARMA process, by the innovations algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

# The compiled part of statsmodels.tsa.innovations: its public face computes as many
# autocovariances as there are rows, which takes four times as long. A test compares the two.
from statsmodels.tsa.innovations import _arma_innovations as compiled  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Whitened:
    """Errors of predicting each value from those before it.

    Parameters
    ----------
    errors
        For each series, shape (n,).
    variances
        Their mean squares in units of the innovation variance, shape (n,); at least 1, and 1 in
        the end.

    """

    errors: tuple[NDArray[np.float64], ...]
    variances: NDArray[np.float64]


def whiten(
    series: Sequence[NDArray[np.float64]], ar: NDArray[np.float64], ma: NDArray[np.float64]
) -> Whitened:
    """Return what is left of some series of one length after prediction by a process.

    Parameters
    ----------
    series
        Each of shape (n,), n > 2 max(p, q), with mean zero under the process.
    ar, ma
        Its coefficients as in ``w[t] = ar[0] w[t-1] + ... + e[t] + ma[0] e[t-1] + ...``;
        stationary and invertible.

    Notes
    -----
    Brockwell and Davis (1991), Time Series: Theory and Methods, 2nd ed., section 5.3: linear in n,
    and exact, unlike sums of squares that take the values before the first for their mean.

    """
    n = len(series[0])
    if not len(ar) and not len(ma):
        return Whitened(tuple(series), np.ones(n))
    lag_ar, lag_ma = np.concatenate([[1.0], -ar]), np.concatenate([[1.0], ma])
    covariances = np.zeros(n)
    first = _autocovariances(lag_ar, lag_ma, 2 * max(len(ar), len(ma)) + 1)[:n]
    covariances[: len(first)] = first
    head, tail = compiled.darma_transformed_acovf_fast(lag_ar, lag_ma, covariances)
    theta, variances = compiled.darma_innovations_algo_fast(n, ar, ma, head, tail)
    errors = tuple(
        np.array(compiled.darma_innovations_filter(values, ar, ma, theta)) for values in series
    )
    return Whitened(errors, np.array(variances))


def _autocovariances(
    ar: NDArray[np.float64], ma: NDArray[np.float64], n_lags: int
) -> NDArray[np.float64]:
    """Return the autocovariances at lags 0, 1, ... for innovations with variance 1.

    `ar` and `ma` begin with the 1 of lag 0. Brockwell and Davis, section 3.3, second method.
    """
    p, q = len(ar) - 1, len(ma) - 1
    size = max(p, q) + 1
    weights = np.zeros(size)  # of the process as a sum of innovations
    for j in range(size):
        known = sum(ar[i] * weights[j - i] for i in range(1, min(j, p) + 1))
        weights[j] = (ma[j] if j <= q else 0.0) - known
    given = np.zeros(max(n_lags, size))
    for k in range(q + 1):
        given[k] = ma[k:] @ weights[: q + 1 - k]
    if not p:
        return given[:n_lags]
    system = np.zeros((p + 1, p + 1))
    for k in range(p + 1):
        for i in range(p + 1):
            system[k, abs(k - i)] += ar[i]
    found = np.empty(max(n_lags, p + 1))
    found[: p + 1] = np.linalg.solve(system, given[: p + 1])
    for k in range(p + 1, n_lags):
        found[k] = given[k] - ar[1:] @ found[k - p : k][::-1]
    return found[:n_lags]
