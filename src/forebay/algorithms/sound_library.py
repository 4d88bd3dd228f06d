"""Whether a loaded library scores as NumPy does, tried before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.forest import Forest
from forebay.algorithms.forest_tables import ForestTables
from forebay.algorithms.numpy_forest import NumpyForest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest_library import ForestLibrary

_HEIGHTS: Final = (0, 3, 9, 3)  # a leaf, two trees that are folded, one that is walked
_N_ROWS: Final = 200
_FEW_ROWS: Final = 3


def scores_as_numpy(library: ForestLibrary) -> bool:
    """Score a small forest, whose nodes are of every kind, both ways; return whether bits agree."""
    for kind in (np.float32, np.float64):
        forest = odd_forest(np.dtype(kind))
        tables, expected = ForestTables.of(forest), NumpyForest(forest)
        if tables is None:
            return False
        for n_rows in (_N_ROWS, _FEW_ROWS):
            columns = odd_rows(n_rows)
            ours, theirs = (np.zeros((forest.n_outputs, n_rows)) for _ in range(2))
            expected.add_to(theirs, columns)
            if not library.add_to(ours, tables, columns) or ours.tobytes() != theirs.tobytes():
                return False
    return True


def odd_forest(kind: np.dtype[np.floating]) -> Forest:
    """Return full trees with nodes of every kind: node i has the children 2i + 1 and 2i + 2."""
    sizes = [2**height - 1 for height in _HEIGHTS]
    n_nodes, n_leaves = sum(sizes), sum(size + 1 for size in sizes)
    number = np.arange(n_nodes)
    within = np.concatenate([np.arange(size) for size in sizes])
    size = np.repeat(sizes, sizes)
    is_set = number % 5 == 0
    feature = np.where(is_set, 2, number % 2)
    threshold = np.where(is_set, 0, np.take([-1.5, 0.0, 1e-36, 0.25, 2.0], number * 7 % 11 % 5))

    def child(at: NDArray[np.int64]) -> NDArray[np.int32]:
        return np.where(at < size, at, ~(at - size)).astype(np.int32)

    return Forest(
        n_features=3,
        n_outputs=2,
        tree_start=np.concatenate([[0], np.cumsum(sizes)]),
        leaf_start=np.concatenate([[0], np.cumsum(np.array(sizes) + 1)]),
        feature=feature.astype(np.int32),
        threshold=threshold.astype(kind),
        missing=(number // 2 % 4).astype(np.uint8),
        default_left=number % 3 == 0,
        left=child(2 * within + 1),
        right=child(2 * within + 2),
        set_start=np.concatenate([[0], np.cumsum(is_set)]),
        set_words=(number[: is_set.sum()] * 2_654_435_761 % 2**32).astype(np.uint32),
        leaf_value=np.sqrt(np.arange(n_leaves)) - 7,
        leaf_count=np.ones(n_leaves, np.int64),
        gain=np.zeros(n_nodes),
        cover=np.zeros(n_nodes),
    )


def odd_rows(n_rows: int) -> list[NDArray[np.generic]]:
    """Return rows of every kind for the three columns of ``odd_forest``."""
    odd = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e-36, -1.5, 0.25, 2.0, 3.7, 1e300])
    row = np.arange(n_rows)
    return [odd[row % len(odd)], odd[row * 3 % len(odd)].clip(-9, 9), row * 7 % 41 - 3]
