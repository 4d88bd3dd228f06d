"""An empty world in which names have columns but no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from forebay.engine.asked import Asked
from forebay.engine.duckdb_analysis import (
    analyse,
    is_surely_query,
    parse_query,
    require_query,
    select_items,
)
from forebay.engine.duckdb_errors import Known, translate
from forebay.engine.missing_macros import missing_macros
from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote, quote_dotted
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.errors import Span


class DuckDBBinder:
    """Judges SELECTs by DuckDB's own binder against relations without rows.

    Parameters
    ----------
    connection
        An empty DuckDB; it is filled and closed.

    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._relations: dict[str, Schema] = {}
        self._macros: set[str] = set()

    def declare_table(self, name: str, schema: Schema) -> None:
        """Make an empty relation; one of the same name is replaced."""
        columns = ", ".join(f"{quote(c.name)} {c.type}" for c in schema.columns)
        try:
            make_schema(self._connection, name)
            self._connection.execute(f"CREATE OR REPLACE TABLE {quote_dotted(name)} ({columns})")
        except duckdb.Error as error:
            raise translate(error, binding=True) from error
        self._relations[name] = schema

    def declare_macro(self, text: str, span: Span) -> None:
        """Make a macro; ProjectError if the engine refuses it."""
        self._define_missing(text)
        create_macro(self._connection, Asked(text, span), self._known(()))

    def declare_variable(self, name: str, value: object) -> None:
        """Give ``getvariable(name)`` a value, and so a type."""
        self._connection.execute(f"SET VARIABLE {quote(name)} = {literal(value)}")

    def bind(self, text: str, span: Span | None, *, prefix: str = "", suffix: str = "") -> Schema:
        """Return the columns of a query; ProjectError with its place if it is wrong.

        `prefix` and `suffix` are our own SQL around the user's text, such as a WITH entry.
        """
        asked = Asked(text, span, prefix)
        self._define_missing(prefix + text + suffix)
        return describe_query(self._connection, asked, self._relations, suffix)

    def close(self) -> None:
        """Let the engine go; the binder is of no use afterwards."""
        self._connection.close()

    def _define_missing(self, text: str) -> None:
        for macro in missing_macros(text, self._macros):
            create_macro(self._connection, Asked(macro), self._known(()))

    def _known(self, reads: tuple[str, ...]) -> Known:
        return Known(self._relations, reads, lambda: function_names(self._connection))


def describe_query(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    relations: dict[str, Schema],
    suffix: str = "",
) -> Schema:
    """Return the columns of a query; ProjectError if it does not bind or names two alike."""
    # With our own SQL around it the text need not be a query by itself.
    if not asked.prefix and not is_surely_query(asked.text):
        require_query(connection, asked)
    try:
        sql = f"DESCRIBE {asked.prefix}{asked.text}{suffix}"
        described = connection.execute(sql).fetchall()
    except duckdb.Error as error:
        reads = tuple(relations)
        if not asked.prefix:
            reads = tuple(dict.fromkeys(r.name for r in analyse(connection, asked).tables))
        known = Known(relations, reads, lambda: function_names(connection))
        prefixed = Asked(asked.text, asked.span, f"DESCRIBE {asked.prefix}")
        raise translate(error, prefixed, binding=True, known=known) from error
    # A column that is NULL everywhere has DuckDB 2.0's type "NULL", which no table can have.
    columns = [
        Column(name, "INTEGER" if kind == '"NULL"' else kind) for name, kind, *_ in described
    ]
    _refuse_duplicates(connection, columns, asked)
    return Schema(tuple(columns))


def _refuse_duplicates(
    connection: duckdb.DuckDBPyConnection, columns: list[Column], asked: Asked
) -> None:
    seen: set[str] = set()
    for column in columns:
        key = column.name.casefold()
        if key in seen:
            root = parse_query(connection, asked) if not asked.prefix else {}
            places = [at for name, at in select_items(root, asked) if name.casefold() == key]
            where = asked.at_byte(
                len(asked.prefix.encode()) + len(asked.text[: places[-1]].encode())
            ) if len(places) > 1 else asked.whole  # fmt: skip
            message = f'two columns have the name "{column.name}"'
            raise ProjectError.of(
                "duplicate-column",
                message,
                where,
                hint="give one of them another name: ... AS name",
            )
        seen.add(key)


def create_macro(connection: duckdb.DuckDBPyConnection, asked: Asked, known: Known) -> None:
    """Run one CREATE MACRO statement, and nothing else."""
    try:
        statements = connection.extract_statements(asked.text)
        words = asked.text.split(None, 4)[:4]
        is_macro = any(word.upper() in {"MACRO", "FUNCTION"} for word in words)
        if (
            len(statements) != 1
            or statements[0].type != duckdb.StatementType.CREATE
            or not is_macro
        ):
            message = "only one CREATE MACRO can stand here"
            raise ProjectError.of(
                "not-a-macro", message, asked.whole, hint="give each macro a statement of its own."
            )
        name = asked.text.split("(", 1)[0].split()[-1]
        make_schema(connection, name.replace('"', ""))
        connection.execute(asked.text)
    except duckdb.Error as error:
        raise translate(error, asked, binding=True, known=known) from error


def make_schema(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the schema of a dotted name, if it has one."""
    parts = name.split(".")
    if len(parts) > 2:  # noqa: PLR2004 - schema.name
        message = f'"{name}" has more than two parts'
        hint = "a name is table or schema.table"
        raise ProjectError.of("invalid-name", message, hint=hint)
    if len(parts) == 2:  # noqa: PLR2004
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quote(parts[0])}")


def function_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of all functions and macros that the connection knows."""
    found = connection.execute(
        "SELECT DISTINCT function_name FROM duckdb_functions()"
        " WHERE regexp_matches(function_name, '^[a-z]')"
    ).fetchall()
    return [str(row[0]) for row in found]


def create_view(connection: duckdb.DuckDBPyConnection, name: str, text: str) -> None:
    """Give a query a (dotted) name."""
    make_schema(connection, name)
    run_statement(
        connection, f"CREATE OR REPLACE VIEW {quote_dotted(name)} AS {text.rstrip().rstrip(';')}"
    )


def run_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Run a statement of ours."""
    try:
        connection.execute(sql)
    except duckdb.Error as error:
        raise translate(error) from error
