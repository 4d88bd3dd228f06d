"""Solve symmetric equations that may have many solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def least_norm_inverse(
    matrix: NDArray[np.float64],
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    r"""Return a function that gives the solution of least norm of ``matrix @ x = b``.

    Parameters
    ----------
    matrix
        Symmetric, positive semi-definite, shape (n, n).

    Notes
    -----
    By eigenvalues, $x = \sum_i v_i (v_i'b) / \lambda_i$ over $\lambda_i > n \epsilon
    \lambda_{max}$. A one-hot design with an intercept always has eigenvalues of 0: each
    column's weights may be shifted against the intercept. Predictions do not depend on the shift.

    Examples
    --------
    >>> solve = least_norm_inverse(np.array([[1.0, 1.0], [1.0, 1.0]]))
    >>> solve(np.array([2.0, 2.0])).round(12).tolist()
    [1.0, 1.0]

    """
    values, vectors = np.linalg.eigh(matrix)
    smallest = len(values) * np.finfo(np.float64).eps * max(values.max(initial=0.0), 0.0)
    used = values > smallest
    values, vectors = values[used], vectors[:, used]

    def solve(right: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(vectors @ ((vectors.T @ right) / values))

    return solve
