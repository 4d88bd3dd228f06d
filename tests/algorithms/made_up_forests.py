"""Forests that no trainer made: any shape, every rule for missing values, odd thresholds, sets."""

from __future__ import annotations

import numpy as np

from forebay.algorithms.forest import Forest

EDGES = np.array(
    [0.0, -0.0, 1e-36, -1e-36, 1e-35, 0.1, np.float32(0.1), np.nextafter(np.float32(0.1), 0), 1.5,
     -1.5, np.inf, -np.inf, 3.4e38, -3.4e38, 16_777_217.0]
)  # fmt: skip
N_NUMBERS, N_CATEGORIES = 4, 2


def made_up_forest(rng, *, n_trees=6, most_leaves=40, kind=np.float32, n_outputs=1, deep=False):
    """Return trees of 1 to `most_leaves` leaves; `deep`: each split is of the newest leaf."""
    trees = [_tree(rng, int(rng.integers(1, most_leaves + 1)), deep) for _ in range(n_trees)]
    sizes = np.array([len(left) for left, _ in trees])
    n_nodes, n_leaves = int(sizes.sum()), int(sizes.sum() + n_trees)
    feature = rng.integers(0, N_NUMBERS + N_CATEGORIES, n_nodes).astype(np.int32)
    is_set = (feature >= N_NUMBERS) & (rng.random(n_nodes) < 0.8)
    threshold = np.where(
        rng.random(n_nodes) < 0.5, rng.choice(EDGES, n_nodes), rng.normal(size=n_nodes).round(2)
    )
    n_words = np.where(is_set, rng.integers(1, 4, n_nodes), 0)
    words = rng.integers(0, 2**32, int(n_words.sum()), dtype=np.uint64).astype(np.uint32)
    return Forest(
        n_features=N_NUMBERS + N_CATEGORIES,
        n_outputs=n_outputs,
        tree_start=_starts(sizes),
        leaf_start=_starts(sizes + 1),
        feature=feature,
        threshold=np.where(is_set, 0, threshold).astype(kind),
        missing=rng.integers(0, 4, n_nodes).astype(np.uint8),
        default_left=rng.random(n_nodes) < 0.5,
        left=np.concatenate([np.array(left, np.int32) for left, _ in trees]),
        right=np.concatenate([np.array(right, np.int32) for _, right in trees]),
        set_start=_starts(n_words),
        set_words=words,
        leaf_value=rng.normal(size=n_leaves),
        leaf_count=np.ones(n_leaves, np.int64),
        gain=np.zeros(n_nodes),
        cover=np.zeros(n_nodes),
    )


def wide_forest(n_features, n_trees, rng):
    """Return trees of two splits over many features."""
    n_nodes, n_leaves = 2 * n_trees, 3 * n_trees
    return Forest(
        n_features, 1, _starts(np.full(n_trees, 2)), _starts(np.full(n_trees, 3)),
        rng.integers(0, n_features, n_nodes).astype(np.int32),
        rng.normal(size=n_nodes).astype(np.float32), np.full(n_nodes, 2, np.uint8),
        rng.random(n_nodes) < 0.5, np.tile(np.array([1, ~0], np.int32), n_trees),
        np.tile(np.array([~1, ~2], np.int32), n_trees), np.zeros(n_nodes + 1, np.int64),
        np.zeros(0, np.uint32), rng.normal(size=n_leaves), np.ones(n_leaves, np.int64),
        np.zeros(n_nodes), np.zeros(n_nodes),
    )  # fmt: skip


def tall_forest(height, rng):
    """Return one full tree on one feature with `2**height - 1` different thresholds."""
    n_nodes = 2**height - 1
    at = np.arange(n_nodes)
    level = np.floor(np.log2(at + 1)).astype(int)
    place = (2 * (at + 1 - 2**level) + 1) / 2.0 ** (level + 1)

    def child(number):
        return np.where(number < n_nodes, number, ~(number - n_nodes)).astype(np.int32)

    return Forest(
        1, 1, np.array([0, n_nodes]), np.array([0, n_nodes + 1]), np.zeros(n_nodes, np.int32),
        place.astype(np.float32), np.full(n_nodes, 2, np.uint8), np.zeros(n_nodes, np.bool_),
        child(2 * at + 1), child(2 * at + 2), np.zeros(n_nodes + 1, np.int64),
        np.zeros(0, np.uint32), rng.normal(size=n_nodes + 1), np.ones(n_nodes + 1, np.int64),
        np.zeros(n_nodes), np.zeros(n_nodes),
    )  # fmt: skip


def odd_rows(rng, forest, n_rows):
    """Return columns: numbers near the thresholds and odd ones, then categories, known or not."""
    near = np.concatenate([forest.threshold.astype(np.float64), EDGES, [np.nan, 1e300, -1e300]])
    near = np.concatenate([near, np.nextafter(near, np.inf), np.nextafter(near, -np.inf)])
    numbers = [rng.choice(near, n_rows) for _ in range(N_NUMBERS)]
    return [*numbers, *(rng.integers(-1, 130, n_rows) for _ in range(N_CATEGORIES))]


def _tree(rng, n_leaves, deep):
    """Return the children of each node of a tree that is grown leaf by leaf."""
    left, right, hangs = [], [], [None]
    for node in range(n_leaves - 1):
        leaf = node if deep else int(rng.integers(0, len(hangs)))
        if hangs[leaf] is not None:
            side, parent = hangs[leaf]
            side[parent] = node
        left.append(~leaf)
        right.append(~len(hangs))
        hangs[leaf] = (left, node)
        hangs.append((right, node))
    return left, right


def _starts(sizes):
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
