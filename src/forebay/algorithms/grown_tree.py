"""One tree of nodes in any order, brought into the order of a Forest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.forest import Forest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class GrownTree:
    """The nodes and leaves of one tree; see ``Forest``."""

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    missing: NDArray[np.uint8]
    default_left: NDArray[np.bool_]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    sets: tuple[NDArray[np.uint32], ...]
    leaf_value: NDArray[np.float64]
    leaf_count: NDArray[Any]
    gain: NDArray[np.float64]
    cover: NDArray[np.float64]


def constant_tree(value: float) -> GrownTree:
    """Return a tree that gives every row the same."""
    none = np.empty(0)
    return GrownTree(
        none.astype(np.int32),
        none.astype(np.float32),
        none.astype(np.uint8),
        none.astype(np.bool_),
        none.astype(np.int32),
        none.astype(np.int32),
        (),
        np.array([value]),
        np.zeros(1),
        none,
        none,
    )


def forest_of(trees: Sequence[GrownTree], n_features: int, n_outputs: int) -> Forest:
    """Return the trees one after the other; tree t is of output ``t % n_outputs``."""
    sets = [words for tree in trees for words in tree.sets]

    def joined(name: str, kind: Any) -> NDArray[Any]:
        return np.concatenate([*(getattr(tree, name) for tree in trees), np.empty(0, kind)])

    return Forest(
        n_features=n_features,
        n_outputs=n_outputs,
        tree_start=_starts([len(tree.feature) for tree in trees]),
        leaf_start=_starts([len(tree.leaf_value) for tree in trees]),
        feature=joined("feature", np.int32),
        threshold=joined("threshold", np.float32),
        missing=joined("missing", np.uint8),
        default_left=joined("default_left", np.bool_),
        left=joined("left", np.int32),
        right=joined("right", np.int32),
        set_start=_starts([len(words) for words in sets]),
        set_words=np.concatenate([*sets, np.empty(0, np.uint32)]),
        leaf_value=joined("leaf_value", np.float64),
        leaf_count=joined("leaf_count", np.float64),
        gain=joined("gain", np.float64),
        cover=joined("cover", np.float64),
    )


def _starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
