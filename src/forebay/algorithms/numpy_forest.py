"""Score rows with a Forest in NumPy: what runs where nothing is compiled, and the measure of it.

Two ways give the same numbers. Trees of up to 256 leaves are *folded*: each split is one
comparison of a whole column with one number, and from the bottom up the answers pick the leaf
(``fold_tree``). Larger trees, and blocks of few rows, are *walked* from the root, all rows and
trees one level at a time (``walk_trees``). Leaf values are added in the order of the trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.fold_tree import MAX_LEAVES, FoldedTree
from forebay.algorithms.node_views import NodeViews
from forebay.algorithms.walk_trees import WalkedTrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

# Below this many rows the cost of folding is that of the calls, one for each split.
_FEW_ROWS: Final = 256


class NumpyForest:
    """A Forest made ready for scoring blocks of rows."""

    def __init__(self, forest: Forest) -> None:
        self._views = NodeViews(forest)
        source = self._views.source
        self._walked = WalkedTrees(forest, source)
        self._folded: list[FoldedTree] | None = None
        if np.diff(forest.leaf_start).max(initial=0) <= MAX_LEAVES:
            self._folded = [FoldedTree(forest, t, source) for t in range(forest.n_trees)]

    def add_to(self, out: NDArray[np.float64], columns: Sequence[NDArray[Any]]) -> None:
        """Add leaf values to `out`, shape (n_outputs, n_rows)."""
        n_rows = out.shape[1]
        views, codes = self._views.of(columns, n_rows)
        if self._folded is None or n_rows < _FEW_ROWS:
            self._walked.add_to(out, views, codes)
            return
        depth = max((tree.stack_height for tree in self._folded), default=0)
        scratch = np.empty((depth + 2, n_rows), np.uint8)
        for t, tree in enumerate(self._folded):
            tree.add_to(out[t % len(out)], views, codes, scratch)
