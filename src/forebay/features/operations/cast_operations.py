"""Conversions between numbers, texts, truth values and times; what does not fit is an error."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import Final

from forebay.features.operations.operation import Operation, cast_failed, out_of_range

_NUMBER: Final = r" *[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)? *"
_INTEGER: Final = r" *[+-]?[0-9]{1,18} *"
_TRUE: Final = ("true", "t", "yes", "y", "1")
_FALSE: Final = ("false", "f", "no", "n", "0")


def _matching(pattern: str, kind: str) -> Operation:
    def sql(a: str) -> str:
        # The engine reads more spellings than these; which ones depends on its version.
        return (
            f"CASE WHEN regexp_full_match({a}, '{pattern}') THEN CAST({a} AS {kind})"
            f" WHEN {a} IS NOT NULL THEN error({a} || ' is no number') END"
        )

    def value(text: str) -> float | int:
        if not re.fullmatch(pattern, text):
            raise cast_failed(text, "number")
        return float(text) if kind == "DOUBLE" else int(text)

    return Operation(
        "double" if kind == "DOUBLE" else "integer",
        "the number that a text spells; an error if it spells none",
        sql,
        value,
    )


def _truth(text: str) -> bool:
    word = text.lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise cast_failed(text, "truth value")


def _truth_sql(a: str) -> str:
    yes, no = (", ".join(f"'{word}'" for word in words) for words in (_TRUE, _FALSE))
    return (
        f"CASE WHEN lower({a}) IN ({yes}) THEN true WHEN lower({a}) IN ({no}) THEN false"
        f" WHEN {a} IS NOT NULL THEN error({a} || ' is no truth value') END"
    )


def _rounded(value: float) -> int:
    if not math.isfinite(value) or not -(2.0**63) <= value < 2.0**63:
        raise out_of_range(f"{value!r} is no BIGINT")
    return round(value)


def _instant(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)


CAST_OPERATIONS: Final[dict[str, Operation]] = {
    "double_to_integer": Operation(
        "integer",
        "nearest integer, halves to the even one",
        lambda a: f"CAST({a} AS BIGINT)",
        _rounded,
    ),
    "boolean_to_integer": Operation(
        "integer", "false 0, true 1", lambda a: f"CAST({a} AS BIGINT)", int
    ),
    "text_to_double": _matching(_NUMBER, "DOUBLE"),
    "text_to_integer": _matching(_INTEGER, "BIGINT"),
    "text_to_boolean": Operation(
        "boolean",
        "true, t, yes, y, 1 or false, f, no, n, 0, in any case; else an error",
        _truth_sql,
        _truth,
    ),
    "integer_to_boolean": Operation(
        "boolean", "whether it is not 0", lambda a: f"({a} <> 0)", lambda a: a != 0
    ),
    "double_to_boolean": Operation(
        "boolean", "whether it is not 0", lambda a: f"({a} <> 0)", lambda a: a != 0.0
    ),
    "double_to_text": Operation(
        "text",
        "the shortest digits that give the number back",
        lambda a: f"CASE WHEN isnan({a}) THEN 'nan' ELSE CAST({a} AS VARCHAR) END",
        lambda a: "nan" if math.isnan(a) else repr(a),
    ),
    "timestamp": Operation(
        "timestamp", "an instant in UTC", lambda a: f"CAST({a} AS TIMESTAMP)", _instant
    ),
    "date_to_timestamp": Operation(
        "timestamp",
        "the day's first instant",
        lambda a: f"CAST({a} AS TIMESTAMP)",
        lambda a: datetime(a.year, a.month, a.day),  # noqa: DTZ001 - without a zone, as TIMESTAMP is
    ),
    "timestamp_to_date": Operation(
        "date",
        "the day in UTC",
        lambda a: f"CAST({a} AS DATE)",
        lambda a: date.fromordinal(a.toordinal()),
    ),
}
