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
ENGINES: dict[str, str] = {"duckdb": "forebay.engine.duckdb_engine:DuckDBEngine"}

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
