"""DuckDB, in this process: the engine that is always there."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import duckdb

from forebay.engine.asked import Asked
from forebay.engine.duckdb_analysis import analyse
from forebay.engine.duckdb_binder import DuckDBBinder
from forebay.engine.duckdb_connection import Limits, check_version
from forebay.engine.duckdb_pool import ConnectionPool
from forebay.engine.duckdb_workspace import DuckDBWorkspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.engine.protocol import Analysis
    from forebay.errors import Span


class DuckDBEngine:
    """Binds and runs SQL with DuckDB 2.

    Examples
    --------
    >>> engine = DuckDBEngine()
    >>> [t.name for t in engine.analyse("SELECT * FROM shop.orders", None).tables]
    ['shop.orders']

    """

    def __init__(self) -> None:
        check_version(duckdb.__version__)
        self._pool = ConnectionPool()
        # An open connection at interpreter exit makes DuckDB 2.0 print leak warnings.
        weakref.finalize(self, self._pool.close)

    @property
    def name(self) -> str:
        """``duckdb``."""
        return "duckdb"

    @property
    def version(self) -> str:
        """DuckDB's version: ``2.0.0``."""
        return str(duckdb.__version__)

    def analyse(self, text: str, span: Span | None) -> Analysis:
        """Parse one query; ProjectError with its place if it is no SELECT of this engine."""
        connection = self._pool.take(Limits())
        try:
            return analyse(connection, Asked(text, span))
        finally:
            self._pool.give_back(Limits(), connection, ())

    def binder(self) -> DuckDBBinder:
        """Return an empty world to judge SELECTs in."""
        return DuckDBBinder(self._pool.take(Limits()))

    def workspace(
        self,
        *,
        threads: int,
        memory_limit: str | None,
        readable: Sequence[Path],
        scratch: Path,
        spill_at: int | None = None,
    ) -> DuckDBWorkspace:
        """Open a connection that reads below `readable` and `scratch` and nowhere else."""
        return DuckDBWorkspace(
            threads=threads,
            memory_limit=memory_limit,
            readable=tuple(readable),
            scratch=scratch,
            pool=self._pool,
            spill_at=spill_at,
        )
