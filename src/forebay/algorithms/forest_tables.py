"""The tables from which the compiled library scores a Forest; ``native/forest.h`` says of each."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.fold_order import FoldOrder
from forebay.algorithms.forest_shape import ForestShape
from forebay.algorithms.node_codes import NodeCodes
from forebay.algorithms.node_views import NodeViews

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_MOST_LEAVES: Final = 256  # of a tree that is folded: the number of a leaf fits a byte
_LEFT_IS_LEAF: Final = 1
_RIGHT_IS_LEAF: Final = 2
_TESTS_BIT: Final = 4
_WORDS_OF_ONES: Final = 2_048  # one bit for each code of 16 bits
_STEP: Final = np.dtype(
    {
        "names": ["part", "test", "kind", "into", "left", "right"],
        "formats": ["u4", "u1", "u1", "u1", "u1", "u1"],
        "offsets": [0, 4, 5, 6, 7, 8],
        "itemsize": 12,
    }
)
_NODE: Final = np.dtype([("child", "u4"), ("part", "u2"), ("limit", "u2")])


class _Struct(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("n_outputs", "n_trees", "n_views", "n_narrow")),
        *((name, ctypes.c_int64) for name in ("n_wide", "is_double", "has_sets")),
        *((name, ctypes.c_void_p) for name in ("thresholds", "views", "narrow", "bit_tables")),
        *((name, ctypes.c_void_p) for name in ("wide_start", "step_start", "steps", "folds")),
        *((name, ctypes.c_void_p) for name in ("leaf_start", "leaf_values", "roots", "nodes")),
        *((name, ctypes.c_void_p) for name in ("node_values", "sets", "words")),
    )


@dataclass(frozen=True, eq=False)
class ForestTables:
    """Arrays by the names of ``struct ForestTables``, and its numbers."""

    numbers: dict[str, int]
    arrays: dict[str, NDArray[Any]]

    @cached_property
    def struct_address(self) -> int:
        """Where a ``struct ForestTables`` lies that is filled from these; it lives as they do."""
        return ctypes.addressof(self._struct)

    @cached_property
    def _struct(self) -> _Struct:
        struct = _Struct(**self.numbers)
        for name, array in self.arrays.items():
            setattr(struct, name, array.ctypes.data)
        return struct

    @classmethod
    def of(cls, forest: Forest) -> ForestTables | None:
        """Return the tables; None for a forest that they cannot hold.

        They cannot hold a threshold that is NaN, categories from number 65,534 on, more than
        65,535 ways of looking at a feature, and sets that would fill 256 MiB.
        """
        if not _in_range(forest):
            return None
        shape = ForestShape.of(forest)
        folds = np.diff(forest.leaf_start) <= _MOST_LEAVES
        codes = NodeCodes.of(forest, NodeViews(forest), folds[shape.tree[: shape.n_nodes]])
        if codes is None:
            return None
        numbers = {
            "n_outputs": forest.n_outputs,
            "n_trees": forest.n_trees,
            "n_views": len(codes.views),
            "n_narrow": len(codes.narrow),
            "n_wide": len(codes.wide_start),
            "is_double": int(forest.threshold.dtype == np.float64),
            "has_sets": int(forest.is_set.any()),
        }
        arrays = {
            "thresholds": codes.thresholds,
            "views": codes.views,
            "narrow": codes.narrow,
            "bit_tables": codes.bit_tables,
            "wide_start": codes.wide_start,
            "folds": folds.astype(np.uint8),
            "leaf_start": forest.leaf_start.astype(np.int64),
            "leaf_values": np.concatenate([forest.leaf_value, np.zeros(_MOST_LEAVES)]),
            **_steps(forest, shape, codes, folds),
            **_nodes(forest, shape, codes),
        }
        return cls(numbers, {name: np.ascontiguousarray(array) for name, array in arrays.items()})


def _in_range(forest: Forest) -> bool:
    """Return whether no position leads out of an array, and every threshold is a number."""
    starts = forest.set_start
    return bool(
        not np.isnan(forest.threshold).any()
        and forest.feature.min(initial=0) >= 0
        and forest.feature.max(initial=-1) < forest.n_features
        and starts[0] >= 0
        and starts[-1] <= len(forest.set_words)
        and (np.diff(starts) >= 0).all()
        and forest.n_trees
    )


def _steps(
    forest: Forest, shape: ForestShape, codes: NodeCodes, folds: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """Return the steps of the trees that are folded."""
    order = FoldOrder.of(forest, shape)
    steps = np.zeros(forest.n_nodes, _STEP)
    at = order.position
    folded = folds[shape.tree[: shape.n_nodes]]
    for name, values in (
        ("part", codes.narrow_part),
        ("test", codes.narrow_test),
        ("into", order.into),
        ("left", order.left),
        ("right", order.right),
        (
            "kind",
            _LEFT_IS_LEAF * (shape.left >= shape.n_nodes)
            + _RIGHT_IS_LEAF * (shape.right >= shape.n_nodes)
            + _TESTS_BIT * forest.is_set,
        ),
    ):
        steps[name][at[folded]] = values[folded]
    return {"steps": steps, "step_start": forest.tree_start.astype(np.int64)}


def _nodes(forest: Forest, shape: ForestShape, codes: NodeCodes) -> dict[str, NDArray[Any]]:
    """Return nodes and leaves, tree by tree and level by level, siblings side by side."""
    by_level = np.concatenate(shape.levels)
    order = by_level[np.argsort(shape.tree[by_level], kind="stable")]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    inner, leaf = place[: shape.n_nodes], place[shape.n_nodes :]
    nodes = np.zeros(len(order), _NODE)
    nodes["child"][inner] = place[shape.left]
    nodes["part"][inner] = codes.wide_part
    nodes["limit"][inner] = codes.wide_limit
    nodes["child"][leaf] = leaf
    nodes["limit"][leaf] = 0xFFFF
    values = np.zeros(len(order))
    values[leaf] = forest.leaf_value
    found = {"roots": place[shape.roots].astype(np.uint32), "nodes": nodes, "node_values": values}
    if not forest.is_set.any():
        return found
    sets = np.zeros(len(order), np.uint32)
    sets[inner] = np.where(forest.is_set, _WORDS_OF_ONES + forest.set_start[:-1], 0)
    ones = np.full(_WORDS_OF_ONES, 0xFFFFFFFF, np.uint32)
    return found | {"sets": sets, "words": np.concatenate([ones, forest.set_words])}
