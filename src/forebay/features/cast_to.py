"""``CAST(value AS type)`` as an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.features.expression import Apply, Number
from forebay.features.operations.integer_operations import INTEGER_BOUNDS
from forebay.features.typed import OutsideTheSetError, Typed, as_text

if TYPE_CHECKING:
    from forebay.features.expression import Expression

# The engine's other words for its types.
_ALIASES: Final = {
    "INT": "INTEGER", "INT4": "INTEGER", "SIGNED": "INTEGER", "INT8": "BIGINT", "LONG": "BIGINT",
    "INT64": "BIGINT", "INT2": "SMALLINT", "SHORT": "SMALLINT", "INT1": "TINYINT",
    "FLOAT8": "DOUBLE", "STRING": "VARCHAR", "TEXT": "VARCHAR", "BOOL": "BOOLEAN",
    "DATETIME": "TIMESTAMP",
}  # fmt: skip


def cast_to(value: Typed, type_name: str) -> Typed:
    """Return a value as a number, a text, a truth value, a day or an instant.

    Raises
    ------
    OutsideTheSetError
        For any other type, and for a pair of types that has no conversion here.

    """
    wanted = _ALIASES.get(type_name.upper(), type_name.upper())
    if wanted in INTEGER_BOUNDS:
        return Typed(_narrowed(_integer(value), wanted), "integer")
    match wanted:
        case "DOUBLE":
            return Typed(_double(value), "double")
        case "VARCHAR":
            return Typed(as_text(value), "text")
        case "BOOLEAN":
            return Typed(_boolean(value), "boolean")
        case "DATE" | "TIMESTAMP":
            return _time(value, wanted)
        case _:
            raise OutsideTheSetError(type_name)


def _narrowed(value: Expression, wanted: str) -> Expression:
    return value if wanted == "BIGINT" else Apply(f"to_{wanted.lower()}", (value,))


def _integer(value: Typed) -> Expression:
    if value.kind == "integer":
        return value.expression
    if value.kind in {"double", "text", "boolean"}:
        return Apply(f"{value.kind}_to_integer", (value.expression,))
    raise OutsideTheSetError(value.kind)


def _double(value: Typed) -> Expression:
    match value.kind:
        case "double":
            return value.expression
        case "integer" | "boolean":
            return Number(value.expression)
        case "text":
            return Apply("text_to_double", (value.expression,))
        case _:
            raise OutsideTheSetError(value.kind)


def _boolean(value: Typed) -> Expression:
    if value.kind == "boolean":
        return value.expression
    if value.kind in {"integer", "double", "text"}:
        return Apply(f"{value.kind}_to_boolean", (value.expression,))
    raise OutsideTheSetError(value.kind)


def _time(value: Typed, wanted: str) -> Typed:
    if value.type == wanted:
        return value
    if value.kind == "date":
        return Typed(Apply("date_to_timestamp", (value.expression,)), "timestamp")
    if value.kind == "timestamp":
        return Typed(Apply("timestamp_to_date", (value.expression,)), "date")
    raise OutsideTheSetError(value.kind)
