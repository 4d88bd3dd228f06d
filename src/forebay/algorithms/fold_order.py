"""In which order the nodes of small trees choose, and where their answers wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.forest_shape import ForestShape


@dataclass(frozen=True, slots=True, eq=False)
class FoldOrder:
    """Children before parents, the child that needs more room first.

    So a tree of n leaves never has more than log2(n) + 1 answers waiting (Sethi and Ullman 1970,
    The generation of optimal code for arithmetic expressions). All arrays have the shape
    (n_nodes,).

    Parameters
    ----------
    position
        The place of a node in the order; those of a tree stay within its own nodes' places.
    into
        Where its answer waits.
    left, right
        Where the child's answer waits, or the number of a leaf within its tree.

    """

    position: NDArray[np.int64]
    into: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]

    @classmethod
    def of(cls, forest: Forest, shape: ForestShape) -> FoldOrder:
        """Return the order for all trees, also for those that are too large to be folded."""
        n_nodes, levels = shape.n_nodes, shape.inner_levels()
        size = np.zeros(len(shape.tree), np.int64)
        need = np.zeros(len(shape.tree), np.int64)
        for level in reversed(levels):
            left, right = shape.left[level], shape.right[level]
            size[level] = 1 + size[left] + size[right]
            more = (need[left] == need[right]).astype(np.int64)
            need[level] = np.maximum(need[left], need[right]) + more
        begin = np.zeros(len(shape.tree), np.int64)
        into = np.zeros(len(shape.tree), np.int64)
        begin[shape.roots] = forest.tree_start[:-1]
        for level in levels:
            left, right = shape.left[level], shape.right[level]
            left_first = need[left] >= need[right]
            first, second = np.where(left_first, left, right), np.where(left_first, right, left)
            begin[first], into[first] = begin[level], into[level]
            begin[second] = begin[level] + size[first]
            into[second] = into[level] + (first < n_nodes)
        leaf_base = forest.leaf_start[shape.tree[:n_nodes]] + n_nodes
        answers = [
            np.where(child < n_nodes, into[child], child - leaf_base)
            for child in (shape.left, shape.right)
        ]
        position = (begin + size - 1)[:n_nodes]
        return cls(position, into[:n_nodes], answers[0], answers[1])
