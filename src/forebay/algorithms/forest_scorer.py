"""Score rows with a Forest, in NumPy, bit for bit as LightGBM does.

Two ways give the same numbers. Trees of up to 256 leaves are *folded*: each split is one
comparison of a whole column with one number, and from the bottom up the answers pick the leaf
(``fold_tree``). Larger trees, and blocks of few rows, are *walked* from the root, all rows and
trees one level at a time (``walk_trees``). Leaf values are added in the order of the trees.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.fold_tree import MAX_LEAVES, FoldedTree
from forebay.algorithms.node_views import NodeViews
from forebay.algorithms.walk_trees import WalkedTrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

# Long enough that the cost of NumPy's calls is small; the answers about a block fit a cache.
BLOCK_ROWS: Final = 65_536
# Below this many rows the cost of folding is that of the calls, one for each split.
_FEW_ROWS: Final = 256


class ForestScorer:
    """A Forest made ready for scoring.

    Examples
    --------
    >>> from forebay.algorithms.lightgbm_text import read_lightgbm_text
    >>> text = '''version=v4
    ... num_tree_per_iteration=1
    ... max_feature_idx=0
    ...
    ... Tree=0
    ... num_leaves=2
    ... num_cat=0
    ... split_feature=0
    ... split_gain=1
    ... threshold=0.5
    ... decision_type=10
    ... left_child=-1
    ... right_child=-2
    ... leaf_value=-1 2
    ... leaf_count=1 2
    ... internal_weight=3
    ...
    ... end of trees'''
    >>> scorer = ForestScorer(read_lightgbm_text(text))
    >>> scorer.score([np.array([0.5, 0.6, np.nan])]).ravel().tolist()
    [-1.0, 2.0, -1.0]

    """

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self._views = NodeViews(forest)
        leaves = np.diff(forest.leaf_start)
        self._walked = WalkedTrees(forest, self._views.source)
        self._folded: list[FoldedTree] | None = None
        if leaves.max(initial=0) <= MAX_LEAVES:
            source = self._views.source
            self._folded = [FoldedTree(forest, t, source) for t in range(forest.n_trees)]

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the sums of leaf values, shape (n_rows, n_outputs).

        Parameters
        ----------
        columns
            One array for each feature, shape (n_rows,): numbers (cast to float32, NaN is missing)
            or integer codes of categories (-1 is unknown).
        threads
            How many blocks of rows are scored at once; the result is the same for any number.

        """
        n_rows = len(columns[0]) if columns else 0
        out = np.zeros((self._forest.n_outputs, n_rows))

        def score_block(start: int) -> None:
            stop = min(start + BLOCK_ROWS, n_rows)
            block = [column[start:stop] for column in columns]
            self._score_block(block, out[:, start:stop])

        starts = range(0, n_rows, BLOCK_ROWS)
        if threads == 1 or len(starts) == 1:
            for start in starts:
                score_block(start)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(score_block, starts))
        return out.T

    def _score_block(self, block: Sequence[NDArray[Any]], out: NDArray[np.float64]) -> None:
        n_rows = out.shape[1]
        views, codes = self._views.of(block, n_rows)
        if self._folded is None or n_rows < _FEW_ROWS:
            self._walked.add_to(out, views, codes)
            return
        depth = max((tree.stack_height for tree in self._folded), default=0)
        scratch = np.empty((depth + 2, n_rows), np.uint8)
        for t, tree in enumerate(self._folded):
            tree.add_to(out[t % len(out)], views, codes, scratch)
