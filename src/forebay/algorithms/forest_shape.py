"""Where the nodes and leaves of all trees of a Forest stand, level by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest


@dataclass(frozen=True, slots=True, eq=False)
class ForestShape:
    """The children of all nodes under one numbering: nodes first, then leaves.

    Parameters
    ----------
    n_nodes
        From this number on, a number stands for a leaf.
    left, right
        The children of each node, shape (n_nodes,).
    tree
        Which tree a node or leaf belongs to, shape (n_nodes + n_leaves,).
    levels
        For each level the nodes and leaves on it, over all trees, the children of a node side by
        side. The first holds the roots, in the order of the trees.

    """

    n_nodes: int
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    tree: NDArray[np.intp]
    levels: tuple[NDArray[np.intp], ...]

    @classmethod
    def of(cls, forest: Forest) -> ForestShape:
        """Return the shape of a forest."""
        n_nodes, trees = forest.n_nodes, np.arange(forest.n_trees)
        of_node = np.repeat(trees, np.diff(forest.tree_start))
        of_leaf = np.repeat(trees, np.diff(forest.leaf_start))
        node_base, leaf_base = forest.tree_start[of_node], forest.leaf_start[of_node]
        left, right = (
            np.where(child >= 0, child + node_base, n_nodes + leaf_base + ~child).astype(np.intp)
            for child in (forest.left.astype(np.int64), forest.right.astype(np.int64))
        )
        lone = np.diff(forest.tree_start) == 0
        at = np.where(lone, n_nodes + forest.leaf_start[:-1], forest.tree_start[:-1])
        levels = [at.astype(np.intp)]
        while len(inner := levels[-1][levels[-1] < n_nodes]):
            levels.append(np.stack([left[inner], right[inner]], axis=1).ravel())
        tree = np.concatenate([of_node, of_leaf]).astype(np.intp)
        return cls(n_nodes, left, right, tree, tuple(levels))

    @property
    def roots(self) -> NDArray[np.intp]:
        """The roots, shape (n_trees,)."""
        return self.levels[0]

    def inner_levels(self) -> list[NDArray[np.intp]]:
        """Return the nodes on each level, without leaves."""
        return [level[level < self.n_nodes] for level in self.levels]
