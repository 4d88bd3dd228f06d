"""Principal components as nodes of an ONNX graph, in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.export.onnx_codes import onnx_rows_of_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.principal_components import PrincipalComponents
    from forebay.export.onnx_features import MatrixNode
    from forebay.export.onnx_nodes import OnnxNodes


def onnx_components(
    nodes: OnnxNodes, model: PrincipalComponents, matrix: Sequence[MatrixNode]
) -> str:
    """Add the nodes of a reduction; return what its ``score`` does, shape (n_rows, n_outputs).

    Coordinates are added up column by column; what they leave out of a row is the square of the
    row less those of its coordinates, because directions are orthonormal.
    """
    arrays = model.arrays()
    own = np.split(arrays["directions"], np.cumsum(arrays["size"])[:-1], axis=1)
    place = nodes.constant(np.zeros((1, model.n_components)), "float64")
    square = nodes.constant([[0.0]], "float64")
    for node, directions, unit in zip(matrix, own, arrays["unit"].tolist(), strict=True):
        if node.is_code:
            nothing = np.zeros((1, model.n_components))
            part = onnx_rows_of_codes(nodes, node.name, np.concatenate([directions.T, nothing]))
            ones = np.append(np.ones(directions.shape[1]), 0.0)[:, None]
            own_square = onnx_rows_of_codes(nodes, node.name, ones)
        else:
            value = nodes.add("Mul", node.name, nodes.constant([[unit]], "float64"))
            part = nodes.add("Mul", value, nodes.constant(directions.T, "float64"))
            own_square = nodes.add("Mul", value, value)
        place = nodes.add("Add", place, part)
        square = nodes.add("Add", square, own_square)
    told = nodes.add(
        "ReduceSum", nodes.add("Mul", place, place), nodes.constant([1], "int64"), keepdims=1
    )
    rest = nodes.add("Max", nodes.add("Sub", square, told), nodes.constant([[0.0]], "float64"))
    return nodes.add("Concat", place, rest, square, axis=1)


def component_outputs(nodes: OnnxNodes, scores: str, count: int) -> list[tuple[str, int, str]]:
    """Give what ML.PREDICT does: name, width and kind of each output."""
    for i in range(count):
        column = nodes.add("Gather", scores, nodes.constant([i], "int64"), axis=1)
        nodes.give(column, f"principal_component_{i + 1}")
    return [(f"principal_component_{i + 1}", 1, "float64") for i in range(count)]
