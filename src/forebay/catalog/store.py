"""The open SQLite file, with its errors in our words."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from threading import RLock
from typing import TYPE_CHECKING, Any

from forebay.catalog.atomic import write_atomically
from forebay.catalog.checksum import checksum
from forebay.catalog.layout import catalog_file, data_root, owner_file
from forebay.catalog.places import OWN_FOLDER
from forebay.catalog.schema import prepare
from forebay.errors import EngineError, system_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BUSY_TIMEOUT_S = 10.0
_CHECKED_BYTES = 8 << 20  # a catalog up to this size is checked whole when it is opened
_HEADER_BYTES = 512
_LEAST_BYTES = 128 << 10  # what one transaction and its shared memory may need
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_ERROR", "SQLITE_SCHEMA"}


class Store:
    """One connection to the catalog of a project folder; may be used from several threads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = catalog_file(root)
        self._lock = RLock()
        self._open_folder()
        with self._mapped():
            self._connection = sqlite3.connect(
                self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        try:
            with self._mapped():
                self.catalog_id = self._prepare()
            self._own_storage()
        except BaseException:
            self._connection.close()
            raise

    def _open_folder(self) -> None:
        folder = self.path.parent
        try:
            for place in dict.fromkeys([folder, data_root(self.root)]):
                # A folder that was there before is somebody's, and git may see what is in it.
                is_ours = place == self.root / OWN_FOLDER or not place.exists()
                place.mkdir(parents=True, exist_ok=True)
                ignore = place / ".gitignore"
                if is_ours and not ignore.exists():
                    ignore.write_text("*\n")
        except OSError as error:
            raise EngineError.of(
                "catalog-not-written",
                f'the folder "{folder.name}" cannot be written',
                detail=f"{error.strerror}.",
                hint="give yourself the right to write there, or set data_root to another folder.",
            ) from error

    def _own_storage(self) -> None:
        """Take the data folder for this catalog; EngineError ``storage-taken`` if it has another.

        Two catalogs over one folder would delete each other's files.
        """
        owner = owner_file(self.root)
        if owner is None:
            return
        try:
            found = owner.read_text(encoding="ascii") if owner.exists() else ""
            if not found:
                write_atomically(owner, self.catalog_id.encode())
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError.of(
                "catalog-not-written",
                f'"{owner.name}" of the storage cannot be read or written',
                detail=f"{error}.",
                hint="give yourself the right to read and write there.",
            ) from error
        if found and found != self.catalog_id:
            raise EngineError.of(
                "storage-taken",
                f'the storage "{owner.parent.name}" belongs to another catalog',
                detail="two catalogs over one folder would delete each other's files.",
                hint="give storage a folder of its own in forebay.toml, or name the catalog that "
                "it belongs to.",
            )

    def _prepare(self) -> str:
        # A database of less than its header is new to SQLite, which would write over what is left.
        if 0 < self.path.stat().st_size < _HEADER_BYTES:
            raise self.damaged("it is cut off")
        run = self._connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA cell_size_check = ON")
        run("PRAGMA trusted_schema = OFF")
        if self.path.stat().st_size <= _CHECKED_BYTES:
            words = [row[0] for row in run("PRAGMA integrity_check(3)")]
            if words != ["ok"]:
                raise self.damaged("; ".join(words))
        return prepare(self._connection, self.path)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._lock, self._mapped():
            return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement; return the id of the row that it inserted, if it did."""
        with self._lock, self._mapped():
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterator[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._lock, self._mapped():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock; commit at the end, undo everything if anything is raised."""
        with self._lock, self._mapped():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several reads see one state, whatever other processes commit meanwhile."""
        with self._lock, self._mapped():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):
                    self._connection.execute("COMMIT")

    def unsealed(self, table: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row without its seal, its last value; EngineError if the seal is broken."""
        *values, seal = row
        if checksum(table, *values) != seal:
            raise self.damaged(f'a row of "{table}" does not match its checksum')
        return tuple(values)

    def damaged(self, detail: str) -> EngineError:
        """Return the error for a catalog that does not hold what was written."""
        return EngineError.of(
            "damaged-catalog",
            f'"{self.path.name}" is damaged',
            detail=f"{detail.rstrip('.')}.",
            hint="restore the .forebay folder from a backup, or delete it and build again.",
        )

    def close(self) -> None:
        """Close the file; what was committed stays."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")
            raise self._error(code, str(error)) from error
        except UnicodeDecodeError as error:
            raise self.damaged("a text in it is not UTF-8") from error

    def _is_disk_full(self) -> bool:
        # SQLite hands on that a write failed and not why, and mapped memory fails without a reason.
        with suppress(OSError):
            disk = os.statvfs(self.path.parent)
            return disk.f_bavail * disk.f_frsize < _LEAST_BYTES
        return False

    def _error(self, code: str, words: str) -> EngineError:
        name = "_".join(code.split("_")[:2])
        if name in _DAMAGED:
            return self.damaged(words)
        if name == "SQLITE_BUSY":
            return EngineError.of(
                "catalog-busy",
                f'another process has held "{self.path.name}" for {_BUSY_TIMEOUT_S:.0f} seconds',
                hint="try again when it is done.",
            )
        if name == "SQLITE_FULL" or (name == "SQLITE_IOERR" and self._is_disk_full()):
            return system_error(OSError(errno.ENOSPC, words, self.path.name))
        return EngineError.of(
            "catalog-not-written",
            f'"{self.path.name}" cannot be read or written',
            detail=f"{words}.",
            hint="look at the free space and the permissions of the .forebay folder.",
        )
