"""The connections of one workspace: all of them know the same names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from forebay.engine.duckdb_connection import Limits
    from forebay.engine.duckdb_pool import ConnectionPool

T = TypeVar("T")


class WorkspaceConnections:
    """One connection with all threads, and where they are needed one of a single thread and others.

    Settings are locked, so a query that needs other settings needs another connection.

    Parameters
    ----------
    limits
        With `spill_at`, they are those to begin with: the first query that runs out of memory
        runs again without, and all later ones too.

    """

    def __init__(self, limits: Limits, pool: ConnectionPool) -> None:
        self._limits = limits
        self._pool = pool
        self._main = pool.take(limits)
        self._serial: duckdb.DuckDBPyConnection | None = None
        self._outgrown: list[tuple[Limits, duckdb.DuckDBPyConnection]] = []
        self._definitions: dict[tuple[str, str], Callable[[duckdb.DuckDBPyConnection], None]] = {}
        self._is_closed = False

    @property
    def main(self) -> duckdb.DuckDBPyConnection:
        """The connection with all threads."""
        return self._main

    def single_threaded(self) -> duckdb.DuckDBPyConnection:
        """Return the connection with one thread."""
        if self._serial is None:
            self._serial = self._opened(self._serial_limits)
        return self._serial

    def define(
        self, kind: str, name: str, create: Callable[[duckdb.DuckDBPyConnection], None]
    ) -> None:
        """Run `create` on every connection, now or when it is opened.

        Parameters
        ----------
        kind
            ``relation``, ``variable`` or ``macro``; with the name, what it replaces.

        """
        for _, connection in self._current():
            create(connection)
        key = (kind, name.casefold())
        self._definitions.pop(key, None)
        self._definitions[key] = create

    def forget(
        self, kind: str, name: str, drop: Callable[[duckdb.DuckDBPyConnection], None]
    ) -> None:
        """Take back a definition; `drop` runs on every connection."""
        self._definitions.pop((kind, name.casefold()), None)
        for _, connection in self._current():
            drop(connection)

    def run(
        self,
        connection: duckdb.DuckDBPyConnection,
        attempt: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        """Return what `attempt` gives; once more with all memory if it ran out of the first."""
        try:
            return attempt(connection)
        except EngineError as error:
            short = any(problem.name == "out-of-memory" for problem in error.problems)
            known = [other for _, other in self._current()]
            if not short or self._limits.spill_at is None or connection not in known:
                raise
        is_serial = connection is self._serial
        # Streams may still read from them.
        self._outgrown += self._current()
        self._limits = replace(
            self._limits, spill_at=None, spill=Path(f"{self._limits.spill}-grown")
        )
        self._main, self._serial = self._opened(self._limits), None
        return attempt(self.single_threaded() if is_serial else self._main)

    def close(self) -> None:
        """Give all connections back; once."""
        if self._is_closed:
            return
        self._is_closed = True
        for limits, connection in (*self._outgrown, *self._current()):
            self._pool.give_back(limits, connection, self._definitions)

    @property
    def _serial_limits(self) -> Limits:
        return replace(self._limits, threads=1, spill=Path(f"{self._limits.spill}-serial"))

    def _current(self) -> list[tuple[Limits, duckdb.DuckDBPyConnection]]:
        found = [(self._limits, self._main)]
        return found if self._serial is None else [*found, (self._serial_limits, self._serial)]

    def _opened(self, limits: Limits) -> duckdb.DuckDBPyConnection:
        connection = self._pool.take(limits)
        for create in self._definitions.values():
            create(connection)
        return connection
