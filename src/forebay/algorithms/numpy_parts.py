"""What each column adds to the sums of leaf values, computed in NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.polynomial.legendre import leggauss

from forebay.algorithms.forest import category_table
from forebay.algorithms.node_views import NodeViews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.tree_paths import TreePaths

_NUMBERS_AT_ONCE: Final = 1 << 18  # rows times branches: 2 MiB for each array
_MOST_ROWS: Final = 4_096


class NumpyParts:
    """The formula of ``TreeAttribution``, for a few thousand rows and one tree at a time."""

    def __init__(self, forest: Forest, trees: Sequence[TreePaths]) -> None:
        self._forest = forest
        self._trees = trees
        self._views = NodeViews(forest)
        self._tables = {
            int(node): category_table(forest, int(node)) for node in np.flatnonzero(forest.is_set)
        }

    def add_to(self, parts: NDArray[np.float64], columns: Sequence[NDArray[Any]]) -> None:
        """Add to `parts`, shape (n_outputs, n_columns, n_rows)."""
        n_rows = parts.shape[2]
        widest = max((len(tree.parent) for tree in self._trees), default=1)
        step = min(_MOST_ROWS, max(1, _NUMBERS_AT_ONCE // widest))
        for start in range(0, n_rows, step):
            rows = slice(start, min(start + step, n_rows))
            block = [column[rows] for column in columns]
            views = self._views.of(block, rows.stop - start)
            for number, tree in enumerate(self._trees):
                if len(tree.parent) > 1:
                    self._add(parts[number % len(parts), :, rows], tree, *views)

    def _add(
        self,
        out: NDArray[np.float64],
        tree: TreePaths,
        views: NDArray[np.float32],
        codes: NDArray[np.intp],
    ) -> None:
        """Add the parts of one tree to `out`, shape (n_columns, n_rows)."""
        takes = self._takes(tree, views, codes)
        share, earlier = tree.share[:, None], tree.earlier
        surplus = takes - share
        part = np.zeros(takes.shape)
        points, weights = leggauss((tree.most_features + 1) // 2)
        for point, weight in zip((points + 1) / 2, weights / 2, strict=True):
            factor = share * (1 - point) + takes * point
            factor[0] = 1
            paid = _paid(tree, factor) * weight
            # A branch stands in for the earlier one on its feature: that one's part is taken back.
            part += surplus * paid / factor
            part -= surplus[earlier] * paid / factor[earlier]
        order = np.argsort(tree.feature[1:], kind="stable") + 1
        features, first = np.unique(tree.feature[order], return_index=True)
        out[features] += np.add.reduceat(part[order], first, axis=0)

    def _takes(
        self, tree: TreePaths, views: NDArray[np.float32], codes: NDArray[np.intp]
    ) -> NDArray[np.bool_]:
        """Return whether a row takes a branch and all above it on its feature.

        Shape (n_branches, n_rows).
        """
        forest = self._forest
        nodes = tree.node[1::2]  # both branches of a node stand side by side, the left one first
        is_set = forest.is_set[nodes]
        left = np.empty((len(nodes), views.shape[1]), np.bool_)
        compares = nodes[~is_set]
        left[~is_set] = views[self._views.source[compares]] <= forest.threshold[compares, None]
        for i in np.flatnonzero(is_set):
            code = codes[self._views.source[nodes[i]]]
            left[i] = self._tables[int(nodes[i])].take(code, mode="clip")
        takes = np.ones((len(tree.parent), views.shape[1]), np.bool_)
        takes[1::2], takes[2::2] = left, ~left
        for level, after in zip(tree.levels[1:], tree.levels[2:], strict=False):
            takes[level:after] &= takes[tree.earlier[level:after]]
        return takes


def _paid(tree: TreePaths, factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each branch the sum over its leaves of value times the path's factors."""
    product = np.ones(factor.shape)
    levels = list(zip(tree.levels[1:], tree.levels[2:], strict=False))
    for first, stop in levels:
        product[first:stop] = factor[first:stop] / factor[tree.earlier[first:stop]]
        product[first:stop] *= product[tree.parent[first:stop]]
    paid = np.zeros(factor.shape)
    paid[tree.leaf_branch] = product[tree.leaf_branch] * tree.leaf_value[:, None]
    for first, stop in reversed(levels):
        paid[tree.parent[first:stop:2]] = paid[first:stop:2] + paid[first + 1 : stop : 2]
    return paid
