"""The columns of the table that a query reads, as the types that training recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.export.sql_operations import refused
from forebay.export.sql_times import SPARK_1970
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from forebay.engine.protocol import Column
    from forebay.export.sql_dialect import SqlDialect

_WHOLE: Final = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
)
_TIMES: Final[dict[str, dict[str, str]]] = {
    "DATE": dict.fromkeys(
        ("duckdb", "postgres", "snowflake", "bigquery", "spark"), "CAST({0} AS DATE)"
    ),
    "TIMESTAMP": {
        "duckdb": "CAST({0} AS TIMESTAMP)", "postgres": "CAST({0} AS TIMESTAMP)",
        "snowflake": "CAST({0} AS TIMESTAMP_NTZ)", "bigquery": "CAST({0} AS DATETIME)",
        "spark": "CAST({0} AS TIMESTAMP_NTZ)",
    },
    # Where zones are another matter, an instant is read as a day and a clock in UTC.
    "TIMESTAMP WITH TIME ZONE": {
        "duckdb": "CAST({0} AS TIMESTAMP WITH TIME ZONE)",
        "postgres": "CAST({0} AS TIMESTAMP WITH TIME ZONE)",
        "snowflake": "CAST(CONVERT_TIMEZONE('UTC', {0}) AS TIMESTAMP_NTZ)",
        "bigquery": "DATETIME({0}, 'UTC')",
        "spark": f"({SPARK_1970} + make_dt_interval(0, 0, 0,"
        " CAST(unix_micros({0}) AS DECIMAL(20, 0)) / 1000000))",
    },
}  # fmt: skip
_ARRAYS: Final = {
    "duckdb": "CAST({name} AS {element}[])", "postgres": "CAST({name} AS {element}[])",
    "spark": "CAST({name} AS ARRAY<{element}>)", "bigquery": "{name}",
}  # fmt: skip
_FLOAT32: Final = {"duckdb": "FLOAT", "postgres": "REAL", "spark": "FLOAT"}


def input_sql(dialect: SqlDialect, column: Column) -> str:  # noqa: PLR0911 - one line per type
    """Return SQL for a column of the table in the type that expressions compute with.

    Integers have 64 bits, decimals and FLOAT are float64 (rounded to float32 where the dialect has
    that), texts compare by their bytes.

    Raises
    ------
    ProjectError
        ``not-supported``: the dialect has no such type, or its values were not compared.

    """
    name, kind = dialect.quoted(column.name), column.type.upper()
    if kind.endswith("[]"):
        return _array(dialect, column)
    if kind in _WHOLE:
        return name if dialect.name == "sqlite" else f"CAST({name} AS {dialect.whole})"
    if kind == "DOUBLE":
        return f"CAST({name} AS {dialect.double})"
    if kind == "FLOAT":
        narrow = _FLOAT32.get(dialect.name)
        return f"CAST({f'CAST({name} AS {narrow})' if narrow else name} AS {dialect.double})"
    if kind.startswith("DECIMAL("):
        return f"CAST({name} AS {dialect.double})"
    if kind == "BOOLEAN":
        return name
    if value_kind(kind) == "text":
        return _text(dialect, name)
    if dialect.name == "sqlite" and kind in {"DATE", "TIMESTAMP"}:
        return _iso(name, kind)
    if dialect.name in _TIMES.get(kind, {}):
        return _TIMES[kind][dialect.name].format(name)
    raise refused(dialect, f'the column "{column.name}" of type {column.type}')


def _text(dialect: SqlDialect, name: str) -> str:
    match dialect.name:
        case "postgres":
            return f'CAST({name} AS TEXT) COLLATE "C"'
        case "sqlite":
            return f"{name} COLLATE BINARY"
        case _:
            return f"CAST({name} AS {dialect.text})"


def _array(dialect: SqlDialect, column: Column) -> str:
    """Return an array of texts or of numbers; arrays of arrays were not compared."""
    name, inner = dialect.quoted(column.name), column.type.removesuffix("[]")
    kind = value_kind(inner)
    if kind in {"number", "text"} and dialect.name in _ARRAYS:
        element = dialect.text if kind == "text" else dialect.double
        return _ARRAYS[dialect.name].format(name=name, element=element)
    raise refused(dialect, f'the column "{column.name}" of type {column.type}')


def _iso(name: str, kind: str) -> str:
    """Return the one text of a day or an instant, of which SQLite has only texts.

    ``2024-02-29``; ``2024-02-29 23:59:59``, with digits beside the point only where they count.
    """
    if kind == "DATE":
        return f"date({name})"
    digits = f"rtrim(substr({name}, 20), '0')"
    beside = f"CASE WHEN {digits} IN ('', '.') THEN '' ELSE {digits} END"
    return f"(strftime('%Y-%m-%d %H:%M:%S', substr({name}, 1, 19)) || {beside})"


def text_of_input(dialect: SqlDialect, made: str, kind: str) -> str:
    """Return the text of a value that is neither text nor integer nor truth value."""
    if kind == "DATE":
        match dialect.name:
            case "sqlite":
                return made
            case "postgres" | "snowflake":  # a session may write days in another form
                return f"to_char({made}, 'YYYY-MM-DD')"
            case _:
                return f"CAST({made} AS {dialect.text})"
    raise refused(dialect, f"a text of type {kind or 'of another kind'}")


def table_sql(dialect: SqlDialect, table: str) -> str:
    """Return the name of a table with each of its parts quoted.

    Raises
    ------
    ProjectError
        ``bad-arguments``: a part is empty.

    """
    parts = table.split(".")
    if not all(parts) or "\0" in table:
        raise ProjectError.of(
            "bad-arguments", f'"{table}" names no table', hint="write a name, or schema.name."
        )
    return ".".join(dialect.quoted(part) for part in parts)
