"""How much each column adds to the prediction of a row: exact for sums of trees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.node_views import NodeViews
from forebay.algorithms.numpy_parts import NumpyParts
from forebay.algorithms.part_tables import PartTables
from forebay.algorithms.sound_parts import library_of_parts
from forebay.algorithms.tree_paths import TreePaths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_BLOCK_ROWS: Final = 1_024  # of the compiled library, for which a tree is prepared


class TreeAttribution:
    r"""Split raw predictions of a Forest into a baseline and one part for each column.

    The parts are the path-dependent Shapley values of TreeSHAP [^1]: the game in which a column
    that is not told sends a row both ways, in the shares of the training rows (counted, not
    weighted, as in LightGBM). The baseline is the mean leaf value of those rows, plus what every
    row starts from.

    A leaf of value $v$ whose path asks about the features $k = 1 \dots d$ pays
    $v \prod_{k \in S} o_k \prod_{k \notin S} z_k$ to a coalition $S$: $o_k$ is 1 if the row takes
    all of the path's branches on $k$, else 0, and $z_k$ is their share of rows. As
    $|S|!(d-|S|-1)!/d! = \int_0^1 t^{|S|} (1-t)^{d-1-|S|} dt$, the Shapley value of $j$ is

    $$v (o_j - z_j) \int_0^1 \prod_{k \ne j} (z_k (1 - t) + o_k t) dt,$$

    of a polynomial of degree $d - 1$: Gauss's rule with $\lceil d/2 \rceil$ points has no error.
    At each point the products go down the tree and the sums over leaves go up, so that the work is
    that of the branches, not of the paths; all terms are positive, nothing is cancelled.

    The compiled library does it, or NumPy where there is none; they add in another order, and agree
    to 1e-12 of the largest leaf value times the number of trees.

    Parameters
    ----------
    base_score
        What every row starts from.
    library
        As for ``ForestScorer``.

    References
    ----------
    [^1]: Lundberg et al. (2020). From local explanations to global understanding with explainable
        AI for trees. Nature Machine Intelligence 2, 56-67.

    """

    def __init__(
        self,
        forest: Forest,
        base_score: float = 0.0,
        *,
        library: ForestLibrary | Literal["installed", "none"] = "installed",
    ) -> None:
        self._forest = forest
        self._trees = [TreePaths.of(forest, tree) for tree in range(forest.n_trees)]
        found = library_of_parts() if library == "installed" else library
        self._library = found if isinstance(found, ForestLibrary) else None
        self._tables = PartTables.of(forest, self._trees) if self._library is not None else None
        self._views = NodeViews(forest)
        self.baseline: NDArray[np.float64] = np.full(forest.n_outputs, base_score)
        for number, tree in enumerate(self._trees):
            self.baseline[number % forest.n_outputs] += tree.expected

    def of(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the parts of each row, shape (n_rows, n_columns, n_outputs).

        Parameters
        ----------
        columns
            As for ``Model.score``.
        threads
            How many blocks of rows are explained at once; the result is the same for any number.

        """
        n_rows = len(columns[0]) if columns else 0
        parts = np.zeros((self._forest.n_outputs, len(columns), n_rows))

        def block(start: int) -> None:
            rows = slice(start, min(start + _BLOCK_ROWS, n_rows))
            self._add(parts[:, :, rows], [column[rows] for column in columns])

        starts = range(0, n_rows, _BLOCK_ROWS)
        if threads == 1 or len(starts) == 1:
            for start in starts:
                block(start)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(block, starts))
        return parts.transpose(2, 1, 0)

    def _add(self, parts: NDArray[np.float64], columns: Sequence[NDArray[Any]]) -> None:
        if self._library is not None and self._tables is not None:
            views = self._views.of(columns, parts.shape[2])
            if self._library.add_parts(parts, self._tables, *views):
                return
        self._numpy.add_to(parts, columns)

    @cached_property
    def _numpy(self) -> NumpyParts:
        return NumpyParts(self._forest, self._trees)
