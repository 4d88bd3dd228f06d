"""Probabilities put right by the rising curve that is nearest to what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# How much of the score itself stays in the answer. The curve is flat in places; without this,
# scores that differ would become equal, and whoever ranks by them would see another order.
TILT: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class IsotonicScaling:
    """A curve through points, straight between them, flat outside.

    Parameters
    ----------
    scores
        Of the points, rising, shape (n_points,).
    shares
        How often it happened there, never falling, strictly between 0 and 1.

    Examples
    --------
    >>> curve = IsotonicScaling(np.array([0.2, 0.6]), np.array([0.1, 0.5]))
    >>> curve.of(np.array([0.0, 0.4, 0.9])).round(3).tolist()
    [0.1, 0.3, 0.5]

    """

    scores: NDArray[np.float64]
    shares: NDArray[np.float64]

    def of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities for scores in [0, 1], shape (n,); NaN stays NaN."""
        return (1.0 - TILT) * np.interp(scores, self.scores, self.shares) + TILT * scores

    def to_json(self) -> dict[str, Any]:
        """Return plain numbers."""
        return {"scores": self.scores.tolist(), "shares": self.shares.tolist()}


def isotonic_scaling(scores: NDArray[np.float64], happened: NDArray[np.float64]) -> IsotonicScaling:
    r"""Return the never falling curve with the least squared distance from what happened.

    Parameters
    ----------
    scores
        Finite, shape (n,).
    happened
        0 or 1, shape (n,).

    Notes
    -----
    Neighbours that fall are pooled until none does [^1]; equal scores are one point. Shares are
    kept from $1 / (n + 2)$ to $(n + 1) / (n + 2)$: n rows never prove that something cannot
    happen, and one mistake about a share of 0 would cost an infinite log loss.

    References
    ----------
    [^1]: Zadrozny, Elkan (2002). Transforming classifier scores into accurate multiclass
          probability estimates. KDD.

    """
    points, where = np.unique(scores, return_inverse=True)
    rows = np.bincount(where).astype(np.float64)
    pooled = _pooled(np.bincount(where, weights=happened) / rows, rows)
    # Of a flat stretch only the ends say anything.
    inner = np.zeros(len(points), np.bool_)
    inner[1:-1] = (pooled[1:-1] == pooled[:-2]) & (pooled[1:-1] == pooled[2:])
    least = 1.0 / (len(scores) + 2.0)
    return IsotonicScaling(points[~inner], np.clip(pooled[~inner], least, 1.0 - least))


def _pooled(shares: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return never falling shares, each the mean over a stretch of neighbours."""
    values: list[float] = []
    weights: list[float] = []
    counts: list[int] = []
    for share, weight in zip(shares.tolist(), rows.tolist(), strict=True):
        value, mass, count = share, weight, 1
        while values and values[-1] >= value:
            other = weights.pop()
            value = (value * mass + values.pop() * other) / (mass + other)
            mass += other
            count += counts.pop()
        values.append(value)
        weights.append(mass)
        counts.append(count)
    return np.repeat(values, counts)
