"""One tree as the list of its branches, from the root down: what attributions are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

# The share of a branch that no row took, so that it can be divided by; far below any rounding.
_NO_ROWS: Final = 1e-30


@dataclass(frozen=True, slots=True, eq=False)
class TreePaths:
    """The branches of a tree, parents before children, after one that stands for the root.

    Branch 0 ends in the root, on no feature, with the share 1. Every array has the shape
    (n_branches,) unless said otherwise.

    Parameters
    ----------
    parent
        The branch above; 0 for branch 0 itself.
    earlier
        The nearest branch above on the same feature; 0 if there is none.
    node
        The node of the forest whose answer decides whether a row takes the branch.
    is_left
        Whether it is taken by rows that go left.
    feature
        The feature of that node.
    share
        The share of rows that take it among those at its node, times the share of `earlier`: what
        a row takes on average that does not tell its feature.
    levels
        Where each level begins, with the end last: level 0 is branch 0.
    leaf_branch, leaf_value
        The branches that end in a leaf, and its value, shape (n_leaves,).
    most_features
        How many different features the longest path has, at least 1.
    expected
        The mean of the leaf values over the rows that the tree was grown on.

    """

    parent: NDArray[np.intp]
    earlier: NDArray[np.intp]
    node: NDArray[np.intp]
    is_left: NDArray[np.bool_]
    feature: NDArray[np.intp]
    share: NDArray[np.float64]
    levels: tuple[int, ...]
    leaf_branch: NDArray[np.intp]
    leaf_value: NDArray[np.float64]
    most_features: int
    expected: float

    @classmethod
    def of(cls, forest: Forest, tree: int) -> TreePaths:
        """Return the branches of one tree."""
        first, stop = forest.tree_start[tree : tree + 2].tolist()
        leaves = slice(*forest.leaf_start[tree : tree + 2].tolist())
        value, count = forest.leaf_value[leaves], forest.leaf_count[leaves]
        left, right = forest.left[first:stop].tolist(), forest.right[first:stop].tolist()
        feature = forest.feature[first:stop].tolist()
        rows = _rows_at(left, right, count.tolist())
        walk = _Walk([0], [0], [0], [False], [0], [1.0], [0, 1], [], 1)
        level = [_Place(0 if left else -1, 0, {})]
        while level:
            level = walk.down(level, (left, right, feature, rows))
        branch = np.array([at for at, _ in walk.leaves], np.intp)
        at_leaf = value[[leaf for _, leaf in walk.leaves]]
        n_rows = count.sum()
        return cls(
            np.array(walk.parent, np.intp),
            np.array(walk.earlier, np.intp),
            np.array(walk.node, np.intp) + first,
            np.array(walk.is_left, np.bool_),
            np.array(walk.feature, np.intp),
            np.array(walk.share),
            tuple(walk.levels),
            branch,
            at_leaf,
            walk.most_features,
            float(value @ count / n_rows) if n_rows else float(value[0]),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a branch ends: a node or ``~leaf``; `taken` is its path's last branch by feature."""

    node: int
    branch: int
    taken: dict[int, int]


@dataclass(slots=True)
class _Walk:
    """The branches found so far."""

    parent: list[int]
    earlier: list[int]
    node: list[int]
    is_left: list[bool]
    feature: list[int]
    share: list[float]
    levels: list[int]
    leaves: list[tuple[int, int]]
    most_features: int

    def down(
        self,
        level: list[_Place],
        tree: tuple[list[int], list[int], list[int], tuple[list[int], list[int]]],
    ) -> list[_Place]:
        """Add the branches below a level's nodes; return where they end."""
        left, right, feature, (at_node, at_leaf) = tree
        below = []
        for place in level:
            self.most_features = max(self.most_features, len(place.taken))
            if place.node < 0:
                self.leaves.append((place.branch, ~place.node))
                continue
            on = feature[place.node]
            for child, is_left in ((left[place.node], True), (right[place.node], False)):
                rows = at_node[child] if child >= 0 else at_leaf[~child]
                branch, earlier = len(self.parent), place.taken.get(on, 0)
                self.parent.append(place.branch)
                self.earlier.append(earlier)
                self.node.append(place.node)
                self.is_left.append(is_left)
                self.feature.append(on)
                share = self.share[earlier] * rows / (at_node[place.node] or 1)
                self.share.append(max(share, _NO_ROWS))
                below.append(_Place(child, branch, {**place.taken, on: branch}))
        if below:
            self.levels.append(len(self.parent))
        return below


def _rows_at(left: list[int], right: list[int], count: list[int]) -> tuple[list[int], list[int]]:
    """Return the rows at each node and at each leaf; children stand after their parent."""
    rows = [0] * len(left)
    for node in range(len(left) - 1, -1, -1):
        rows[node] = sum(
            rows[child] if child >= 0 else count[~child] for child in (left[node], right[node])
        )
    return rows, count
