"""Solve symmetric equations that are known only by their products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


# A direction along which the matrix is this flat, against its diagonal, is made of rounding errors.
_FLAT: Final = 1e-13


def conjugate_gradient(
    times: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    right: NDArray[np.float64],
    diagonal: NDArray[np.float64],
    *,
    tolerance: float,
    limit: int,
) -> NDArray[np.float64]:
    """Return x with ``times(x)`` nearly equal to `right`.

    Parameters
    ----------
    times
        The product with a symmetric, positive semi-definite matrix.
    right
        Any shape; it must be in the range of the matrix.
    diagonal
        About the matrix's diagonal, in the shape of `right`; the nearer, the fewer products. 0
        where a coordinate is not to move.
    tolerance
        When to stop: the residual's length as a share of the length of `right`.
    limit
        The highest number of products.

    References
    ----------
    [^1]: Hestenes, Stiefel (1952). Methods of conjugate gradients for solving linear systems.
        Journal of Research of the National Bureau of Standards 49(6).

    Examples
    --------
    >>> a = np.array([[4.0, 1.0], [1.0, 3.0]])
    >>> x = conjugate_gradient(
    ...     lambda v: a @ v, np.array([1.0, 2.0]), np.diag(a), tolerance=1e-12, limit=9)
    >>> (a @ x).round(9).tolist()
    [1.0, 2.0]

    """
    inverse = np.divide(1.0, diagonal, out=np.zeros_like(diagonal), where=diagonal > 0)
    solution = np.zeros_like(right)
    residual = np.where(diagonal > 0, right, 0.0)
    goal = tolerance * float(np.linalg.norm(residual))
    ahead = inverse * residual
    direction = ahead.copy()
    power = float(np.vdot(residual, ahead))
    for _ in range(limit):
        if float(np.linalg.norm(residual)) <= goal:
            break
        product = np.where(diagonal > 0, times(direction), 0.0)
        curvature = float(np.vdot(direction, product))
        if curvature <= _FLAT * float(np.vdot(direction, diagonal * direction)):
            break
        step = power / curvature
        solution += step * direction
        residual -= step * product
        ahead = inverse * residual
        power, before = float(np.vdot(residual, ahead)), power
        direction = ahead + (power / before) * direction
    return solution
