"""A workspace over DuckDB with relations made from arrays."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pytest

from forebay.evaluate.scored_rows import ScoredRows


class ArrayBatch:
    """Rows of a small result, column by column."""

    def __init__(self, columns: list[np.ndarray]) -> None:
        self.columns = columns
        self.n_rows = len(columns[0]) if columns else 0

    def floats(self, column: int) -> np.ndarray:
        return np.ma.filled(self.columns[column].astype(float), np.nan)


class ArrayWorkspace:
    """What evaluate asks of a workspace: rows and streams of queries."""

    def __init__(self, threads: int = 2) -> None:
        self.connection = duckdb.connect(config={"threads": threads})
        self.n_tables = 0

    def rows(self, text: str, at: object = None) -> list[tuple[Any, ...]]:
        del at
        return self.connection.execute(text).fetchall()

    def stream(self, text: str, *, batch_rows: int = 122_880, at: object = None):
        del batch_rows, at
        found = self.connection.execute(text).fetchnumpy()
        yield ArrayBatch(list(found.values()))

    def table(self, columns: dict[str, Any]) -> str:
        self.n_tables += 1
        name = f"t{self.n_tables}"
        view = {key: np.asarray(value) for key, value in columns.items()}
        names = ", ".join(f'unnest(${i + 1}) AS "{key}"' for i, key in enumerate(view))
        values = [value.tolist() for value in view.values()]
        self.connection.execute(f"CREATE TABLE {name} AS SELECT {names}", values)
        return name


@pytest.fixture
def workspace():
    space = ArrayWorkspace()
    yield space
    space.connection.close()


@pytest.fixture
def scored(workspace):
    """Make ScoredRows from columns: ``scored("binary", score=..., label=...)``."""

    def make(task: str, *, classes=("no", "yes"), threads: int | None = None, **columns):
        space = workspace if threads is None else ArrayWorkspace(threads)
        options = {key: columns.pop(key) for key in ("threshold", "where") if key in columns}
        options |= {role: role for role in ("weight", "block") if role in columns}
        relation = space.table(columns)
        chosen = () if task == "regression" else tuple(classes)
        return ScoredRows(space, relation, task, chosen, **options)

    return make
