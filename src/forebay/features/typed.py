"""Expressions with their kinds: which operation a piece of SQL means, by what it is applied to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    Input,
    IsNull,
    Number,
    Text,
)
from forebay.features.operations import KIND_TYPES, OPERATIONS
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Column
    from forebay.features.expression import ArithmeticOperator, CompareOperator, Expression
    from forebay.features.operations import Kind


class OutsideTheSetError(Exception):
    """The SQL is outside of the closed set of operations: the engine alone can compute it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression and the kind of its value."""

    expression: Expression
    kind: Kind

    @property
    def type(self) -> str:
        """The engine's type of the value."""
        return KIND_TYPES[self.kind]


_SMALL_INTEGER: Final = re.compile(r"TINYINT|SMALLINT|INTEGER|U(TINYINT|SMALLINT|INTEGER)")
_NUMBERS: Final = re.compile(r"(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|FLOAT|DECIMAL\(.*\))\[\]")
_INTEGER_OPERATORS: Final = {
    "+": "integer_add",
    "-": "integer_subtract",
    "*": "integer_multiply",
    "//": "integer_quotient",
    "%": "integer_remainder",
}
_ORDERED: Final = frozenset({"integer", "double", "text", "boolean", "date", "timestamp"})


def typed_column(column: Column) -> Typed:
    """Return a column as a value that expressions compute with.

    Integers are widened to 64 bits; DECIMAL and FLOAT become float64; an instant with a time zone
    is taken in UTC.

    Raises
    ------
    OutsideTheSetError
        Its type is none of those.

    """
    whole, kind = Input(column.name, column.type), column.type.upper()
    exact: dict[str, Kind] = {
        "BIGINT": "integer", "DOUBLE": "double", "VARCHAR": "text", "BOOLEAN": "boolean",
        "DATE": "date", "TIMESTAMP": "timestamp", "DOUBLE[]": "numbers", "VARCHAR[]": "texts",
    }  # fmt: skip
    if kind in exact:
        return Typed(whole, exact[kind])
    if _SMALL_INTEGER.fullmatch(kind):
        return Typed(Apply("integer", (whole,)), "integer")
    if kind == "FLOAT" or (kind.startswith("DECIMAL(") and kind.endswith(")")):
        return Typed(Number(whole), "double")
    if kind.startswith("ENUM(") and value_kind(kind) == "text":
        return Typed(Text(whole), "text")
    if kind == "TIMESTAMP WITH TIME ZONE":
        return Typed(Apply("timestamp", (whole,)), "timestamp")
    if _NUMBERS.fullmatch(kind):
        return Typed(Apply("numbers", (whole,)), "numbers")
    raise OutsideTheSetError(column.type)


def as_double(value: Typed) -> Expression:
    """Return a number as a float64."""
    if value.kind == "double" or value.expression == Constant(None):
        return value.expression
    if value.kind == "integer":
        return Number(value.expression)
    raise OutsideTheSetError(value.kind)


def united(values: Sequence[Typed]) -> tuple[tuple[Expression, ...], Kind]:
    """Return values as one kind: float64 if integers stand among float64s; NULL fits anything."""
    kinds = {value.kind for value in values} - {"null"}
    if kinds == {"integer", "double"}:
        return tuple(as_double(value) for value in values), "double"
    if kinds == {"date", "timestamp"}:
        return tuple(_as_timestamp(value) for value in values), "timestamp"
    if len(kinds) != 1 or not kinds <= _ORDERED:
        raise OutsideTheSetError(", ".join(sorted(kinds)))
    return tuple(value.expression for value in values), kinds.pop()


def _as_timestamp(value: Typed) -> Expression:
    if value.kind == "date":
        return Apply("date_to_timestamp", (value.expression,))
    return value.expression


