"""What automatic preprocessing does with a type of the engine."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

ValueKind: TypeAlias = Literal[
    "number", "boolean", "text", "bytes", "day", "instant", "struct", "numbers", "texts", "sparse",
    "other",
]  # fmt: skip

_NUMBER = re.compile(
    r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(.*\)", re.IGNORECASE
)
_EXACT: dict[str, ValueKind] = {
    "BOOLEAN": "boolean",
    "VARCHAR": "text",
    "UUID": "text",
    "BLOB": "bytes",
    "DATE": "day",
    "TIME": "day",
}


def value_kind(type_text: str) -> ValueKind:  # noqa: PLR0911 - one line per kind
    """Return which kind of feature a DuckDB type makes.

    ``day`` is DATE and TIME, which BigQuery ML takes as categories; ``instant`` is TIMESTAMP of
    any precision, with or without time zone, which it takes apart; ``numbers`` and ``texts`` are
    arrays, ``sparse`` an array of STRUCT(index, value) as encoders give it; ``other`` cannot be a
    feature.

    Examples
    --------
    >>> value_kind("DECIMAL(10,2)"), value_kind("TIMESTAMP WITH TIME ZONE"), value_kind("INTEGER[]")
    ('number', 'instant', 'numbers')

    """
    kind = type_text.upper()
    if kind.endswith("]"):
        return _array(kind)
    if kind in _EXACT:
        return _EXACT[kind]
    if _NUMBER.fullmatch(kind):
        return "number"
    if kind.startswith("ENUM("):
        return "text"
    if kind.startswith("STRUCT("):
        return "struct"
    if kind.startswith("TIMESTAMP"):
        return "instant"
    return "other"


def _array(kind: str) -> ValueKind:
    element = kind[: kind.rindex("[")]
    if element == "VARCHAR":
        return "texts"
    if element.startswith("STRUCT("):
        names = [name.casefold() for name, _ in struct_fields(element)]
        return "sparse" if names == ["index", "value"] else "other"
    return "numbers" if _NUMBER.fullmatch(element) else "other"


def struct_fields(type_text: str) -> tuple[tuple[str, str], ...]:
    """Return name and type of the fields of a STRUCT type, in order.

    Examples
    --------
    >>> struct_fields('STRUCT(a INTEGER, "b c" DECIMAL(4,1))')
    (('a', 'INTEGER'), ('b c', 'DECIMAL(4,1)'))

    """
    fields: list[tuple[str, str]] = []
    for text in _top_level_parts(type_text[type_text.index("(") + 1 : -1]):
        if text.startswith('"'):
            end = re.match(r'"(?:[^"]|"")*"', text)
            name = end.group() if end else text
            fields.append((name[1:-1].replace('""', '"'), text[len(name) :].strip()))
        else:
            name, _, kind = text.partition(" ")
            fields.append((name, kind.strip()))
    return tuple(fields)


def _top_level_parts(text: str) -> list[str]:
    parts, depth, quote, begin = [], 0, "", 0
    for i, c in enumerate(text):
        if quote:
            quote = "" if c == quote else quote
        elif c in "\"'":
            quote = c
        elif c in "()":
            depth += 1 if c == "(" else -1
        elif c == "," and not depth:
            parts.append(text[begin:i].strip())
            begin = i + 1
    return [*parts, text[begin:].strip()]


def accepts(recorded: str, given: str) -> bool:
    """Whether a column of type `given` can stand for one of type `recorded` at prediction.

    Integers stand for every number, decimals for decimals and floats, floats for floats; an instant
    or a DATE for an instant; a text for an ENUM and the reverse. Nothing is rounded away or parsed
    out of a text.

    Examples
    --------
    >>> accepts("DOUBLE", "INTEGER"), accepts("INTEGER", "VARCHAR"), accepts("TIMESTAMP", "DATE")
    (True, False, True)

    """
    if recorded == given:
        return True
    wanted, kind = value_kind(recorded), value_kind(given)
    if wanted == "instant":
        return kind == "instant" or given.upper() == "DATE"
    if wanted == "day":
        return False
    if wanted == "struct" and kind == "struct":
        offered = {name.casefold(): kind for name, kind in struct_fields(given)}
        return all(
            name.casefold() in offered and accepts(kind, offered[name.casefold()])
            for name, kind in struct_fields(recorded)
        )
    if wanted == "number" and kind == "number":
        return _precision(given) <= _precision(recorded)
    return wanted == kind and wanted != "other"


def _precision(number_type: str) -> int:
    kind = number_type.upper()
    return 2 if kind in {"FLOAT", "DOUBLE"} else 1 if kind.startswith("DECIMAL") else 0
