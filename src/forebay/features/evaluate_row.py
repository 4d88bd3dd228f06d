"""A feature expression computed for one row in Python, bit for bit as the engine does."""

from __future__ import annotations

import math
import struct
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from forebay.errors import ProjectError
from forebay.features.expression import (
    UNKNOWN_CODE,
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Field,
    Input,
    IsNull,
    ListLookup,
    Lookup,
    MakeStruct,
    Number,
    Text,
    TimePart,
)
from forebay.features.operations import OPERATIONS
from forebay.features.operations.logic_operations import is_above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.features.expression import (
        ArithmeticOperator,
        CompareOperator,
        Expression,
        Part,
        TextForm,
    )

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EXACT = 2**53


def evaluate_row(expression: Expression, row: Mapping[str, object]) -> object:  # noqa: C901, PLR0911, PLR0912 - one line per operation
    """Return the value of an expression for one row; None is NULL.

    Parameters
    ----------
    row
        The raw columns by name, as the Python values of their recorded types: int, float, Decimal,
        bool, str, bytes, date, time, datetime (aware for TIMESTAMPTZ), dict for a STRUCT.

    Raises
    ------
    ProjectError
        ``engine-only`` if the expression holds SQL that only the engine can compute;
        ``missing-feature`` if the row lacks a column.

    Examples
    --------
    >>> half = Arithmetic("/", Number(Input("a", "INTEGER")), Constant(2.0))
    >>> evaluate_row(half, {"a": 3}), evaluate_row(half, {"a": None})
    (1.5, None)

    """
    match expression:
        case Input(name, kind):
            return _recorded(name, kind, row)
        case Field(value, name):
            whole = evaluate_row(value, row)
            return whole.get(name) if isinstance(whole, dict) else None
        case Constant(value):
            return value
        case Number(value):
            return _number(evaluate_row(value, row))
        case Text(value, form):
            return _text(evaluate_row(value, row), form)
        case Arithmetic(operator, left, right):
            return _arithmetic(operator, evaluate_row(left, row), evaluate_row(right, row))
        case Coalesce(values):
            found = (evaluate_row(value, row) for value in values)
            return next((value for value in found if value is not None), None)
        case IsNull(value):
            return evaluate_row(value, row) is None
        case Compare(operator, left, right):
            return _compare(operator, evaluate_row(left, row), evaluate_row(right, row))
        case Case(branches, otherwise):
            true = (value for condition, value in branches if evaluate_row(condition, row) is True)
            return evaluate_row(next(true, otherwise), row)
        case Lookup():
            return _lookup(expression, evaluate_row(expression.value, row))
        case ListLookup(value, categories):
            return _list_lookup(evaluate_row(value, row), categories)
        case Apply(operation, arguments):
            return _apply(operation, [evaluate_row(argument, row) for argument in arguments])
        case MakeStruct(fields):
            return {name: evaluate_row(value, row) for name, value in fields}
        case TimePart(part, value):
            return _time_part(part, evaluate_row(value, row))
        case EngineOnly(sql):
            raise _engine_only(sql)
        case _ as never:
            assert_never(never)


def _engine_only(sql: str) -> ProjectError:
    return ProjectError.of(
        "engine-only",
        f'the expression "{sql}" can only be computed by the engine',
        detail="it uses something outside of the operations that Forebay computes by itself.",
        hint="compute it in the query of the model; the page of TRANSFORM lists the operations.",
    )


def _recorded(name: str, kind: str, row: Mapping[str, object]) -> object:
    if name not in row:
        raise ProjectError.of("missing-feature", f'the row has no column "{name}"')
    value = row[name]
    if kind == "FLOAT" and isinstance(value, int | float):
        return float(struct.unpack("f", struct.pack("f", value))[0])
    return value


def _number(value: object) -> float | None:
    match value:
        case None:
            return None
        case Decimal():
            return _decimal(value)
        case bool() | int() | float() | str():
            return float(value)
        case _:
            raise ProjectError.of("feature-type", f"the value {value!r} is no number")


def _decimal(value: Decimal) -> float:
    """Convert as DuckDB does: whole and fractional part apart where the digits exceed 53 bits."""
    sign, digits, exponent = value.as_tuple()
    scale = -exponent if isinstance(exponent, int) else 0
    unscaled = int("".join(map(str, digits)) or "0") * (-1 if sign else 1)
    power = 10 ** max(0, scale)
    if abs(unscaled) <= _EXACT or scale <= 0:
        return float(unscaled) / float(power) if scale > 0 else float(value)
    whole, part = divmod(abs(unscaled), power)
    result = float(whole) + float(part) / float(power)
    return -result if sign else result


def _text(value: object, form: TextForm) -> str | None:  # noqa: PLR0911 - one line per type
    match value:
        case None:
            return None
        case bytes() if form == "bytes":
            return value.hex().upper()
        case float() if form == "integer":
            return str(int(value))
        case bool():
            return "true" if value else "false"
        case time():
            text = value.isoformat()
            return text.rstrip("0") if value.microsecond else text
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _arithmetic(operator: ArithmeticOperator, left: object, right: object) -> float | None:
    if not isinstance(left, float) or not isinstance(right, float):
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return _divide(left, right)
        case _ as never:
            assert_never(never)


def _divide(left: float, right: float) -> float:
    if right != 0.0:
        return left / right
    if left == 0.0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _compare(operator: CompareOperator, left: object, right: object) -> bool | None:
    if left is None or right is None:
        return None
    if type(left) is not type(right):
        raise ProjectError.of("feature-type", f"{left!r} and {right!r} cannot be compared")
    order = is_above(left, right) - is_above(right, left)
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        "<=": order <= 0,
        ">": order > 0,
        ">=": order >= 0,
    }[operator]


def _lookup(lookup: Lookup, value: object) -> int:
    if value is None:
        return UNKNOWN_CODE if lookup.null_code is None else lookup.null_code
    try:
        return lookup.categories.index(str(value))
    except ValueError:
        return UNKNOWN_CODE


def _list_lookup(values: object, categories: tuple[str, ...]) -> list[int]:
    codes = {text: code for code, text in enumerate(categories, 1)}
    return [codes.get(text, 0) for text in values] if isinstance(values, list) else []


def _apply(name: str, arguments: Sequence[object]) -> object:
    operation = OPERATIONS[name]
    if operation.strict and any(argument is None for argument in arguments):
        return None
    return operation.value(*arguments)


def _time_part(part: Part, value: object) -> float | None:  # noqa: C901, PLR0911 - one line per part
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise ProjectError.of("feature-type", f"the value {value!r} is no instant")
    instant = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    sunday_0 = instant.isoweekday() % 7
    day_of_year = instant.timetuple().tm_yday
    match part:
        case "EPOCH":
            return ((instant - _EPOCH) // _MICROSECOND) / 1_000_000.0
        case "DOM":
            return float(instant.day)
        case "DOW":
            return float(sunday_0 + 1)
        case "MOY":
            return float(instant.month)
        case "HOD":
            return float(instant.hour)
        case "MOH":
            return float(instant.minute)
        case "WOY":
            return float((day_of_year + 6 - sunday_0) // 7)
        case "YEAR":
            return float(instant.year)
        case _ as never:
            assert_never(never)
