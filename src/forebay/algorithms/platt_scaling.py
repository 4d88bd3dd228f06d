"""Probabilities put right by a straight line on their log-odds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.link import predictions

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Forests say 0 and 1, which have no log-odds: what is said is drawn together by this much, which
# keeps the order of scores where a limit would make them equal.
SQUEEZE: Final = 1e-6
_MOST_STEPS: Final = 100
_TOLERANCE: Final = 1e-10


@dataclass(frozen=True, slots=True)
class PlattScaling:
    """``1 / (1 + exp(-(slope * log-odds + intercept)))``; 1 and 0 change nothing.

    Parameters
    ----------
    slope
        Above 0, so that the order of scores stays.

    Examples
    --------
    >>> PlattScaling(2.0, 0.0).of(np.array([0.5, 0.9])).round(3).tolist()
    [0.5, 0.988]

    """

    slope: float
    intercept: float

    def of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities for scores in [0, 1], shape (n,); NaN stays NaN."""
        return predictions(self.slope * _log_odds(scores) + self.intercept, "logistic")

    def to_json(self) -> dict[str, Any]:
        """Return plain numbers."""
        return {"slope": self.slope, "intercept": self.intercept}


def platt_scaling(scores: NDArray[np.float64], happened: NDArray[np.float64]) -> PlattScaling:
    r"""Return the line under which what happened is most likely.

    Parameters
    ----------
    scores
        In [0, 1], shape (n,).
    happened
        0 or 1, shape (n,); both occur.

    Raises
    ------
    ValueError
        Higher scores do not go with more that happened: no line keeps their order.

    Notes
    -----
    Labels are drawn to $(n_1 + 1) / (n_1 + 2)$ and $1 / (n_0 + 2)$, which keeps the slope finite
    where a score separates the classes [^1]. Newton's method with halved steps [^2].

    References
    ----------
    [^1]: Platt (1999). Probabilistic outputs for support vector machines.
    [^2]: Lin, Lin, Weng (2007). A note on Platt's probabilistic outputs. Machine Learning 68.

    """
    odds = _log_odds(scores)
    n_one = float(happened.sum())
    n_none = len(happened) - n_one
    aims = np.where(happened > 0, (n_one + 1.0) / (n_one + 2.0), 1.0 / (n_none + 2.0))
    at = np.array([0.0, math.log((n_one + 1.0) / (n_none + 1.0))])
    loss = _loss(at, odds, aims)
    for _ in range(_MOST_STEPS):
        said = predictions(at[0] * odds + at[1], "logistic")
        off, spread = said - aims, said * (1.0 - said)
        slopes = np.array([float((off * odds).sum()), float(off.sum())])
        square, cross = float((spread * odds * odds).sum()), float((spread * odds).sum())
        bend = np.array([[square, cross], [cross, float(spread.sum())]])
        step = np.linalg.solve(bend + 1e-12 * np.eye(2), slopes)
        size, moved = 1.0, at - step
        while _loss(moved, odds, aims) > loss and size > _TOLERANCE:
            size /= 2.0
            moved = at - size * step
        at, loss = moved, _loss(moved, odds, aims)
        if float(np.abs(size * step).max()) < _TOLERANCE * (1.0 + float(np.abs(at).max())):
            break
    if not (at[0] > 0 and np.isfinite(at).all()):
        reason = "higher scores do not go with more rows of the class"
        raise ValueError(reason)
    return PlattScaling(float(at[0]), float(at[1]))


def _log_odds(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    inside = SQUEEZE + (1.0 - 2.0 * SQUEEZE) * scores
    return np.log(inside) - np.log1p(-inside)


def _loss(at: NDArray[np.float64], odds: NDArray[np.float64], aims: NDArray[np.float64]) -> float:
    raw = at[0] * odds + at[1]
    return float((np.logaddexp(0.0, raw) - aims * raw).sum())
