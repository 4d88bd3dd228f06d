"""Score rows with a Forest, bit for bit as LightGBM does.

The compiled library does it (``forest_library``), or, where there is none or it cannot hold the
forest, NumPy (``numpy_forest``). Both give the same bits, so that nobody need know which it was.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.forest_row import ForestRow
from forebay.algorithms.forest_tables import ForestTables
from forebay.algorithms.installed_library import installed_library
from forebay.algorithms.numpy_forest import NumpyForest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

# Long enough that the cost of NumPy's calls is small; the answers about a block fit a cache.
BLOCK_ROWS: Final = 65_536


class ForestScorer:
    """A Forest made ready for scoring.

    Parameters
    ----------
    library
        What scores: the library that was compiled when Forebay was installed, another one, or
        ``"none"`` for NumPy.

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

    def __init__(
        self, forest: Forest, *, library: ForestLibrary | Literal["installed", "none"] = "installed"
    ) -> None:
        self._forest = forest
        found = installed_library() if library == "installed" else library
        self._library = found if isinstance(found, ForestLibrary) else None
        self._tables = ForestTables.of(forest) if self._library else None

    @property
    def scored_by(self) -> str:
        """What scores, for people: ``compiled, AVX-512``, or NumPy and why."""
        if self._library is None:
            return "NumPy, as no compiled library is installed"
        if self._tables is None:
            return "NumPy, as the compiled library cannot hold the model"
        return f"compiled, {self._library.instructions}"

    def row_sums(self, is_category: Sequence[bool]) -> ForestRow | None:
        """Return what gives the sums of one row; None if no compiled library does.

        Parameters
        ----------
        is_category
            See ``ForestRow``.

        """
        if self._library is None or self._tables is None:
            return None
        return ForestRow(self._library, self._tables, is_category)

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
        if self._library and self._tables and self._library.add_to(out, self._tables, block):
            return
        self._numpy.add_to(out, block)

    @cached_property
    def _numpy(self) -> NumpyForest:
        return NumpyForest(self._forest)
