"""Read LightGBM's own text form of a model into a Forest.

The text holds thresholds and leaf values with 17 significant digits, so that nothing is lost; its
JSON form does not promise that. Format: LightGBM ``src/io/tree.cpp``, ``Tree::ToString``, v4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import Forest, round_down_to_float32
from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# Bits of LightGBM's decision_type (include/LightGBM/tree.h).
_CATEGORICAL: Final = 1
_DEFAULT_LEFT: Final = 2
_MISSING_SHIFT: Final = 2


def read_lightgbm_text(text: str, *, thresholds: type[np.floating[Any]] = np.float32) -> Forest:
    """Return the forest of a LightGBM model text; InternalError if it is not of version 4.

    Parameters
    ----------
    thresholds
        float32 for models that were grown on float32; float64 for any others.

    """
    head, *parts = text.split("\nTree=")
    header = _fields(head)
    if header.get("version") != "v4":
        raise InternalError.of("lightgbm-format", "LightGBM's model text is not of version 4")
    trees = [_fields(part.split("\nend of trees", 1)[0]) for part in parts]
    if any(tree.get("is_linear", "0") != "0" for tree in trees):
        raise InternalError.of("lightgbm-format", "LightGBM's model has linear leaves")
    nodes = [_nodes(tree, thresholds) for tree in trees]
    leaves = [_numbers(tree, "leaf_value", np.float64) for tree in trees]
    sets = [words for tree in trees for words in _sets(tree)]
    joined = {name: np.concatenate([n[name] for n in nodes]) for name in _EMPTY} if nodes else {}
    if joined:
        joined["threshold"] = joined["threshold"].astype(thresholds)
    return Forest(
        n_features=int(header["max_feature_idx"]) + 1,
        n_outputs=int(header["num_tree_per_iteration"]),
        tree_start=_starts([len(n["feature"]) for n in nodes]),
        leaf_start=_starts([len(values) for values in leaves]),
        set_start=_starts([len(words) for words in sets]),
        set_words=np.concatenate([*sets, np.empty(0, np.uint32)]),
        leaf_value=np.concatenate([*leaves, np.empty(0)]),
        leaf_count=np.concatenate([*map(_counts, trees), np.empty(0, np.int64)]),
        **(joined or _EMPTY),
    )


def _fields(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def _starts(lengths: list[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


_EMPTY: Final[Mapping[str, NDArray[Any]]] = {
    "feature": np.empty(0, np.int32),
    "threshold": np.empty(0, np.float32),
    "missing": np.empty(0, np.uint8),
    "default_left": np.empty(0, np.bool_),
    "left": np.empty(0, np.int32),
    "right": np.empty(0, np.int32),
    "gain": np.empty(0, np.float64),
    "cover": np.empty(0, np.float64),
}


def _nodes(
    tree: Mapping[str, str], thresholds: type[np.floating[Any]]
) -> Mapping[str, NDArray[Any]]:
    if int(tree["num_leaves"]) < 2:  # noqa: PLR2004 - a tree that is one leaf has no splits
        return _EMPTY
    decision = _numbers(tree, "decision_type", np.int64)
    threshold = _numbers(tree, "threshold", np.float64)
    is_set = (decision & _CATEGORICAL) != 0
    number = np.where(is_set, 0.0, threshold)
    return {
        "feature": _numbers(tree, "split_feature", np.int32),
        "threshold": round_down_to_float32(number) if thresholds is np.float32 else number,
        "missing": ((decision >> _MISSING_SHIFT) & 3).astype(np.uint8),
        "default_left": (decision & _DEFAULT_LEFT) != 0,
        "left": _numbers(tree, "left_child", np.int32),
        "right": _numbers(tree, "right_child", np.int32),
        "gain": _numbers(tree, "split_gain", np.float64),
        "cover": _numbers(tree, "internal_weight", np.float64),
    }


def _counts(tree: Mapping[str, str]) -> NDArray[np.int64]:
    if int(tree["num_leaves"]) < 2:  # noqa: PLR2004 - as above
        return np.zeros(1, np.int64)
    return _numbers(tree, "leaf_count", np.int64)


def _sets(tree: Mapping[str, str]) -> list[NDArray[np.uint32]]:
    """Return the words of each node's category set; no words where a node compares numbers."""
    if int(tree["num_leaves"]) < 2:  # noqa: PLR2004 - as above
        return []
    decision = _numbers(tree, "decision_type", np.int64)
    none = np.empty(0, np.uint32)
    if int(tree["num_cat"]) == 0:
        return [none] * len(decision)
    bounds = _numbers(tree, "cat_boundaries", np.int64)
    words = _numbers(tree, "cat_threshold", np.uint32)
    # A categorical node's threshold is the number of its set within the tree.
    is_set = (decision & _CATEGORICAL) != 0
    number = np.where(is_set, _numbers(tree, "threshold", np.float64), 0).astype(np.int64)
    return [
        words[bounds[i] : bounds[i + 1]] if has_set else none
        for has_set, i in zip(is_set, number, strict=True)
    ]


def _numbers(tree: Mapping[str, str], name: str, kind: type[Any]) -> NDArray[Any]:
    return np.array(tree[name].split(), dtype=kind)
