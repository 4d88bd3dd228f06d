"""A linear model as nodes of an ONNX graph, in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.linear_model import LinearModel
    from forebay.export.onnx_features import MatrixNode
    from forebay.export.onnx_nodes import OnnxNodes


def onnx_linear(nodes: OnnxNodes, model: LinearModel, matrix: Sequence[MatrixNode]) -> str:
    """Add the nodes of a linear model; return its raw scores, shape (n_rows, n_outputs).

    Columns are added one after the other, as the model itself does.
    """
    total = nodes.constant(model.intercept[None, :], "float64")
    for column, node in enumerate(matrix):
        weight = model.weight[model.start[column] : model.start[column + 1]]
        if not model.is_category[column]:
            part = nodes.add("Mul", node.name, nodes.constant(weight, "float64"))
        else:
            # Code -1 and codes without a weight add nothing: the first and the last row.
            nothing = np.zeros((1, model.n_outputs))
            table = nodes.constant(np.concatenate([nothing, weight, nothing]), "float64")
            one = nodes.constant([[1]], "int64")
            last = nodes.constant([[len(weight) + 1]], "int64")
            index = nodes.add("Min", nodes.add("Add", node.name, one), last)
            flat = nodes.add("Squeeze", index, nodes.constant([1], "int64"))
            part = nodes.add("Gather", table, flat, axis=0)
        total = nodes.add("Add", total, part)
    return total
