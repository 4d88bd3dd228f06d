"""What a function may be given for a parameter with a type, and what becomes of it."""

from __future__ import annotations

from typing import Final

from forebay.engine.bigquery.data_type import BIGQUERY_TYPES
from forebay.engine.bigquery.failure import unless
from forebay.engine.bigquery.function_rule import FunctionRule, rule

_TEXT: Final = ("VARCHAR", "STRING_LITERAL")
# By type of BigQuery the types of DuckDB that are taken for it (conversion rules: coercion; a
# literal text is taken for a day or a time).
ARGUMENT_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "INT64": ("BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT", "INTEGER_LITERAL"),
    "FLOAT64": ("DOUBLE", "FLOAT", "BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT"),
    "NUMERIC": ("BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT"),
    "STRING": _TEXT,
    "BYTES": ("BLOB",),
    "BOOL": ("BOOLEAN",),
    "DATE": ("DATE", *_TEXT),
    "DATETIME": ("TIMESTAMP", "DATE", *_TEXT),
    "TIMESTAMP": ("TIMESTAMP WITH TIME ZONE", *_TEXT),
    "TIME": ("TIME", *_TEXT),
}
_BY_CAST: Final = frozenset({"DATE", "DATETIME", "TIMESTAMP", "TIME"})
_SAME: Final = {"BOOLEAN": "BOOL", "INTEGER": "INT64", "INT": "INT64", "BIGINT": "INT64"}


def argument_type(kind: str) -> str | None:
    """Return the name of the function that takes a value for a type; None: no such type is checked.

    Examples
    --------
    >>> argument_type("FLOAT64"), argument_type("ARRAY<STRING>"), argument_type("GEOGRAPHY")
    ('__AS_FLOAT64', '__AS_ARRAY_OF_STRING', None)

    """
    inner = kind.removeprefix("ARRAY<").removesuffix(">")
    plain = _SAME.get(inner, inner)
    if plain not in ARGUMENT_TYPES:
        return None
    return f"__AS_{plain}" if inner == kind else f"__AS_ARRAY_OF_{plain}"


def _checked(kind: str) -> tuple[str, str]:
    taken = ARGUMENT_TYPES[kind]
    names = ", ".join(f"'{name}'" for name in (*taken, "NULL", '"NULL"'))
    bad = f"typeof(v) NOT IN ({names})"
    if kind in {"NUMERIC", "FLOAT64"}:
        bad += " AND typeof(v) NOT LIKE 'DECIMAL%'"
    # A text becomes a day or a time by the rules of CAST.
    value = f"bq.to_{kind.lower()}(v)" if kind in _BY_CAST else f"CAST(v AS {BIGQUERY_TYPES[kind]})"
    arrays = ", ".join(f"'{name}[]'" for name in taken)
    nothing = "'NULL', '\"NULL\"', 'NULL[]', '\"NULL\"[]', 'INTEGER[]'"
    return (
        _macro(f"as_{kind.lower()}", bad, kind, value),
        _macro(
            f"as_array_of_{kind.lower()}",
            f"typeof(v) NOT IN ({arrays}, {nothing})",
            f"ARRAY<{kind}>",
            f"CAST(v AS {BIGQUERY_TYPES[kind]}[])",
        ),
    )


def _macro(name: str, bad: str, kind: str, value: str) -> str:
    words = f"{kind} is needed here, and the value is of the type"
    return f"bq.{name}(v) AS {unless(bad, words, value, 'typeof(v)')}"


ARGUMENT_MACROS: Final[tuple[str, ...]] = tuple(
    text for kind in ARGUMENT_TYPES for text in _checked(kind)
)
# By the name that a written out call has; nobody writes them.
ARGUMENTS: Final[tuple[FunctionRule, ...]] = tuple(
    rule(f"__{name.upper()}", "written out", a1=f"bq.{name}({{0}})")
    for kind in ARGUMENT_TYPES
    for name in (f"as_{kind.lower()}", f"as_array_of_{kind.lower()}")
)
