"""Run or parse an exported query before it is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote, quote_list
from forebay.errors import InternalError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Column, Workspace

NUMBERED: Final = "__export_numbered"  # the table that a compared query reads


def run_in_duckdb(
    text: str, inputs: Sequence[Column], workspace: Workspace, rows: str, key: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Return the answers in the order of their last column, which is one of the key.

    Parameters
    ----------
    text
        A query over the table ``NUMBERED``, which has `inputs` and, in each column of `key`, the
        number of the row.
    rows
        The relation of the rows.

    """
    names = quote_list([column.name for column in inputs])
    numbers = ", ".join(f"row_number() OVER () AS {quote(name)}" for name in key)
    numbered = f"SELECT {names}, {numbers} FROM {quote(rows)}"
    workspace.define_view(NUMBERED, numbered)
    try:
        found = workspace.rows(text)
    finally:
        workspace.drop(NUMBERED)
    return _ordered(found)


def run_in_sqlite(
    text: str, inputs: Sequence[Column], workspace: Workspace, rows: str, key: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Return the answers as ``run_in_duckdb`` does, of the SQLite that Python has.

    Raises
    ------
    ProjectError
        ``not-supported``: that SQLite is older than what the query needs.

    """
    names = [column.name for column in inputs]
    given = workspace.rows(f"SELECT {quote_list(names)} FROM {quote(rows)}")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE {quote(NUMBERED)} ({quote_list([*names, *key])})")
        marks = ", ".join("?" * (len(names) + len(key)))
        numbered = [(*map(_stored, row), *[i] * len(key)) for i, row in enumerate(given)]
        connection.executemany(f"INSERT INTO {quote(NUMBERED)} VALUES ({marks})", numbered)
        try:
            found = connection.execute(text).fetchall()
        except sqlite3.OperationalError as error:
            raise ProjectError.of(
                "not-supported",
                f"the SQLite of this Python, {sqlite3.sqlite_version}, does not run the query",
                detail=f"{error}.",
                hint="SQLite 3.35 or newer with its mathematical functions runs it.",
            ) from error
    return _ordered(found)


def _ordered(found: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(found, key=lambda row: row[-1])


def _stored(value: Any) -> Any:
    """Return a value as SQLite keeps it: truth values 0 and 1, days as ISO 8601 texts."""
    match value:
        case bool():
            return int(value)
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case _:
            return value


def parsed(text: str, dialect: str) -> None:
    """Parse a query by the grammar that sqlglot has of a dialect; it is not run."""
    import sqlglot
    from sqlglot.errors import SqlglotError

    try:
        found = sqlglot.parse(text, read=dialect)
    except SqlglotError as error:
        raise InternalError.of("unparsable-export", f"{dialect}: {error}") from error
    if len(found) != 1:
        raise InternalError.of("unparsable-export", f"{dialect}: {len(found)} statements")
