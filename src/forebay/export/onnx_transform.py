"""The columns of a TRANSFORM clause as outputs of an ONNX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.export.onnx_expressions import OnnxExpressions, outside_onnx
from forebay.features.expression import MakeStruct
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.features.expression import Expression
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.transform_output import TransformOutput


def onnx_transform(nodes: OnnxNodes, features: FrozenFeatures) -> list[tuple[str, int, str]]:
    """Add the nodes of a clause; return name, width and kind of each output.

    A number or a truth value is a float64, NaN for NULL; a text is a text, empty for NULL. Each
    field of a STRUCT is an output, ``column.field``.

    Raises
    ------
    ProjectError
        ``not-supported``: a column is outside of what is written.

    """
    given = {c.name.casefold(): c.name for c in features.inputs}
    found = []
    for name, kind, expression in _fields(features):
        writer = OnnxExpressions(nodes, given, name)
        is_text = kind == "text"
        value = writer.text(expression) if is_text else writer.number(expression)
        # A column that is handed on has its name as an input already.
        output = f"{name}_out" if name.casefold() in given else name
        nodes.give(value, output)
        found.append((output, 1, "text" if is_text else "float64"))
    return found


def transformed_rows(
    answered: list[NDArray[Any]], features: FrozenFeatures
) -> list[tuple[object, ...]]:
    """Return what a graph answered as rows of the clause's columns."""
    values = iter(answered)
    columns: list[list[object]] = []
    for output in _outputs(features):
        match output.expression:
            case MakeStruct(fields):
                parts = {field: _plain(next(values)) for field, _ in fields}
                rows = zip(*parts.values(), strict=True)
                columns.append([dict(zip(parts, row, strict=True)) for row in rows])
            case _:
                columns.append(_plain(next(values)))
    return list(zip(*columns, strict=True))


def _plain(values: NDArray[Any]) -> list[object]:
    found: list[Any] = values[:, 0].tolist()
    if values.dtype.kind == "f":
        return [None if value != value else value for value in found]  # noqa: PLR0124 - NaN
    return [value or None for value in found]


def _outputs(features: FrozenFeatures) -> list[TransformOutput]:
    return [output for output in features.outputs if not output.is_role]


def _fields(features: FrozenFeatures) -> Iterator[tuple[str, str, Expression]]:
    """Yield name, kind and expression of each output."""
    for output in _outputs(features):
        match output.expression:
            case MakeStruct(fields):
                # Of a STRUCT of one kind: products are numbers, crosses texts.
                kind = "text" if "VARCHAR" in output.type.upper() else "number"
                for field, value in fields:
                    yield f"{output.name}.{field}", kind, value
            case expression:
                kind = value_kind(output.type)
                if kind not in {"number", "boolean", "text"}:
                    raise outside_onnx(f'the column "{output.name}" is {output.type}')
                yield output.name, kind, expression