def arithmetic(operator: str, left: Typed, right: Typed) -> Typed:
    """Return ``left operator right``: of integers an integer, but for ``/``; else a float64."""
    kinds = {left.kind, right.kind}
    if kinds == {"date"} and operator == "-":
        days = tuple(_as_timestamp(value) for value in (right, left))
        return Typed(Apply("difference_day", days), "integer")
    if not kinds <= {"integer", "double"}:
        raise OutsideTheSetError(operator)
    if kinds == {"integer"} and operator in _INTEGER_OPERATORS:
        arguments = (left.expression, right.expression)
        return Typed(Apply(_INTEGER_OPERATORS[operator], arguments), "integer")
    first, second = as_double(left), as_double(right)
    if operator in {"+", "-", "*", "/"}:
        return Typed(Arithmetic(cast("ArithmeticOperator", operator), first, second), "double")
    if operator in {"%", "^"}:
        name = "double_remainder" if operator == "%" else "power"
        return Typed(Apply(name, (first, second)), "double")
    raise OutsideTheSetError(operator)  # // of float64s: what it gives depends on the version


def negated(value: Typed) -> Typed:
    """Return ``-value``; a negated literal is a literal."""
    match value.expression, value.kind:
        case Constant(float() | int() as number), "integer" | "double":
            return Typed(Constant(-number), value.kind)
        case _, "integer" | "double":
            return Typed(Apply(f"{value.kind}_negate", (value.expression,)), value.kind)
        case _:
            raise OutsideTheSetError(value.kind)


def compared(operator: str, left: Typed, right: Typed) -> Typed:
    """Return ``left operator right`` for =, <>, <, <=, > or >=."""
    if "null" in {left.kind, right.kind}:
        raise OutsideTheSetError(operator)
    (first, second), _ = united([left, right])
    operator = {"!=": "<>", "==": "="}.get(operator, operator)
    return Typed(Compare(cast("CompareOperator", operator), first, second), "boolean")


def truth(value: Typed) -> Expression:
    """Return a condition; what is not a truth value is outside of the set."""
    if value.kind == "boolean":
        return value.expression
    raise OutsideTheSetError(value.kind)


def logical(word: str, *values: Typed) -> Typed:
    """Return AND, OR or NOT of truth values."""
    return Typed(Apply(word, tuple(truth(value) for value in values)), "boolean")


def one_of(value: Typed, others: Sequence[Typed], *, negate: bool) -> Typed:
    """Return ``value [NOT] IN (others)``."""
    if value.kind == "null":
        raise OutsideTheSetError("IN")
    arguments, _ = united([value, *others])
    found = Typed(Apply("in", arguments), "boolean")
    return logical("not", found) if negate else found


def between(value: Typed, low: Typed, high: Typed, *, negate: bool) -> Typed:
    """Return ``value [NOT] BETWEEN low AND high``."""
    found = logical("and", compared(">=", value, low), compared("<=", value, high))
    return logical("not", found) if negate else found


def is_null(value: Typed, *, negate: bool) -> Typed:
    """Return ``value IS [NOT] NULL``."""
    found = Typed(IsNull(value.expression), "boolean")
    return logical("not", found) if negate else found


def chosen(branches: Sequence[tuple[Typed, Typed]], otherwise: Typed) -> Typed:
    """Return ``CASE WHEN condition THEN value ... ELSE otherwise END``."""
    values, kind = united([*(value for _, value in branches), otherwise])
    pairs = zip((truth(condition) for condition, _ in branches), values[:-1], strict=True)
    return Typed(Case(tuple(pairs), values[-1]), kind)


def first_known(values: Sequence[Typed]) -> Typed:
    """Return ``COALESCE(values)``."""
    expressions, kind = united(values)
    return Typed(Coalesce(expressions), kind)


def applied(operation: str, *arguments: Expression) -> Typed:
    """Return an operation whose kind its table says."""
    return Typed(Apply(operation, arguments), OPERATIONS[operation].gives)


def as_text(value: Typed) -> Expression:
    """Return a value as the engine prints it."""
    match value.kind:
        case "text":
            return value.expression
        case "integer" | "boolean" | "date":
            return Text(value.expression)
        case "double":
            return Apply("double_to_text", (value.expression,))
        case _:
            raise OutsideTheSetError(value.kind)
