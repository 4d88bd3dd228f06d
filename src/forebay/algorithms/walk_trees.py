"""Score rows by walking from the roots: all rows and all trees together, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_STEPS_AT_ONCE: Final = 1 << 17  # rows times trees: 1 MiB for each array of positions


class WalkedTrees:
    """All trees in one table of nodes in which a leaf is a node that leads to itself."""

    __slots__ = (
        "_child",
        "_forest",
        "_is_set",
        "_leaf_base",
        "_levels",
        "_root",
        "_source",
        "_threshold",
    )

    def __init__(self, forest: Forest, source: NDArray[np.int64]) -> None:
        self._forest = forest
        self._leaf_base = forest.n_nodes
        n_leaves = len(forest.leaf_value)
        tree_of = np.repeat(np.arange(forest.n_trees), np.diff(forest.tree_start))
        node_base, leaf_base = forest.tree_start[tree_of], forest.leaf_start[tree_of]
        children = [
            np.where(child >= 0, child + node_base, self._leaf_base + leaf_base + ~child)
            for child in (forest.left.astype(np.int64), forest.right.astype(np.int64))
        ]
        to_itself = self._leaf_base + np.arange(n_leaves)
        inner = np.stack(children, axis=1).ravel()
        self._child = np.concatenate([inner, np.repeat(to_itself, 2)]).astype(np.intp)
        none = np.zeros(n_leaves, np.int64)
        self._source = np.concatenate([np.where(forest.is_set, 0, source), none])
        self._threshold = np.concatenate([forest.threshold, none.astype(forest.threshold.dtype)])
        self._is_set = np.concatenate([forest.is_set, none.astype(np.bool_)])
        lone = np.diff(forest.tree_start) == 0
        self._root = np.where(
            lone, self._leaf_base + forest.leaf_start[:-1], forest.tree_start[:-1]
        ).astype(np.intp)
        self._levels = _height(self._root, self._child, self._leaf_base)

    def add_to(
        self, out: NDArray[np.float64], views: NDArray[Any], codes: NDArray[np.intp]
    ) -> None:
        """Add leaf values to `out`, shape (n_outputs, n_rows); the rest as in ``FoldedTree``."""
        n_rows = out.shape[1]
        step = max(1, _STEPS_AT_ONCE // max(1, len(self._root)))
        for start in range(0, n_rows, step):
            rows = slice(start, min(start + step, n_rows))
            leaf = self._leaves(views[:, rows], codes[:, rows]) - self._leaf_base
            values = self._forest.leaf_value[leaf]
            for t, row in enumerate(values):
                out[t % len(out), rows] += row

    def _leaves(self, views: NDArray[Any], codes: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the node in which each tree's walk ends, shape (n_trees, n_rows)."""
        n_rows = views.shape[1] if len(views) else codes.shape[1]
        if not len(views):
            views = np.zeros((1, n_rows), self._threshold.dtype)
        flat = np.ascontiguousarray(views).ravel()
        row = np.arange(n_rows)
        at = np.repeat(self._root[:, None], n_rows, axis=1)
        for _ in range(self._levels):
            value = flat[self._source[at] * n_rows + row]
            right = (~(value <= self._threshold[at])).astype(np.intp)
            if len(codes):
                asks_set = self._is_set[at]
                node = at[asks_set]
                right[asks_set] = self._not_in_set(node, codes, np.nonzero(asks_set)[1])
            at = self._child[2 * at + right]
        return at

    def _not_in_set(
        self, node: NDArray[Any], codes: NDArray[np.intp], row: NDArray[Any]
    ) -> NDArray[np.bool_]:
        forest = self._forest
        features = np.unique(forest.feature[forest.is_set])
        code = codes[np.searchsorted(features, forest.feature[node]), row] - 1
        begin = forest.set_start[node]
        known = (code >= 0) & (code < 32 * (forest.set_start[node + 1] - begin))
        code = np.where(known, code, 0)
        word = forest.set_words[begin + (code >> 5)]
        in_set: NDArray[np.bool_] = (word >> (code & 31).astype(np.uint32)) & 1 == 1
        return np.asarray(~(in_set & known))


def _height(root: NDArray[np.intp], child: NDArray[np.intp], leaf_base: int) -> int:
    """Return the number of splits on the longest way down."""
    levels, at = 0, root[root < leaf_base]
    while len(at):
        at = np.concatenate([child[2 * at], child[2 * at + 1]])
        at = at[at < leaf_base]
        levels += 1
    return levels
