"""A forest with every way of looking at a number written into its thresholds.

Trees were grown on float32, and a threshold means "the number, rounded to float32, is at most
this". What reads float64 alone (SQL, Python) compares with another number: the largest float64
that is rounded to the threshold or to less. Both comparisons are the same for every float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import MISSING_EXACT, MISSING_NONE, MISSING_ZERO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_NEARLY_ZERO: Final = np.float32(1e-35)  # what LightGBM takes for 0


@dataclass(frozen=True, slots=True, eq=False)
class PlainTrees:
    """Trees for readers of float64.

    Parameters
    ----------
    root
        For each tree a node (0 or more) or ``~leaf``, shape (n_trees,).
    left, right
        Likewise for each node; numbers are those of the whole forest.
    feature, cut
        A number that is not missing goes left if it is at most `cut`; infinity: always.
    missing_left
        Whether a missing number goes left.
    zero_is_missing
        Whether a number in [-near_zero, near_zero] is missing.
    near_zero
        The largest float64 that counts as 0.
    sets
        For each node the codes that go left, None where it compares numbers.
    leaf
        The values of the leaves.

    """

    n_outputs: int
    root: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    feature: NDArray[np.int32]
    cut: NDArray[np.float64]
    missing_left: NDArray[np.bool_]
    zero_is_missing: NDArray[np.bool_]
    near_zero: float
    sets: tuple[tuple[int, ...] | None, ...]
    leaf: NDArray[np.float64]

    def depths(self) -> NDArray[np.int64]:
        """Return for each tree how many splits its longest way has, shape (n_trees,)."""
        below = np.zeros(len(self.left), np.int64)
        for node in range(len(self.left) - 1, -1, -1):  # a child stands after its parent
            sides = (int(self.left[node]), int(self.right[node]))
            below[node] = 1 + max(int(below[side]) if side >= 0 else 0 for side in sides)
        return np.array([below[root] if root >= 0 else 0 for root in self.root.tolist()], np.int64)


def plain_trees(forest: Forest) -> PlainTrees:
    """Return a forest for readers of float64."""
    tree_of = np.repeat(np.arange(forest.n_trees), np.diff(forest.tree_start))
    nodes, leaves = forest.tree_start[tree_of], forest.leaf_start[tree_of]
    left, right = (
        np.where(child >= 0, child + nodes, ~(leaves + ~child)).astype(np.int32)
        for child in (forest.left.astype(np.int64), forest.right.astype(np.int64))
    )
    lone = np.diff(forest.tree_start) == 0
    root = np.where(lone, ~forest.leaf_start[:-1], forest.tree_start[:-1]).astype(np.int32)
    threshold = forest.threshold
    missing = forest.missing
    near = threshold.dtype.type(_NEARLY_ZERO)
    # Numbers next to 0 are 0 for LightGBM: such a threshold lies at one end of what counts as 0.
    takes_zero = (missing != MISSING_ZERO) & (missing != MISSING_EXACT)
    at_zero = takes_zero & (np.abs(threshold) <= near)
    below = np.nextafter(-near, threshold.dtype.type(-np.inf))
    seen = np.where(at_zero, np.where(threshold >= 0, near, below), threshold)
    missing_left = np.where(missing == MISSING_NONE, threshold >= 0, forest.default_left)
    return PlainTrees(
        n_outputs=forest.n_outputs,
        root=root,
        left=left,
        right=right,
        feature=forest.feature,
        cut=_largest_that_rounds_to(seen),
        missing_left=missing_left.astype(np.bool_),
        zero_is_missing=missing == MISSING_ZERO,
        near_zero=float(_largest_that_rounds_to(np.array([near]))[0]),
        sets=tuple(_codes(forest, node) for node in range(forest.n_nodes)),
        leaf=forest.leaf_value,
    )


def _largest_that_rounds_to(threshold: NDArray[Any]) -> NDArray[np.float64]:
    """Return for each threshold the largest float64 that is, rounded to its type, at most it."""
    if threshold.dtype == np.float64:
        return threshold.astype(np.float64)
    most = np.finfo(np.float32).max
    with np.errstate(over="ignore"):  # the largest one has infinity above it
        above = np.nextafter(threshold, np.float32(np.inf)).astype(np.float64)
    beyond = 2.0**128  # where the float32 above the largest one would lie
    above = np.where(np.isinf(above), beyond, above)
    given = np.where(threshold == -np.inf, -beyond, threshold.astype(np.float64))
    above = np.where(threshold == -np.inf, -np.float64(most), above)
    middle = (given + above) / 2.0  # exact: one bit more than a float32 has
    with np.errstate(over="ignore"):
        fits = middle.astype(np.float32) <= threshold  # a tie goes to the even one
    return np.where(
        threshold == np.inf, np.inf, np.where(fits, middle, np.nextafter(middle, -np.inf))
    )


def _codes(forest: Forest, node: int) -> tuple[int, ...] | None:
    words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
    if not len(words):
        return None
    bits = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
    return tuple(np.flatnonzero(bits).tolist())
