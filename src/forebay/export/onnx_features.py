"""Frozen features as nodes of an ONNX graph: what TRANSFORM and preprocessing became.

A column of numbers comes in as a tensor of float64, shape (n_rows, 1), in which NaN is NULL; a
column of texts as a tensor of strings, in which the empty text is NULL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import ProjectError
from forebay.features.expression import (
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    Input,
    IsNull,
    Lookup,
    Number,
    Text,
)
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Column
    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.features.expression import Expression
    from forebay.features.frozen_features import FrozenFeatures

ML_DOMAIN: Final = "ai.onnx.ml"
_ARITHMETIC: Final = {"+": "Add", "-": "Sub", "*": "Mul", "/": "Div"}
_COMPARE: Final = {
    "=": "Equal", "<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual",
}  # fmt: skip


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
            raise _outside(f'the column "{column.name}" is {column.type}')
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
            raise _outside(f'the feature "{column.name}" is an array')
        writer = _Writer(nodes, given, column.name)
        if column.kind == "category":
            found.append(MatrixNode(writer.code(expression), is_code=True))
        else:
            found.append(MatrixNode(writer.number(expression), is_code=False))
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    nodes: OnnxNodes
    given: dict[str, str]  # folded name to the tensor's
    feature: str

    def number(self, expression: Expression) -> str:  # noqa: PLR0911 - one line per operation
        """Return a float64 result."""
        match expression:
            case Input(name, kind) if value_kind(kind) in {"number", "boolean"}:
                return self._rounded(self.given[name.casefold()], kind)
            case Number(value):
                return self.number(value)
            case Constant(bool() | int() | float() | None as fixed):
                given = float("nan") if fixed is None else float(fixed)
                return self.nodes.constant([[given]], "float64")
            case Arithmetic(operator, left, right):
                return self.nodes.add(_ARITHMETIC[operator], self.number(left), self.number(right))
            case Coalesce(values):
                return self._first_known([self.number(value) for value in values])
            case Case(branches, otherwise):
                return self._case(branches, otherwise)
            case Lookup():
                return self.nodes.add("Cast", self.code(expression), to=11)  # DOUBLE
            case _:
                raise self._refused(expression)

    def _first_known(self, names: Sequence[str]) -> str:
        *firsts, last = names
        for name in reversed(firsts):
            last = self.nodes.add("Where", self.nodes.add("IsNaN", name), last, name)
        return last

    def _case(
        self, branches: Sequence[tuple[Expression, Expression]], otherwise: Expression
    ) -> str:
        found = self.number(otherwise)
        for condition, value in reversed(branches):
            found = self.nodes.add("Where", self._condition(condition), self.number(value), found)
        return found

    def _rounded(self, tensor: str, kind: str) -> str:
        """Return a number as the type of training holds it."""
        if kind.upper() != "FLOAT":
            return tensor
        return self.nodes.add("Cast", self.nodes.add("Cast", tensor, to=1), to=11)

    def _condition(self, expression: Expression) -> str:
        match expression:
            case IsNull(value):
                return self.nodes.add("IsNaN", self.number(value))
            case Compare("<>", left, right):
                equal = self.nodes.add("Equal", self.number(left), self.number(right))
                gone = [self.nodes.add("IsNaN", self.number(side)) for side in (left, right)]
                return self.nodes.add(
                    "Not", self.nodes.add("Or", equal, self.nodes.add("Or", *gone))
                )
            case Compare(operator, left, right):
                return self.nodes.add(_COMPARE[operator], self.number(left), self.number(right))
            case _:
                raise self._refused(expression)

    def code(self, expression: Expression) -> str:
        """Return int64 codes."""
        match expression:
            case Lookup(Text(Input(name, kind), "plain"), categories, null_code):
                tensor = self.given[name.casefold()]
                match value_kind(kind):
                    case "text" if "" not in categories:
                        return self._of_text(tensor, categories, null_code)
                    case "boolean" | "number" if kind.upper() in _WHOLE:
                        return self._of_number(tensor, categories, null_code)
            case Lookup(Text(value, "integer"), categories, null_code):
                return self._of_number(self.number(value), categories, null_code)
            case _:
                pass
        raise self._refused(expression)

    def _of_text(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str:
        keys = list(categories)
        values = list(range(len(keys)))
        if null_code is not None:
            keys, values = [*keys, ""], [*values, null_code]
        return self.nodes.add(
            "LabelEncoder",
            tensor,
            domain=ML_DOMAIN,
            keys_strings=keys,
            values_int64s=values,
            default_int64=-1,
        )

    def _of_number(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str:
        words = {"true": 1.0, "false": 0.0}
        keys = [words[c] if c in words else float(c) for c in categories]
        # A code is the place of the one key that is equal, or -1: found by comparing with all.
        equal = self.nodes.add("Equal", tensor, self.nodes.constant([keys], "float64"))
        place = self.nodes.constant([[i + 1 for i in range(len(keys))]], "int64")
        told = self.nodes.add("Mul", self.nodes.add("Cast", equal, to=7), place)
        axis = self.nodes.constant([1], "int64")
        found = self.nodes.add("ReduceSum", told, axis, keepdims=1)
        code = self.nodes.add("Sub", found, self.nodes.constant([[1]], "int64"))
        if null_code is None:
            return code
        null = self.nodes.constant([[null_code]], "int64")
        return self.nodes.add("Where", self.nodes.add("IsNaN", tensor), null, code)

    def _refused(self, expression: Expression) -> ProjectError:
        what = type(expression).__name__
        return _outside(f'the feature "{self.feature}" needs the operation {what}')


_WHOLE: Final = frozenset({"BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"})


def _outside(why: str) -> ProjectError:
    return ProjectError.of(
        "not-supported",
        f"the model cannot be written as ONNX: {why}",
        hint="make that column in a table or view, and train on it; or use ML.PREDICT.",
    )
