"""One tree of an XGBoost model file, as the nodes of a Forest.

XGBoost sends a number left if it is below the split's condition, in float32; a category left if it
is *not* in the split's set, as are codes that no split knows; a missing value where the split says.
A Forest sends at most the threshold left, and a code in the set: so thresholds become the float32
before the condition, and the two sides of a set change places. A missing category has a code of its
own, which is in the set where the split sends it right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import MISSING_EXACT
from forebay.algorithms.grown_tree import GrownTree
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_WORD: Final = 32
_MOST_CATEGORIES: Final = 1 << 20


def xgboost_tree(
    tree: Mapping[str, Any], null_codes: Mapping[int, int], n_features: int, weight: float
) -> GrownTree:
    """Return one tree, renumbered from the root, children after their parents.

    Parameters
    ----------
    null_codes
        For each categorical feature the code that stands for a missing value.
    weight
        What the leaf values are multiplied by.

    Raises
    ------
    ProjectError
        ``model-file`` if the nodes are not a tree.

    """
    left = np.asarray(tree["left_children"], np.int64)
    right = np.asarray(tree["right_children"], np.int64)
    order, leaves = _from_the_root(left.tolist(), right.tolist())
    place = {node: i for i, node in enumerate(order)} | {n: ~i for i, n in enumerate(leaves)}
    feature = np.asarray(tree["split_indices"], np.int64)[order]
    if len(feature) and not (feature.min() >= 0 and feature.max() < n_features):
        raise _no_tree("it asks about a feature that there is not")
    condition = np.asarray(tree["split_conditions"], np.float32)
    default_left = np.asarray(tree["default_left"]).astype(np.bool_)[order]
    sets = _sets(tree, order, feature, default_left, null_codes)
    is_set = np.array([len(words) > 0 for words in sets], np.bool_)
    with np.errstate(under="ignore"):
        below = np.nextafter(condition[order], np.float32(-np.inf))
    to_left = np.array([place[n] for n in left[order].tolist()], np.int32)
    to_right = np.array([place[n] for n in right[order].tolist()], np.int32)
    hessian = np.asarray(tree["sum_hessian"], np.float64)
    return GrownTree(
        feature=feature.astype(np.int32),
        threshold=np.where(is_set, np.float32(0), below).astype(np.float32),
        missing=np.full(len(order), MISSING_EXACT, np.uint8),
        default_left=default_left,
        left=np.where(is_set, to_right, to_left).astype(np.int32),
        right=np.where(is_set, to_left, to_right).astype(np.int32),
        sets=sets,
        leaf_value=condition[leaves].astype(np.float64) * weight,
        leaf_count=hessian[leaves] if order else np.zeros(1),
        gain=np.asarray(tree["loss_changes"], np.float64)[order],
        cover=hessian[order],
    )


def category_splits(tree: Mapping[str, Any]) -> dict[int, NDArray[np.int64]]:
    """Return the categories of each node that has a set."""
    nodes = np.asarray(tree.get("categories_nodes", ()), np.int64).tolist()
    starts = np.asarray(tree.get("categories_segments", ()), np.int64).tolist()
    sizes = np.asarray(tree.get("categories_sizes", ()), np.int64).tolist()
    values = np.asarray(tree.get("categories", ()), np.int64)
    found = {
        node: values[start : start + size]
        for node, start, size in zip(nodes, starts, sizes, strict=True)
    }
    if any(len(v) and not (v.min() >= 0 and v.max() < _MOST_CATEGORIES) for v in found.values()):
        raise _no_tree("a category has a code that cannot be")
    return found


def _sets(
    tree: Mapping[str, Any],
    order: list[int],
    feature: NDArray[np.int64],
    default_left: NDArray[np.bool_],
    null_codes: Mapping[int, int],
) -> tuple[NDArray[np.uint32], ...]:
    none = np.empty(0, np.uint32)
    splits = category_splits(tree)
    kinds = np.asarray(tree.get("split_type", np.zeros(len(tree["left_children"]))))
    found = []
    for node, on, left in zip(order, feature.tolist(), default_left.tolist(), strict=True):
        if kinds[node] == 0:
            found.append(none)
            continue
        codes = splits.get(node, none).astype(np.int64).tolist()
        found.append(_words([*codes, *([] if left else [null_codes[on]])]))
    return tuple(found)


def _words(codes: list[int]) -> NDArray[np.uint32]:
    """Return a set as words of 32 bits; an empty set has one word, so that it stays a set."""
    bits = np.zeros(_WORD * (max(codes, default=0) // _WORD + 1), np.uint8)
    bits[codes] = 1
    return np.packbits(bits, bitorder="little").view("<u4").astype(np.uint32)


def _from_the_root(left: list[int], right: list[int]) -> tuple[list[int], list[int]]:
    """Return the splits and the leaves that are reached from node 0, parents first."""
    splits: list[int] = []
    leaves: list[int] = []
    waiting = [0]
    for _ in range(len(left)):
        if not waiting:
            break
        following: list[int] = []
        for node in waiting:
            if not 0 <= node < len(left):
                raise _no_tree("a child is missing")
            if left[node] < 0:
                leaves.append(node)
            else:
                splits.append(node)
                following += [left[node], right[node]]
        waiting = following
        if len(splits) + len(leaves) > len(left):
            break
    if waiting or not leaves or len({*splits, *leaves}) != len(splits) + len(leaves):
        raise _no_tree("its nodes go round in a circle")
    return splits, leaves


def _no_tree(detail: str) -> ProjectError:
    return ProjectError.of(
        "model-file",
        "the file holds a tree that is none",
        detail=f"{detail}.",
        hint="save the model once more with the library that trained it.",
    )
