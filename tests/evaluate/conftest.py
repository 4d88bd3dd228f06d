"""Scored rows made from arrays, in a real engine."""

from __future__ import annotations

import itertools

import duckdb
import numpy as np
import pytest

from forebay.engine import Column, Schema
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.quote import quote
from forebay.evaluate.scored_rows import ScoredRows


@pytest.fixture(scope="session")
def writer():
    """Write columns to Parquet."""
    connection = duckdb.connect(config={"threads": 1})
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """Return a function that gives the workspace with so many threads."""
    folder = tmp_path_factory.mktemp("rows")
    engine, found = DuckDBEngine(), {}

    def workspace(threads):
        if threads not in found:
            found[threads] = engine.workspace(
                threads=threads,
                memory_limit=None,
                readable=[folder],
                scratch=folder / f"s{threads}",
            )
        return found[threads], folder

    yield workspace
    for one in found.values():
        one.close()


@pytest.fixture
def scored(workspaces, writer):
    """Make scored rows from columns: ``scored("binary", score=..., label=...)``.

    Two-dimensional columns are lists. ``weight``, ``block`` and ``inside`` take their roles.
    """
    numbers = itertools.count()

    def make(task, *, classes=("no", "yes"), threads=1, **columns):
        options = {key: columns.pop(key) for key in ("threshold", "where") if key in columns}
        options |= {role: role for role in ("weight", "block", "inside") if role in columns}
        workspace, folder = workspaces(threads)
        path = folder / f"{id(columns)}_{next(numbers)}_{threads}.parquet"
        flat, selected = {}, []
        for name, values in columns.items():
            array = np.asarray(values)
            if array.ndim == 1:
                flat[name] = array
                selected.append(quote(name))
            else:
                parts = {
                    f"{name}{k}": np.ascontiguousarray(array[:, k]) for k in range(array.shape[1])
                }
                flat |= parts
                selected.append(f"[{', '.join(map(quote, parts))}] AS {quote(name)}")
        writer.execute(
            f"COPY (SELECT {', '.join(selected)} FROM flat) TO '{path}' (FORMAT parquet)"
        )
        described = writer.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        name = path.stem
        workspace.attach(name, [path], Schema(tuple(Column(n, t) for n, t, *_ in described)))
        kind = () if task == "regression" else tuple(classes)
        return ScoredRows(workspace, quote(name), task, kind, **options)

    return make
