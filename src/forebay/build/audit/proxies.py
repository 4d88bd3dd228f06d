"""Which features tell the group that a row belongs to (M7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.build.audit.importance import matrix_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.build.audit.drawn_rows import DrawnRows
    from forebay.features.frozen_features import FrozenFeatures

_BINS: Final = 10
TELLS: Final = 0.05  # a share of the uncertainty about the group below which nothing is told


def proxies(
    rows: DrawnRows, features: FrozenFeatures, groups: NDArray[np.float64]
) -> dict[str, float]:
    """Return the features that tell at least a twentieth of what group a row is in, the most first.

    Of each feature by itself: the mutual information of group and feature by the entropy of the
    group (Theil's U), numbers in ten equal parts, less what chance alone would give (Miller 1955).
    0: knows nothing of the group; 1: knows it.

    Parameters
    ----------
    groups
        A number for the group of each row, shape (n,).

    """
    _, group = np.unique(groups, return_inverse=True)
    found: dict[str, float] = {}
    for feature, places in matrix_columns(features).items():
        told = [_told(_binned(rows.columns[p], features.columns[p].kind), group) for p in places]
        if max(told) >= TELLS:
            found[feature] = round(max(told), 4)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _binned(values: NDArray[Any], kind: str) -> NDArray[np.intp]:
    if kind == "category":
        return np.unique(values, return_inverse=True)[1]
    known = values[~np.isnan(values)]
    ends = np.empty(0)
    if len(known):
        ends = np.unique(np.quantile(known, np.linspace(0, 1, _BINS + 1)[1:-1]))
    bins = np.searchsorted(ends, values, "left")
    bins[np.isnan(values)] = _BINS
    return np.unique(bins, return_inverse=True)[1]


def _told(feature: NDArray[np.intp], group: NDArray[np.intp]) -> float:
    n = len(group)
    width = int(group.max(initial=0)) + 1
    joint = np.bincount(feature * width + group, minlength=(feature.max(initial=0) + 1) * width)
    table = joint.reshape(-1, width) / max(n, 1)
    own, theirs = _entropy(table.sum(axis=0)), _entropy(table.sum(axis=1))
    if own <= 0.0:
        return 0.0
    chance = (table.shape[0] - 1) * (width - 1) / (2.0 * n)
    return float(max(0.0, own + theirs - _entropy(table.ravel()) - chance) / own)


def _entropy(shares: NDArray[np.float64]) -> float:
    known = shares[shares > 0]
    return float(-(known * np.log(known)).sum())
