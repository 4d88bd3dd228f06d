"""The smallest value of a smooth function of a few numbers, without its derivatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_STEP: Final = 1e-6  # of a difference quotient, in units of 1 + |x|
_FLAT: Final = 1e-6  # a slope below this is none
_LITTLE: Final = 1e-11  # a decrease below this is none
_MOST_STEPS: Final = 60
_MOST_HALVINGS: Final = 25


def quasi_newton(
    cost: Callable[[NDArray[np.float64]], float], start: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where a cost is smallest, near a start.

    BFGS (Nocedal and Wright 2006, Numerical Optimization, 2nd ed., section 6.1) with central
    differences and halved steps. Of our own, because for three numbers the libraries' ones spend
    their time in threads of linear algebra. The same bits on every run.

    Examples
    --------
    >>> quasi_newton(lambda x: float((x[0] - 1) ** 2 + 10 * (x[1] + x[0]) ** 2), np.zeros(2)).round(
    ...     4
    ... ).tolist()
    [1.0, -1.0]

    """
    x, value = start, cost(start)
    slope = _slope(cost, x)
    inverse = np.eye(len(x))
    for _ in range(_MOST_STEPS):
        if np.abs(slope).max() < _FLAT:
            break
        step = -inverse @ slope
        if step @ slope >= 0.0:
            inverse = np.eye(len(x))
            step = -slope
        found = _line(cost, x, value, step, float(step @ slope))
        if found is None:
            break
        moved, lower = found
        new_slope = _slope(cost, moved)
        change, turn = moved - x, new_slope - slope
        decrease = value - lower
        x, value, slope = moved, lower, new_slope
        curvature = float(change @ turn)
        if curvature > 1e-12:  # noqa: PLR2004 - else the matrix would lose its sign
            left = np.eye(len(x)) - np.outer(change, turn) / curvature
            inverse = left @ inverse @ left.T + np.outer(change, change) / curvature
        if decrease < _LITTLE:
            break
    return x


def _line(
    cost: Callable[[NDArray[np.float64]], float],
    x: NDArray[np.float64],
    value: float,
    step: NDArray[np.float64],
    slope: float,
) -> tuple[NDArray[np.float64], float] | None:
    """Return the first of ever shorter steps that lowers the cost enough; None if none does."""
    longest = np.abs(step).max()
    share = min(1.0, 2.0 / longest) if longest > 0.0 else 1.0
    for _ in range(_MOST_HALVINGS):
        moved = x + share * step
        lower = cost(moved)
        if lower <= value + 1e-4 * share * slope:
            return moved, lower
        share *= 0.5
    return None


def _slope(
    cost: Callable[[NDArray[np.float64]], float], x: NDArray[np.float64]
) -> NDArray[np.float64]:
    slope = np.empty(len(x))
    for i in range(len(x)):
        width = _STEP * (1.0 + abs(float(x[i])))
        above, below = x.copy(), x.copy()
        above[i] += width
        below[i] -= width
        slope[i] = (cost(above) - cost(below)) / (2.0 * width)
    return slope
