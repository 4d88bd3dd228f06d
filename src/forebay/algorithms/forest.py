"""A forest of decision trees as plain arrays: what is stored, hashed, scored and explained."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# Missing values, as LightGBM's MissingType: `none` treats NaN as 0; `zero` sends NaN and 0 in the
# node's default direction; `nan` sends NaN there.
MISSING_NONE: Final = 0
MISSING_ZERO: Final = 1
MISSING_NAN: Final = 2
# As `nan`, and numbers next to 0, which LightGBM takes for 0, are what they are: as XGBoost has it.
MISSING_EXACT: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees whose predictions are added up.

    The nodes of tree t are the rows ``tree_start[t]`` to ``tree_start[t + 1]`` of the node arrays;
    its root is the first, and a child stands after its parent. Leaves likewise with `leaf_start`.

    Parameters
    ----------
    n_features
        The number of columns that a row has.
    n_outputs
        Tree t adds to output ``t % n_outputs``.
    feature
        The column that a node looks at, shape (n_nodes,), int32.
    threshold
        Shape (n_nodes,): the value, cast to the type of this array, goes left if it is at most
        this; infinity parts missing values from all others. 0 where the node has a category set.
        float32; float64 for imported models that were grown on float64.
    missing
        MISSING_NONE, MISSING_ZERO, MISSING_NAN or MISSING_EXACT, uint8, shape (n_nodes,).
    default_left
        Whether a missing number goes left, shape (n_nodes,), Boolean.
    left, right
        The child: a node of the same tree (0 or more) or ``~leaf``, int32, shape (n_nodes,).
    set_start, set_words
        The category set of node i is the words ``set_start[i]`` to ``set_start[i + 1]``, 32 bits
        each, lowest bit first. A code in the set goes left; any other, also -1, goes right.
        No words: the node compares numbers.
    leaf_value
        float64, shape (n_leaves,).
    leaf_count
        How many of the rows that a tree was grown on ended in the leaf, int64, shape (n_leaves,);
        0 where a tree is one leaf. Of a model of XGBoost, which does not count them, the sum of
        second derivatives, float64. Not used in scoring.
    gain, cover
        The loss that a split saved and the sum of second derivatives (for squared error: of
        weights) in the node, float64, shape (n_nodes,). Not used in scoring.

    """

    n_features: int
    n_outputs: int
    tree_start: NDArray[np.int64]
    leaf_start: NDArray[np.int64]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32] | NDArray[np.float64]
    missing: NDArray[np.uint8]
    default_left: NDArray[np.bool_]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    set_start: NDArray[np.int64]
    set_words: NDArray[np.uint32]
    leaf_value: NDArray[np.float64]
    leaf_count: NDArray[np.int64] | NDArray[np.float64]
    gain: NDArray[np.float64]
    cover: NDArray[np.float64]

    @property
    def n_trees(self) -> int:
        """How many trees there are, over all outputs."""
        return len(self.tree_start) - 1

    @property
    def n_nodes(self) -> int:
        """How many splits there are, over all trees."""
        return len(self.feature)

    @property
    def is_set(self) -> NDArray[np.bool_]:
        """Whether a node has a category set, shape (n_nodes,)."""
        return np.diff(self.set_start) > 0

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays by name."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in {"n_features", "n_outputs"}
        }

    @classmethod
    def load(cls, n_features: int, n_outputs: int, arrays: Mapping[str, NDArray[Any]]) -> Forest:
        """Return the forest that ``arrays()`` came from."""
        names = [field.name for field in fields(cls)][2:]
        return cls(n_features, n_outputs, **{name: arrays[name] for name in names})


def category_table(forest: Forest, node: int) -> NDArray[np.bool_]:
    """Return for code -1, 0, 1, ... whether it goes left at a node with a category set.

    The last entry stands for every higher code.
    """
    words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
    in_set = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
    goes_left = np.zeros(len(in_set) + 2, np.bool_)
    goes_left[1:-1] = in_set
    return goes_left


def round_down_to_float32(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return for each value the largest float32 that is not above it.

    ``x <= value`` and ``x <= rounded`` are then the same for every float32 x.

    Examples
    --------
    >>> float(round_down_to_float32(np.array([0.1]))[0]) <= 0.1 < float(np.float32(0.1))
    True

    """
    with np.errstate(over="ignore"):
        rounded = values.astype(np.float32)
    below = np.nextafter(rounded, np.float32(-np.inf))
    return np.where(rounded.astype(np.float64) > values, below, rounded)
