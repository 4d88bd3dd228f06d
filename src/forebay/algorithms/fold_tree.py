"""Score many rows with one small tree: answer every split, then fold the answers to a leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from forebay.algorithms.forest import category_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

MAX_LEAVES: Final = 256  # so that the number of a leaf fits a byte

# What stands below a node decides how its answer is folded.
_TWO_LEAVES: Final = 0
_LEFT_LEAF: Final = 1
_RIGHT_LEAF: Final = 2
_TWO_NODES: Final = 3

_ONE: Final = np.uint8(1)

# (fold, number of leaves on the left, row of views or codes, threshold or table of a set)
_Step: TypeAlias = "tuple[int, np.uint8, int, np.floating[Any] | NDArray[np.bool_]]"


class FoldedTree:
    """A tree as a list of steps over whole blocks of rows.

    Leaves are numbered from left to right. A node's fold is the number of the row's leaf within
    the node's own subtree: the fold of its left child, or, if the row goes right, the number of
    leaves on the left plus the fold of its right child. Each step is a few byte-wide operations,
    which NumPy does many rows at a time; no row is ever followed on its own.
    """

    __slots__ = ("_leaf_values", "_steps", "stack_height")

    def __init__(self, forest: Forest, tree: int, source: NDArray[np.int64]) -> None:
        first, stop = forest.tree_start[tree], forest.tree_start[tree + 1]
        left, right = forest.left[first:stop].tolist(), forest.right[first:stop].tolist()
        values = forest.leaf_value[forest.leaf_start[tree] : forest.leaf_start[tree + 1]]
        is_set = forest.is_set[first:stop]
        n_leaves = _leaves_below(left, right)
        order, leaves = _from_left_to_right(left, right)
        self._leaf_values = values[leaves]
        self._steps: list[_Step] = []
        height = self.stack_height = 0
        for node in order:
            fold = 2 * (left[node] >= 0) + (right[node] >= 0)
            kind = (_TWO_LEAVES, _LEFT_LEAF, _RIGHT_LEAF, _TWO_NODES)[fold]
            height += {_TWO_LEAVES: 1, _TWO_NODES: -1}.get(kind, 0)
            self.stack_height = max(self.stack_height, height)
            test = (
                category_table(forest, first + node)
                if is_set[node]
                else forest.threshold[first + node]
            )
            on_left = n_leaves[left[node]] if left[node] >= 0 else 1
            self._steps.append((kind, np.uint8(on_left), int(source[first + node]), test))

    def add_to(
        self,
        out: NDArray[np.float64],
        views: NDArray[Any],
        codes: NDArray[np.intp],
        scratch: NDArray[np.uint8],
    ) -> None:
        """Add each row's leaf value to `out`, shape (n_rows,).

        Parameters
        ----------
        views, codes
            Numbers, shape (n_views, n_rows), and category codes plus one (0 is unknown), shape
            (n_category_features, n_rows).
        scratch
            Room for ``stack_height + 2`` rows of bytes.

        """
        if not self._steps:
            out += self._leaf_values[0]
            return
        goes_right, spare, *stack = scratch
        as_bool = goes_right.view(np.bool_)
        top = -1
        for kind, on_left, source, test in self._steps:
            if isinstance(test, np.floating):
                np.less_equal(views[source], test, out=as_bool)
            else:
                np.take(test, codes[source], out=as_bool, mode="clip")
            np.subtract(goes_right, _ONE, out=goes_right)  # went left: 0; right: 255, a mask
            if kind == _TWO_LEAVES:
                top += 1
                np.bitwise_and(goes_right, on_left, out=stack[top])
            elif kind == _LEFT_LEAF:
                fold = stack[top]
                fold += on_left
                fold &= goes_right
            elif kind == _RIGHT_LEAF:
                _choose(stack[top], np.subtract(on_left, stack[top], out=spare), goes_right)
            else:
                right = stack[top]
                top -= 1
                right += on_left
                right -= stack[top]
                _choose(stack[top], right, goes_right)
        out += np.take(self._leaf_values, stack[0], mode="clip")


def _choose(left: NDArray[Any], difference: NDArray[Any], mask: NDArray[Any]) -> None:
    """Where the mask is set, make `left` the right fold; bytes wrap around, so 255 + 2 is 1."""
    difference &= mask
    left += difference


def _leaves_below(left: list[int], right: list[int]) -> list[int]:
    """Return the number of leaves below each node; children stand after their parent."""
    below = [0] * len(left)
    for node in range(len(left) - 1, -1, -1):
        below[node] = sum(below[child] if child >= 0 else 1 for child in (left[node], right[node]))
    return below


def _from_left_to_right(left: list[int], right: list[int]) -> tuple[list[int], list[int]]:
    """Return the nodes, children before parents, and the leaves from left to right."""
    order: list[int] = []
    leaves: list[int] = []
    waiting = [(0, False)] if left else []
    if not left:
        return [], [0]
    while waiting:
        node, children_done = waiting.pop()
        if node < 0:
            leaves.append(~node)
        elif children_done:
            order.append(node)
        else:
            waiting += [(node, True), (right[node], False), (left[node], False)]
    return order, leaves
