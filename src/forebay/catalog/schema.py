"""The tables of ``catalog.sqlite``, and the way from an older format to this one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from forebay.catalog.clock import utc_now
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMAT = 1

# From format n to n + 1, by n. A migration runs in the transaction that raises the format.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {}

# Every table whose rows are read back as truth carries a seal: the checksum of its other values.
TABLES = """
CREATE TABLE state_format (format INTEGER NOT NULL, catalog_id TEXT NOT NULL, since TEXT NOT NULL);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, env TEXT NOT NULL, started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL, outcome TEXT NOT NULL, exit_code INTEGER, summary TEXT NOT NULL,
  pid INTEGER NOT NULL, host TEXT NOT NULL, born INTEGER, events TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, node_key TEXT NOT NULL, number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, state TEXT NOT NULL, run INTEGER NOT NULL,
  superseded_at TEXT NOT NULL, marked_at TEXT NOT NULL, gone_at TEXT NOT NULL,
  manifest TEXT NOT NULL, seal TEXT NOT NULL, UNIQUE (node_key, number)
);

CREATE TABLE environments (
  name TEXT PRIMARY KEY, generation INTEGER NOT NULL, run INTEGER, published_at TEXT NOT NULL,
  pointers TEXT NOT NULL, live_sha256 TEXT NOT NULL, seal TEXT NOT NULL
);

CREATE TABLE live (
  env TEXT NOT NULL REFERENCES environments (name), node_key TEXT NOT NULL,
  version_id INTEGER NOT NULL REFERENCES versions (id), PRIMARY KEY (env, node_key)
);

CREATE TABLE switches (
  id INTEGER PRIMARY KEY AUTOINCREMENT, env TEXT NOT NULL REFERENCES environments (name),
  generation INTEGER NOT NULL, run INTEGER, kind TEXT NOT NULL, node_key TEXT NOT NULL,
  version_id INTEGER REFERENCES versions (id), previous_id INTEGER REFERENCES versions (id),
  at TEXT NOT NULL, seal TEXT NOT NULL
);
CREATE INDEX switches_of_node ON switches (env, node_key);

CREATE TABLE verdicts (
  node_key TEXT NOT NULL, fingerprint TEXT NOT NULL, judge_fingerprint TEXT NOT NULL,
  version_id INTEGER NOT NULL REFERENCES versions (id), env TEXT NOT NULL, run INTEGER,
  outcome TEXT NOT NULL, reason TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL,
  seal TEXT NOT NULL, PRIMARY KEY (node_key, fingerprint, judge_fingerprint)
);

CREATE TABLE pins (
  env TEXT NOT NULL, node_key TEXT NOT NULL, fingerprint TEXT NOT NULL, definition TEXT NOT NULL,
  version_id INTEGER NOT NULL REFERENCES versions (id), reason TEXT NOT NULL, at TEXT NOT NULL,
  seal TEXT NOT NULL, PRIMARY KEY (env, node_key, version_id)
);

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, env TEXT NOT NULL, event TEXT NOT NULL,
  node TEXT NOT NULL, number INTEGER, run INTEGER, actor TEXT NOT NULL, reason TEXT NOT NULL,
  details TEXT NOT NULL, seal TEXT NOT NULL
);

CREATE TABLE predictions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, predicted_at TEXT NOT NULL,
  node_key TEXT NOT NULL, version INTEGER NOT NULL, inputs TEXT NOT NULL, output TEXT NOT NULL
);
CREATE INDEX predictions_of_node ON predictions (node_key, predicted_at);

CREATE TABLE signatures (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
  signed_at_ns INTEGER NOT NULL, seal TEXT NOT NULL
);

CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER switches_are_never_changed BEFORE UPDATE ON switches
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER switches_are_never_deleted BEFORE DELETE ON switches
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
"""


def prepare(connection: sqlite3.Connection, path: Path) -> str:
    """Bring an open catalog to this format and return its id, made once when it was created.

    A catalog of a newer format is refused with ProjectError ``newer-state`` before anything is
    written. An older one is copied aside first (``catalog.sqlite.format-<n>``).
    """
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'state_format'"
    ).fetchone()[0]
    if not found:
        _create(connection)
    rows = connection.execute("SELECT format, catalog_id FROM state_format").fetchall()
    if len(rows) != 1:
        raise sqlite3.DatabaseError("state_format has not exactly one row")
    current, catalog_id = rows[0]
    if current > FORMAT:
        raise ProjectError.of(
            "newer-state",
            f"the state in this folder has format {current}, this Forebay knows {FORMAT}",
            detail=f'"{path.name}" was written by a newer Forebay.',
            hint="use the Forebay that wrote it, or a newer one.",
        )
    if current < FORMAT:
        _migrate(connection, path, current)
    return str(catalog_id)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have been faster between the look and the lock.
    if not connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'state_format'"
    ).fetchone()[0]:
        for statement in _statements(TABLES):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO state_format VALUES (?, ?, ?)", (FORMAT, os.urandom(16).hex(), utc_now())
        )
    connection.execute("COMMIT")


def _migrate(connection: sqlite3.Connection, path: Path, current: int) -> None:
    aside = path.with_name(f"{path.name}.format-{current}")
    with closing(sqlite3.connect(aside)) as copy:
        connection.backup(copy)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(current, FORMAT):
            MIGRATIONS[step](connection)
        connection.execute("UPDATE state_format SET format = ?, since = ?", (FORMAT, utc_now()))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    # executescript() would commit the transaction that it runs in.
    statements, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            statements.append(part)
            part = ""
    return statements
