"""What kind of value an expression has."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    TimePart,
)
from forebay.features.operations import OPERATIONS
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from forebay.features.expression import Expression


def kind_of(expression: Expression) -> str:  # noqa: C901, PLR0911 - one line per operation
    """Return the kind of an expression's value: ``integer``, ``double``, ``text``, ``boolean``, ...

    Examples
    --------
    >>> kind_of(Number(Input("a", "BOOLEAN"))), kind_of(Input("a", "INTEGER"))
    ('double', 'integer')

    """
    match expression:
        case Input(_, kind):
            found = value_kind(kind)
            if found == "number":
                return (
                    "double"
                    if kind.upper().startswith(("DOUBLE", "FLOAT", "DECIMAL"))
                    else "integer"
                )
            return found
        case Constant(value):
            kinds = {bool: "boolean", int: "integer", float: "double", str: "text"}
            return kinds.get(type(value), "null" if value is None else "instant")
        case Number() | Arithmetic() | TimePart():
            return "double"
        case Text():
            return "text"
        case IsNull() | Compare():
            return "boolean"
        case Lookup():
            return "integer"
        case Coalesce(values):
            return next((k for v in values if (k := kind_of(v)) != "null"), "null")
        case Case(branches, otherwise):
            values = (*(v for _, v in branches), otherwise)
            return next((k for v in values if (k := kind_of(v)) != "null"), "null")
        case Apply(operation, arguments):
            gives = OPERATIONS[operation].gives
            if gives != "null":
                return gives
            return next((k for a in arguments if (k := kind_of(a)) != "null"), "null")
        case _:
            return "other"
