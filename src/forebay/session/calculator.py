"""Values of expressions that read no table: the engine is opened once for all of them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.engine.bigquery.translate import translate

if TYPE_CHECKING:
    from forebay.engine import Workspace
    from forebay.errors import Source


class Calculator:
    """Computes the conditions and variables of scripts."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None
        self._scratch = Path()

    def value(self, said: Source) -> object:
        """Return what a query of one expression gives; EngineError or ProjectError at its place."""
        source = translate(said).source
        ((value,),) = self._opened().rows(source.text, source.whole())
        return value

    def close(self) -> None:
        """Let the engine go."""
        if self._workspace is not None:
            self._workspace.close()
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._workspace = None

    def _opened(self) -> Workspace:
        if self._workspace is None:
            from forebay.engine.duckdb_engine import DuckDBEngine

            self._scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
            self._workspace = DuckDBEngine().workspace(
                threads=1, memory_limit=None, readable=(), scratch=self._scratch
            )
        return self._workspace
