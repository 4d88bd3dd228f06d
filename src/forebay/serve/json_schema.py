"""Types of the engine as JSON Schema: what rows hold, and what answers hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from forebay.features.value_kind import struct_fields

if TYPE_CHECKING:
    from forebay.serve.loaded_model import LoadedModel

_INTEGER: Final = re.compile(r"(U?)(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)")
_BITS: Final = {"TINYINT": 8, "SMALLINT": 16, "INTEGER": 32, "BIGINT": 64, "HUGEINT": 128}
_SAFE_BITS: Final = 53  # JSON's readers agree on whole numbers up to these


def row_schema(model: LoadedModel) -> dict[str, Any]:
    """Return the schema of a row; further columns are allowed and ignored."""
    inputs = model.live.features.inputs
    return {
        "type": "object",
        "required": [column.name for column in inputs],
        "properties": {column.name: _or_null(value_schema(column.type)) for column in inputs},
    }


def answer_schema(model: LoadedModel) -> dict[str, Any]:
    """Return the schema of an answer."""
    return {
        "type": "object",
        "required": [column.name for column in model.columns],
        "properties": {column.name: _answer(column.type) for column in model.columns},
    }


def value_schema(kind: str) -> dict[str, Any]:  # noqa: PLR0911 - one line per type
    """Return the schema of a value of an engine type.

    Examples
    --------
    >>> value_schema("UTINYINT"), value_schema("VARCHAR")
    ({'type': 'integer', 'minimum': 0, 'maximum': 255}, {'type': 'string'})

    """
    upper = kind.upper()
    if upper.endswith("]"):
        return {"type": "array", "items": _or_null(value_schema(kind[: kind.rindex("[")]))}
    if upper.startswith("STRUCT("):
        fields = {name: _or_null(value_schema(part)) for name, part in struct_fields(kind)}
        return {"type": "object", "properties": fields, "additionalProperties": False}
    if (whole := _INTEGER.fullmatch(upper)) is not None:
        bits = min(_BITS[whole[2]] - (not whole[1]), _SAFE_BITS)
        return {"type": "integer", "minimum": 0 if whole[1] else -(2**bits), "maximum": 2**bits - 1}
    if upper in {"DOUBLE", "FLOAT"} or upper.startswith("DECIMAL"):
        return {"type": "number"}
    if upper == "BOOLEAN":
        return {"type": "boolean"}
    if upper == "DATE":
        return {"type": "string", "format": "date"}
    if upper in {"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"}:
        return {"type": "string", "format": "date-time"}
    return {"type": "string"}


def _answer(kind: str) -> dict[str, Any]:
    if kind.upper().startswith("DECIMAL"):  # exact: a text
        return {"type": ["string", "null"]}
    return _or_null(value_schema(kind))


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}
