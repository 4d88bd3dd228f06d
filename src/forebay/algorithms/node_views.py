"""What the nodes of a forest see of a row: one column for each way of looking at a feature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import MISSING_EXACT, MISSING_NAN, MISSING_NONE, MISSING_ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_NEARLY_ZERO: Final = np.float32(1e-35)  # LightGBM's kZeroThreshold
_NAN_HAS_A_SIDE: Final = frozenset({MISSING_NAN, MISSING_EXACT})


@dataclass(frozen=True, slots=True)
class NumberView:
    """A feature as some nodes see it.

    `has_cut_at_zero`: a threshold lies where LightGBM takes numbers for 0.
    """

    feature: int
    missing: int
    default_left: bool
    has_cut_at_zero: bool


class NodeViews:
    """Columns made ready for the nodes of a Forest.

    Every comparing node becomes ``view <= threshold``, true for "go left". A view is a column of
    the thresholds' type in which missing values are replaced by what sends them in the node's
    direction: minus infinity to the left, NaN to the right, or 0 where the node does not know
    missing values.

    Attributes
    ----------
    source
        Which view a comparing node looks at, or which row of the codes a node with a category set
        does, shape (n_nodes,).
    numbers
        The views of numbers, in their order.
    set_features
        The features of the rows of the codes.

    """

    def __init__(self, forest: Forest) -> None:
        self._type = forest.threshold.dtype
        keys = np.stack(
            [
                forest.feature.astype(np.int64),
                forest.missing.astype(np.int64),
                np.where(forest.missing == MISSING_NONE, 0, forest.default_left),
            ]
        )
        compares = ~forest.is_set
        views, view_of = np.unique(keys[:, compares], axis=1, return_inverse=True)
        at_zero = np.abs(forest.threshold[compares]) <= _NEARLY_ZERO
        self.numbers = [
            NumberView(feature, missing, bool(left), bool(at_zero[view_of.reshape(-1) == i].any()))
            for i, (feature, missing, left) in enumerate(views.T.tolist())
        ]
        self.set_features: list[int] = np.unique(forest.feature[forest.is_set]).tolist()
        # Which view, or which row of the codes, a node looks at.
        self.source = source = np.empty(forest.n_nodes, np.int64)
        source[compares] = view_of.reshape(-1)
        source[~compares] = np.searchsorted(self.set_features, forest.feature[~compares])

    def of(
        self, block: Sequence[NDArray[Any]], n_rows: int
    ) -> tuple[NDArray[Any], NDArray[np.intp]]:
        """Return the views, shape (n_views, n_rows), and the codes.

        Codes are those of categories plus one (0 is unknown), shape (n_category_features, n_rows).

        Parameters
        ----------
        block
            As for ``ForestScorer.score``.

        """
        views = np.empty((len(self.numbers), n_rows), self._type)
        for view, spec in zip(views, self.numbers, strict=True):
            _fill_view(view, block[spec.feature], spec)
        codes = np.empty((len(self.set_features), n_rows), np.intp)
        for row, feature in zip(codes, self.set_features, strict=True):
            np.add(_codes(block[feature]), 1, out=row)
        return views, codes


def _fill_view(view: NDArray[Any], column: NDArray[Any], spec: NumberView) -> None:
    with np.errstate(over="ignore"):  # beyond float32 is infinite, in training as in scoring
        view[:] = column
    if column.dtype.kind in "iu":
        view[column < 0] = np.nan  # the code of an unknown category, compared as a number
    if spec.missing in _NAN_HAS_A_SIDE:
        if spec.default_left:
            np.copyto(view, np.float32(-np.inf), where=np.isnan(view))
    elif spec.missing == MISSING_ZERO:
        is_missing = np.isnan(view) | (np.abs(view) <= _NEARLY_ZERO)
        np.copyto(view, np.float32(-np.inf if spec.default_left else np.nan), where=is_missing)
    else:
        np.copyto(view, np.float32(0), where=np.isnan(view))
    if spec.has_cut_at_zero and spec.missing not in {MISSING_ZERO, MISSING_EXACT}:
        np.copyto(view, np.float32(0), where=np.abs(view) <= _NEARLY_ZERO)


def _codes(column: NDArray[Any]) -> NDArray[np.intp]:
    if column.dtype.kind == "f":
        column = np.where(np.isnan(column), -1, column)
    return np.maximum(column.astype(np.intp, copy=False), -1)
