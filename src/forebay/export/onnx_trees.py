"""A forest as nodes of an ONNX graph.

Numbers go into one TreeEnsembleRegressor. Whether a category is in the set of a split is looked up
in a table of truth values and becomes a column of its own, which the ensemble compares with 0.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import MISSING_NONE, MISSING_ZERO, category_table
from forebay.errors import ProjectError
from forebay.export.onnx_expressions import ML_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.tree_model import TreeModel
    from forebay.export.onnx_features import MatrixNode
    from forebay.export.onnx_nodes import OnnxNodes

_HALF: Final = 0.5


def onnx_trees(nodes: OnnxNodes, model: TreeModel, matrix: Sequence[MatrixNode]) -> str:
    """Add the nodes of a forest; return its raw scores, float64, shape (n_rows, n_outputs)."""
    forest = model.forest
    if bool((forest.missing == MISSING_ZERO).any()):
        raise ProjectError.of(
            "not-supported",
            "the model cannot be written as ONNX: its trees take 0 for missing",
            hint="use ML.PREDICT.",
        )
    dtype = str(forest.threshold.dtype)
    columns, source = _columns(nodes, forest, matrix, dtype)
    features = nodes.add("Concat", *columns, axis=1) if len(columns) > 1 else columns[0]
    summed = nodes.add(
        "TreeEnsembleRegressor",
        features,
        domain=ML_DOMAIN,
        n_targets=forest.n_outputs,
        aggregate_function="SUM",
        post_transform="NONE",
        **_ensemble(forest, source, dtype),
    )
    as_double = nodes.add("Cast", summed, to=11)
    return nodes.add("Add", as_double, nodes.constant([[model.base_score]], "float64"))


def _columns(
    nodes: OnnxNodes, forest: Forest, matrix: Sequence[MatrixNode], dtype: str
) -> tuple[list[str], NDArray[np.int64]]:
    """Return the columns of the ensemble, and which one each split looks at."""
    kind = 1 if dtype == "float32" else 11
    columns: list[str] = []
    place: dict[object, int] = {}
    source = np.empty(forest.n_nodes, np.int64)
    for node in range(forest.n_nodes):
        feature = int(forest.feature[node])
        words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
        key: object = (feature, words.tobytes()) if len(words) else feature
        if key not in place:
            place[key] = len(columns)
            if len(words):
                columns.append(_is_outside(nodes, matrix[feature], forest, node, dtype))
            else:
                columns.append(nodes.add("Cast", _number(nodes, matrix[feature]), to=kind))
        source[node] = place[key]
    if not columns:  # trees of one leaf still need a row each
        columns.append(nodes.add("Cast", _number(nodes, matrix[0]), to=kind))
    return columns, source


def _number(nodes: OnnxNodes, node: MatrixNode) -> str:
    """Return a matrix column as numbers; the code of an unknown category is NaN."""
    if not node.is_code:
        return node.name
    code = nodes.add("Cast", node.name, to=11)
    unknown = nodes.add("Less", code, nodes.constant([[0.0]], "float64"))
    return nodes.add("Where", unknown, nodes.constant([[float("nan")]], "float64"), code)


def _is_outside(nodes: OnnxNodes, node: MatrixNode, forest: Forest, split: int, dtype: str) -> str:
    """Return 0 for a category that the split sends left, 1 for any other."""
    table = category_table(forest, split)  # of code -1, 0, ..., and all higher ones
    one = nodes.constant([[1]], "int64")
    last = nodes.constant([[len(table) - 1]], "int64")
    index = nodes.add("Min", nodes.add("Add", node.name, one), last)
    values = nodes.constant(np.where(table, 0.0, 1.0), dtype)
    return nodes.add("Gather", values, index, axis=0)


def _ensemble(forest: Forest, source: NDArray[np.int64], dtype: str) -> dict[str, Any]:
    """Return the attributes of the trees: splits first, then leaves, tree by tree."""
    from onnx import numpy_helper

    parts: dict[str, list[Any]] = {name: [] for name in _NODE_FIELDS}
    values: list[NDArray[Any]] = []
    leaves: dict[str, list[Any]] = {"treeids": [], "nodeids": [], "ids": []}
    for tree in range(forest.n_trees):
        start, stop = forest.tree_start[tree : tree + 2].tolist()
        first, last = forest.leaf_start[tree : tree + 2].tolist()
        n, n_leaves = stop - start, last - first
        is_set = forest.is_set[start:stop]
        threshold = forest.threshold[start:stop]
        missing = np.where(
            forest.missing[start:stop] == MISSING_NONE,
            threshold >= 0,
            forest.default_left[start:stop],
        )
        rest = [0] * n_leaves
        parts["treeids"] += [tree] * (n + n_leaves)
        parts["nodeids"] += range(n + n_leaves)
        parts["featureids"] += [*source[start:stop].tolist(), *rest]
        parts["modes"] += ["BRANCH_LEQ"] * n + ["LEAF"] * n_leaves
        for name, child in (("truenodeids", forest.left), ("falsenodeids", forest.right)):
            of_tree = child[start:stop]
            parts[name] += [*np.where(of_tree >= 0, of_tree, n + ~of_tree).tolist(), *rest]
        parts["missing_value_tracks_true"] += [*(missing & ~is_set).astype(int).tolist(), *rest]
        values += [np.where(is_set, _HALF, threshold), np.zeros(n_leaves)]
        leaves["treeids"] += [tree] * n_leaves
        leaves["nodeids"] += range(n, n + n_leaves)
        leaves["ids"] += [tree % forest.n_outputs] * n_leaves
    split_at = np.concatenate([*values, np.empty(0)]).astype(dtype)
    weights = forest.leaf_value.astype(dtype)
    found: dict[str, Any] = {f"nodes_{name}": part for name, part in parts.items()}
    found |= {f"target_{name}": part for name, part in leaves.items()}
    if dtype == "float32":
        return found | {"nodes_values": split_at.tolist(), "target_weights": weights.tolist()}
    return found | {
        "nodes_values_as_tensor": numpy_helper.from_array(split_at, "values"),
        "target_weights_as_tensor": numpy_helper.from_array(weights, "weights"),
    }


_NODE_FIELDS: Final = (
    "treeids", "nodeids", "featureids", "modes", "truenodeids", "falsenodeids",
    "missing_value_tracks_true",
)  # fmt: skip
