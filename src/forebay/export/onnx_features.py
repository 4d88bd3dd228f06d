"""Frozen features as nodes of an ONNX graph: what TRANSFORM and preprocessing became.

A column of numbers comes in as a tensor of float64, shape (n_rows, 1), in which NaN is NULL; a
column of texts as a tensor of strings, in which the empty text is NULL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.export.onnx_expressions import OnnxExpressions, outside_onnx
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Column
    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.features.frozen_features import FrozenFeatures


@dataclass(frozen=True, slots=True)
class MatrixNode:
    """The result for one expression: float64, or int64 codes of a category; (n_rows, 1)."""

    name: str
    is_code: bool


def onnx_inputs(inputs: Sequence[Column]) -> list[Any]:
    """Return the graph's inputs, one for each raw column."""
    from onnx import TensorProto, helper

    found = []
    for column in inputs:
        kind = value_kind(column.type)
        if kind not in {"number", "boolean", "text"}:
            raise outside_onnx(f'the column "{column.name}" is {column.type}')
        tensor = TensorProto.STRING if kind == "text" else TensorProto.DOUBLE
        found.append(helper.make_tensor_value_info(column.name, tensor, ["rows", 1]))
    return found


def onnx_features(nodes: OnnxNodes, features: FrozenFeatures) -> list[MatrixNode]:
    """Add the nodes of all features; return one result for each.

    Raises
    ------
    ProjectError
        ``not-supported``: a feature is outside of what is written.

    """
    given = {c.name.casefold(): c.name for c in features.inputs}
    found = []
    for column, expression in zip(features.columns, features.expressions, strict=False):
        if column.position is not None or len(features.columns) != len(features.expressions):
            raise outside_onnx(f'the feature "{column.name}" is an array')
        writer = OnnxExpressions(nodes, given, column.name)
        if column.kind == "category":
            found.append(MatrixNode(writer.code(expression), is_code=True))
        else:
            found.append(MatrixNode(writer.number(expression), is_code=False))
    return found
