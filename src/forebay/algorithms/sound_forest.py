"""Whether arrays that came from a file are trees: every walk ends in a leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.algorithms.forest import Forest


def require_sound(forest: Forest) -> None:
    """Raise ProjectError ``model-file`` if a forest is not what ``Forest`` says of it.

    Children stand after their parent and belong to one node, features and leaves are there, and
    all arrays have the length that they need.
    """
    per_node = (
        forest.feature, forest.threshold, forest.missing, forest.default_left, forest.left,
        forest.right, forest.gain, forest.cover,
    )  # fmt: skip
    nodes, leaves = int(forest.tree_start[-1]), int(forest.leaf_start[-1])
    if any(len(array) != nodes for array in per_node) or len(forest.set_start) != nodes + 1:
        raise _unsound("arrays of several lengths")
    if len(forest.leaf_value) != leaves or len(forest.leaf_count) != leaves:
        raise _unsound("leaves of several numbers")
    if not 0 < forest.n_outputs <= max(1, forest.n_trees) or forest.n_trees % forest.n_outputs:
        raise _unsound("a round without a tree for each output")
    if nodes and not (forest.feature.min() >= 0 and forest.feature.max() < forest.n_features):
        raise _unsound("a feature that there is not")
    for tree in range(forest.n_trees):
        start, stop = forest.tree_start[tree : tree + 2].tolist()
        n_leaves = int(forest.leaf_start[tree + 1] - forest.leaf_start[tree])
        _require_tree(forest, start, stop, n_leaves)


def _require_tree(forest: Forest, start: int, stop: int, n_leaves: int) -> None:
    left, right = forest.left[start:stop], forest.right[start:stop]
    if n_leaves != stop - start + 1:
        raise _unsound("a tree with too few or too many leaves")
    children = np.concatenate([left, right]).astype(np.int64)
    parents = np.tile(np.arange(stop - start), 2)
    inner = children >= 0
    if np.any(children[inner] <= parents[inner]):
        raise _unsound("a child before its parent")
    # Each node but the root, and each leaf, stands below exactly one node.
    below = np.sort(np.where(inner, children, stop - start + ~children))
    if not np.array_equal(below, np.arange(1, stop - start + n_leaves) if stop > start else []):
        raise _unsound("a node that is missing or stands twice")


def _unsound(what: str) -> ProjectError:
    return ProjectError.of(
        "model-file",
        "the file holds a forest that is none",
        detail=f"it has {what}.",
        hint="save the model once more with the library that trained it.",
    )
