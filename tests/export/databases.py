"""Tables in real databases, and queries over them."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import duckdb

SQLITE_TYPES = {"BIGINT": "INTEGER", "DOUBLE": "REAL", "FLOAT": "REAL", "BOOLEAN": "INTEGER"}
POSTGRES_TYPES = {"DOUBLE": "DOUBLE PRECISION", "FLOAT": "REAL", "TINYINT": "SMALLINT",
                  "DOUBLE[]": "DOUBLE PRECISION[]"}  # fmt: skip


def in_duckdb(query, columns, rows):
    with duckdb.connect() as connection:
        made = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        connection.execute(f"CREATE TABLE rows_to_score ({made})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO rows_to_score VALUES ({marks})", rows)
        return named(connection.execute(query))


def in_sqlite(query, columns, rows):
    connection = sqlite3.connect(":memory:")
    # NOCASE: what a column compares by must not decide which category a text is.
    made = ", ".join(
        f'"{name}" {SQLITE_TYPES.get(kind, "TEXT COLLATE NOCASE")}' for name, kind in columns
    )
    connection.execute(f"CREATE TABLE rows_to_score ({made})")
    marks = ", ".join("?" * len(columns))
    stored = [tuple(map(for_sqlite, row)) for row in rows]
    connection.executemany(f"INSERT INTO rows_to_score VALUES ({marks})", stored)
    found = named(connection.execute(query))
    connection.close()
    return found


def for_sqlite(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def in_postgres(connection, query, columns, rows):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS rows_to_score")
        made = ", ".join(f'"{name}" {POSTGRES_TYPES.get(kind, kind)}' for name, kind in columns)
        cursor.execute(f"CREATE TABLE rows_to_score ({made})")
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO rows_to_score VALUES ({marks})", rows)
        cursor.execute(query)
        return named(cursor)


def named(cursor):
    """Return the answer's rows by column name, in the order of ``id``."""
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return sorted(found, key=lambda row: row["id"])
