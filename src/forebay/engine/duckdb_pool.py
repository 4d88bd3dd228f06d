"""Connections that are kept for whoever next asks for the same limits."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import duckdb

from forebay.engine.duckdb_connection import Limits, open_connection
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = 2  # one with all threads, one with a single thread


class ConnectionPool:
    """Spares opening: a new DuckDB costs 40 ms of CPU, and a build asks for some twenty."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[tuple[Limits, duckdb.DuckDBPyConnection]] = []

    def take(self, limits: Limits) -> duckdb.DuckDBPyConnection:
        """Return a connection with these limits that nobody else has."""
        with self._lock:
            for place, (known, _) in enumerate(self._free):
                if known == limits:
                    return self._free.pop(place)[1]
        return open_connection(limits)

    def give_back(
        self,
        limits: Limits,
        connection: duckdb.DuckDBPyConnection,
        defined: Iterable[tuple[str, str]],
    ) -> None:
        """Keep a connection if it can be made as good as new, else close it.

        Parameters
        ----------
        defined
            Kind (``relation``, ``variable``, ``macro``) and name of all that was defined in it.

        """
        if not _cleaned(connection, defined):
            connection.close()
            return
        with self._lock:
            self._free.append((limits, connection))
            surplus = self._free[:-_KEPT]
            self._free = self._free[-_KEPT:]
        for _, old in surplus:
            old.close()

    def close(self) -> None:
        """Close all that are free; those that are in use are their users' to close."""
        with self._lock:
            free, self._free = self._free, []
        for _, connection in free:
            connection.close()


def _cleaned(connection: duckdb.DuckDBPyConnection, defined: Iterable[tuple[str, str]]) -> bool:
    try:
        connection.execute("SELECT 1")  # fails after a fatal error
        for kind, name in defined:
            # A macro's name is not known here, a dotted name made a schema.
            if kind == "macro" or "." in name:
                return False
            drop = "RESET VARIABLE" if kind == "variable" else "DROP VIEW IF EXISTS"
            connection.execute(f"{drop} {quote(name)}")
    except duckdb.Error:
        return False
    return True
