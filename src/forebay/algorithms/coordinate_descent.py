"""Minimise a quadratic function plus a sum of absolute values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOLERANCE: Final = 1e-13
_SWEEPS: Final = 20_000


def coordinate_descent(
    gram: NDArray[np.float64],
    right: NDArray[np.float64],
    l1: NDArray[np.float64],
    start: NDArray[np.float64],
) -> NDArray[np.float64]:
    r"""Return the minimiser of $\tfrac12 w'Gw - b'w + \sum_j \ell_j |w_j|$.

    Parameters
    ----------
    gram, right
        G, symmetric and positive semi-definite, shape (n, n), and b, shape (n,).
    l1
        The price of each coordinate, shape (n,); 0 for one that is free.
    start
        Where to begin, shape (n,).

    Notes
    -----
    Each coordinate in turn is set to its own minimum [^1] until a sweep moves none by more than
    1e-13 of what it is worth.

    References
    ----------
    [^1]: Friedman, Hastie, Tibshirani (2010). Regularization paths for generalized linear models
        via coordinate descent. Journal of Statistical Software 33(1).

    Examples
    --------
    >>> coordinate_descent(np.eye(2), np.array([3.0, 0.5]), np.ones(2), np.zeros(2)).tolist()
    [2.0, 0.0]

    """
    weights = start.copy()
    curvature = np.diag(gram).copy()
    gradient = gram @ weights - right
    moving = np.flatnonzero(curvature > 0)
    scale = _TOLERANCE * max(1.0, float(np.abs(right).max(initial=0.0)))
    for _ in range(_SWEEPS):
        largest = 0.0
        for j in moving:
            target = curvature[j] * weights[j] - gradient[j]
            shrunk = np.sign(target) * max(abs(target) - l1[j], 0.0) / curvature[j]
            step = shrunk - weights[j]
            if step != 0.0:
                weights[j] = shrunk
                gradient += gram[:, j] * step
                largest = max(largest, abs(step) * curvature[j])
        if largest <= scale:
            break
    return weights
