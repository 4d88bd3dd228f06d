"""The tables from which the compiled library splits predictions; see ``native/forest.h``."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from numpy.polynomial.legendre import leggauss

from forebay.algorithms.forest import category_table
from forebay.algorithms.node_views import NodeViews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.tree_paths import TreePaths

_BRANCH: Final = np.dtype(
    [("parent", "i4"), ("earlier", "i4"), ("feature", "i4"), ("is_leaf", "i4"),
     ("share", "f8"), ("value", "f8")]
)  # fmt: skip
_DECISION: Final = np.dtype(
    [("set_start", "i8"), ("set_size", "i8"), ("threshold", "f8"), ("source", "i4"),
     ("unused", "i4")]
)  # fmt: skip
_ARRAYS: Final = (
    "tree_start", "n_points", "points", "weights", "branches", "decisions", "sets",
)  # fmt: skip


class _Struct(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("n_outputs", "n_features", "n_trees", "is_double")),
        *((name, ctypes.c_void_p) for name in _ARRAYS),
    )


@dataclass(frozen=True, eq=False)
class PartTables:
    """Arrays by the names of ``struct PartTables``, and its numbers."""

    numbers: dict[str, int]
    arrays: dict[str, NDArray[Any]]

    @cached_property
    def struct_address(self) -> int:
        """Where a ``struct PartTables`` lies that is filled from these; it lives as they do."""
        return ctypes.addressof(self._struct)

    @cached_property
    def _struct(self) -> _Struct:
        addresses = {name: array.ctypes.data for name, array in self.arrays.items()}
        return _Struct(**self.numbers, **addresses)

    @classmethod
    def of(cls, forest: Forest, trees: Sequence[TreePaths]) -> Self:
        """Return the tables of a forest and its paths."""
        numbers = {
            "n_outputs": forest.n_outputs,
            "n_features": forest.n_features,
            "n_trees": forest.n_trees,
            "is_double": int(forest.threshold.dtype == np.float64),
        }
        n_points = np.array([(tree.most_features + 1) // 2 for tree in trees], np.int64)
        rules = [leggauss(n) for n in range(1, int(n_points.max(initial=1)) + 1)]
        branches = [_branches(tree) for tree in trees]
        decisions, sets = _decisions(forest, trees)
        arrays = {
            "tree_start": np.cumsum([0, *map(len, branches)]).astype(np.int64),
            "n_points": n_points,
            "points": np.concatenate([(points + 1) / 2 for points, _ in rules]),
            "weights": np.concatenate([weights / 2 for _, weights in rules]),
            "branches": np.concatenate([*branches, np.empty(0, _BRANCH)]),
            "decisions": decisions,
            "sets": sets,
        }
        return cls(numbers, {name: arrays[name] for name in _ARRAYS})


def _branches(tree: TreePaths) -> NDArray[Any]:
    found = np.zeros(len(tree.parent), _BRANCH)
    for name in ("parent", "earlier", "feature", "share"):
        found[name] = getattr(tree, name)
    found["is_leaf"][tree.leaf_branch] = 1
    found["value"][tree.leaf_branch] = tree.leaf_value
    return found


def _decisions(
    forest: Forest, trees: Sequence[TreePaths]
) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """Return the nodes of all trees in the order of their branches, and the bytes of their sets."""
    nodes = np.concatenate([*(tree.node[1::2] for tree in trees), np.empty(0, np.intp)])
    found = np.zeros(len(nodes), _DECISION)
    found["threshold"] = forest.threshold[nodes]
    found["source"] = NodeViews(forest).source[nodes]
    sets, length = [np.zeros(1, np.uint8)], 1
    for at in np.flatnonzero(forest.is_set[nodes]):
        table = category_table(forest, int(nodes[at])).astype(np.uint8)
        found["set_start"][at], found["set_size"][at] = length, len(table)
        sets.append(table)
        length += len(table)
    return found, np.concatenate(sets)
