"""An Engine binds and runs plain SQL."""

from forebay.engine.protocol import (
    Analysis,
    Batch,
    Binder,
    Column,
    Engine,
    Reference,
    Schema,
    Workspace,
    WrittenFile,
)

# Strings, not classes: importing this package must not import an engine.
_DUCKDB = "forebay.engine.duckdb_engine:DuckDBEngine"
ENGINES: dict[str, str] = {"duckdb": _DUCKDB, "bigquery": _DUCKDB}

__all__ = [
    "ENGINES",
    "Analysis",
    "Batch",
    "Binder",
    "Column",
    "Engine",
    "Reference",
    "Schema",
    "Workspace",
    "WrittenFile",
]
