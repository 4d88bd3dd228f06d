"""How good scores are, as one number, and by how much two such numbers surely differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.features.task import LabelTask

# The figure by which models of a task are compared here; of all of them more is better.
METRIC: Final[dict[LabelTask, str]] = {
    "binary": "roc_auc", "multiclass": "mean log probability", "regression": "r2_score",
}  # fmt: skip
_NORMAL: Final = 1.6448536269514722  # one-sided 95 %
_SMALLEST: Final = 1e-15  # a probability of 0 would cost infinitely much


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """A figure, and what each row adds to it.

    Parameters
    ----------
    value
        ROC AUC of two classes, R squared of numbers, the mean log probability of the true class of
        more classes; NaN where the rows do not define it.
    pulls
        By how much each row pulls the figure away from its mean, times the number of rows; shape
        (n,), mean 0. The variance of the figure is their mean square by n.

    """

    value: float
    pulls: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure less another on the same rows, with one-sided 95 % bounds."""

    value: float
    lower: float
    upper: float

    def to_json(self) -> list[float]:
        """Return value, lower and upper bound, to six digits."""
        return [round(x, 6) for x in (self.value, self.lower, self.upper)]


def quality(scores: NDArray[np.float64], labels: NDArray[np.float64], task: LabelTask) -> Quality:
    """Return the figure of some rows and what each row adds to it.

    The pulls of an area are DeLong's components (DeLong, DeLong, Clarke-Pearson 1988); those of R
    squared take the spread of the label for known.

    Parameters
    ----------
    scores
        As a model gives them, shape (n, n_outputs).
    labels
        The value, or the index of the class, shape (n,).

    Examples
    --------
    >>> scores = np.array([[0.1], [0.4], [0.35], [0.8]])
    >>> quality(scores, np.array([0.0, 0.0, 1.0, 1.0]), "binary").value
    0.75

    """
    if task == "binary":
        return _area(scores[:, 0], labels == 1.0)
    if task == "regression":
        losses, spread = (scores[:, 0] - labels) ** 2, float(np.var(labels)) if len(labels) else 0.0
        if spread == 0.0:
            return Quality(np.nan, np.zeros(len(labels)))
        mean = float(losses.mean())
        return Quality(1.0 - mean / spread, (mean - losses) / spread)
    told = scores[np.arange(len(labels)), labels.astype(np.intp)]
    logs = np.log(np.maximum(told, _SMALLEST))
    mean = float(logs.mean()) if len(logs) else np.nan
    return Quality(mean, logs - mean)


def difference(one: Quality, other: Quality) -> Difference:
    """Return by how much the first is better; both are of the same rows in the same order."""
    value = one.value - other.value
    n = len(one.pulls)
    wide = _NORMAL * float(np.sqrt(np.mean((one.pulls - other.pulls) ** 2) / n)) if n else np.nan
    return Difference(value, value - wide, value + wide)


def _area(scores: NDArray[np.float64], is_positive: NDArray[np.bool_]) -> Quality:
    n = len(scores)
    n_positive = int(is_positive.sum())
    n_negative = n - n_positive
    if not n_positive or not n_negative:
        return Quality(np.nan, np.zeros(n))
    below = _share_below(scores[~is_positive], scores[is_positive])
    above = 1.0 - _share_below(scores[is_positive], scores[~is_positive])
    value = float(below.mean())
    pulls = np.empty(n)
    pulls[is_positive] = (below - value) * (n / n_positive)
    pulls[~is_positive] = (above - value) * (n / n_negative)
    return Quality(value, pulls)


def _share_below(of: NDArray[np.float64], than: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each of `than` which share of `of` is below it; ties count half."""
    ordered = np.sort(of)
    low, high = np.searchsorted(ordered, than, "left"), np.searchsorted(ordered, than, "right")
    return (low + high) / (2.0 * len(of))
