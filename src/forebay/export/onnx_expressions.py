"""Frozen expressions as nodes of an ONNX graph.

A number or a truth value is a tensor of float64, shape (n_rows, 1), in which NaN is NULL; a text a
tensor of strings, in which the empty text is NULL.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.export.onnx_joined import onnx_joined
from forebay.features.expression import (
    Apply,
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

    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.features.expression import Expression

ML_DOMAIN: Final = "ai.onnx.ml"
_ARITHMETIC: Final = {"+": "Add", "-": "Sub", "*": "Mul", "/": "Div"}
_COMPARE: Final = {
    "=": "Equal", "<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual",
}  # fmt: skip
# Operations of one and of two numbers. Whole numbers are exact in float64 up to 2^53.
_OPERATIONS: Final = {
    "integer_add": "Add", "integer_subtract": "Sub", "integer_multiply": "Mul",
    "integer_negate": "Neg", "integer_abs": "Abs", "integer_sign": "Sign",
    "double_negate": "Neg", "double_abs": "Abs", "double_sign": "Sign", "sqrt": "Sqrt",
    "exp": "Exp", "power": "Pow", "floor": "Floor", "ceil": "Ceil",
}  # fmt: skip
_LOGARITHMS: Final = {"ln": 1.0, "log10": math.log(10.0), "log2": math.log(2.0)}


@dataclass(frozen=True, slots=True)
class OnnxExpressions:
    """Adds the nodes of expressions over raw columns.

    Parameters
    ----------
    given
        The name of each tensor, by the name of its column in lower case.
    feature
        What is being written, for people.

    """

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
            case Apply(operation, arguments):
                return self._operation(expression, operation, arguments)
            case _:
                raise self._refused(expression)

    def _operation(self, whole: Expression, operation: str, arguments: Sequence[Expression]) -> str:
        if operation == "integer":
            return self.number(arguments[0])
        if operation in _OPERATIONS:
            return self.nodes.add(_OPERATIONS[operation], *map(self.number, arguments))
        if operation in _LOGARITHMS:
            base = self.nodes.constant([[_LOGARITHMS[operation]]], "float64")
            return self.nodes.add("Div", self.nodes.add("Log", self.number(arguments[0])), base)
        raise self._refused(whole)

    def text(self, expression: Expression) -> str:
        """Return texts."""
        match expression:
            case Input(name, kind) if value_kind(kind) == "text":
                return self.given[name.casefold()]
            case Text(value, "plain") if _is_text(value):
                return self.text(value)
            case Constant(str() | None as fixed):
                return self.nodes.texts([[fixed or ""]])
            case Coalesce(values):
                *firsts, last = [self.text(value) for value in values]
                for text in reversed(firsts):
                    last = self.nodes.add("Where", self._is(text, ""), last, text)
                return last
            case Case(branches, otherwise):
                found = self.text(otherwise)
                for condition, value in reversed(branches):
                    found = self.nodes.add(
                        "Where", self._condition(condition), self.text(value), found
                    )
                return found
            case _:
                raise self._refused(expression)

    def _is(self, tensor: str, text: str) -> str:
        """Return whether texts are equal to one; of comparisons ONNX has those of numbers alone."""
        found = self.nodes.add(
            "LabelEncoder",
            tensor,
            domain=ML_DOMAIN,
            keys_strings=[text],
            values_int64s=[1],
            default_int64=0,
        )
        return self.nodes.add("Cast", found, to=9)

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
            case IsNull(value) if _is_text(value):
                return self._is(self.text(value), "")
            case IsNull(value):
                return self.nodes.add("IsNaN", self.number(value))
            case Compare("=", value, Constant(str() as word)) if word and _is_text(value):
                return self._is(self.text(value), word)
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
            # What a one-hot encoder gives: codes from 1, 0 for what is unknown; perhaps one less.
            case Apply("integer_add", (Apply("integer", (Lookup() as found,)), Constant(int(by)))):
                return self.nodes.add("Add", self.code(found), self.nodes.constant([[by]], "int64"))
            case Constant(int(fixed)):
                return self.nodes.constant([[fixed]], "int64")
            case Case(branches, otherwise):
                code = self.code(otherwise)
                for condition, then in reversed(branches):
                    chosen = self._condition(condition)
                    code = self.nodes.add("Where", chosen, self.code(then), code)
                return code
            case Lookup(value, categories, null_code):
                found_code = self._looked_up(value, categories, null_code)
                if found_code is not None:
                    return found_code
            case _:
                pass
        raise self._refused(expression)

    def _looked_up(
        self, value: Expression, categories: Sequence[str], null_code: int | None
    ) -> str | None:
        match value:
            case Text(Input(name, kind), "plain"):
                tensor = self.given[name.casefold()]
                match value_kind(kind):
                    case "text" if "" not in categories:
                        return self.of_text(tensor, categories, null_code)
                    case "boolean" | "number" if kind.upper() in _WHOLE:
                        return self.of_number(tensor, categories, null_code)
            case Text(Apply("joined", parts), "plain"):
                return onnx_joined(self, parts, categories, null_code)
            case Text(text, "plain") if _is_text(text) and "" not in categories:
                return self.of_text(self.text(text), categories, null_code)
            case Text(number, "integer"):
                return self.of_number(self.number(number), categories, null_code)
            case _:
                pass
        return None

    def of_text(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str:
        """Return the place of each text among `categories`, -1 for any other."""
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

    def of_number(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str:
        """Return the place of each number among `categories`, -1 for any other."""
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
        if isinstance(expression, Apply):
            what = expression.operation
        return outside_onnx(f'the feature "{self.feature}" needs the operation {what}')


def _is_text(expression: Expression) -> bool:
    match expression:
        case Input(_, kind):
            return value_kind(kind) == "text"
        case Text() | Constant(str()):
            return True
        case Coalesce(values):
            return any(map(_is_text, values))
        case Case(branches, otherwise):
            return any(_is_text(value) for value in (otherwise, *(v for _, v in branches)))
        case _:
            return False


_WHOLE: Final = frozenset({"BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"})


def outside_onnx(why: str) -> ProjectError:
    """Return the error for what cannot be written."""
    return ProjectError.of(
        "not-supported",
        f"the model cannot be written as ONNX: {why}",
        hint="make that column in a table or view, and train on it; or use ML.PREDICT.",
    )
