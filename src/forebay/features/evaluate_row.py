"""A feature expression computed for one row in Python, bit for bit as the engine does."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from forebay.errors import ProjectError
from forebay.features.expression import (
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
from forebay.features.row_values import (
    arithmetic,
    code_of,
    codes_of,
    compare,
    field_of,
    number_of,
    text_of,
    time_part,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.features.expression import Expression


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
            return field_of(evaluate_row(value, row), name)
        case Constant(value):
            return value
        case Number(value):
            return number_of(evaluate_row(value, row))
        case Text(value, form):
            return text_of(evaluate_row(value, row), form)
        case Arithmetic(operator, left, right):
            return arithmetic(operator, evaluate_row(left, row), evaluate_row(right, row))
        case Coalesce(values):
            found = (evaluate_row(value, row) for value in values)
            return next((value for value in found if value is not None), None)
        case IsNull(value):
            return evaluate_row(value, row) is None
        case Compare(operator, left, right):
            return compare(operator, evaluate_row(left, row), evaluate_row(right, row))
        case Case(branches, otherwise):
            true = (value for condition, value in branches if evaluate_row(condition, row) is True)
            return evaluate_row(next(true, otherwise), row)
        case Lookup(value, categories, null_code):
            return code_of(evaluate_row(value, row), _codes(categories), null_code)
        case ListLookup(value, categories):
            return codes_of(evaluate_row(value, row), _codes(categories))
        case Apply(operation, arguments):
            return _apply(operation, [evaluate_row(argument, row) for argument in arguments])
        case MakeStruct(fields):
            return {name: evaluate_row(value, row) for name, value in fields}
        case TimePart(part, value):
            return time_part(part, evaluate_row(value, row))
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
        raise ProjectError.of(
            "missing-feature",
            f'the row has no column "{name}"',
            hint="give all columns that the model reads; None for what is not known.",
        )
    value = row[name]
    if kind == "FLOAT" and isinstance(value, int | float):
        return float(struct.unpack("f", struct.pack("f", value))[0])
    return value


@lru_cache(maxsize=64)
def _codes(categories: tuple[str, ...]) -> dict[str, int]:
    codes: dict[str, int] = {}
    for code, text in enumerate(categories):
        codes.setdefault(text, code)
    return codes


def _apply(name: str, arguments: Sequence[object]) -> object:
    operation = OPERATIONS[name]
    if operation.strict and any(argument is None for argument in arguments):
        return None
    return operation.value(*arguments)
