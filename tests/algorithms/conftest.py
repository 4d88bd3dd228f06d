"""Matrices given to algorithms as the build gives them: Parquet files behind an engine."""

from __future__ import annotations

import os

import duckdb
import numpy as np
import pytest

from forebay.algorithms import TrainingData, load_algorithm, validate_options
from forebay.algorithms.class_weights import resolve_class_weights
from forebay.engine import Column, Schema
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.features.matrix_column import MatrixColumn
from forebay.sql.statement import Option

# Read when a test loads LightGBM itself: its threads must not spin (see boosted_tree).
os.environ.setdefault("GOMP_SPINCOUNT", "1000")


@pytest.fixture
def workspace(tmp_path):
    """Return an empty workspace that may read the test's folder."""
    made = DuckDBEngine().workspace(
        threads=2, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
    )
    yield made
    made.close()


@pytest.fixture
def training_data(workspace, tmp_path):
    """Return a function that makes TrainingData of arrays; integer arrays are category codes."""

    def make(columns, label, *, n_classes=0, weight=None, n_tune=0, matrix_columns=None, key=None):
        label = np.asarray(label, np.float64)
        weight = np.ones(len(label)) if weight is None else np.asarray(weight, np.float64)
        arrays = [np.asarray(column) for column in columns]
        named = {f"f{i}": array for i, array in enumerate(arrays)}
        key = np.arange(len(label), dtype=np.uint64) if key is None else key
        named |= {"label": label, "weight": weight, "key": key}
        path = tmp_path / f"matrix{len(list(tmp_path.glob('*.parquet')))}.parquet"
        with duckdb.connect() as connection:
            connection.register("given", named)
            connection.execute("SET threads = 1")
            connection.execute(f"COPY (SELECT * FROM given) TO '{path}' (FORMAT parquet)")
        kinds = {"i": "BIGINT", "u": "UBIGINT", "f": "DOUBLE", "b": "BOOLEAN"}
        types = [kinds[array.dtype.kind] for array in named.values()]
        schema = Schema(tuple(Column(n, t) for n, t in zip(named, types, strict=True)))
        workspace.attach(path.stem, [path], schema)
        n_train = len(label) - n_tune
        return TrainingData(
            workspace,
            f"SELECT * FROM {path.stem} LIMIT {n_train}",
            f"SELECT * FROM {path.stem} OFFSET {n_train}" if n_tune else None,
            matrix_columns or tuple(_column(i, array) for i, array in enumerate(arrays)),
            n_classes,
            n_train,
            n_tune,
        )

    return make


def _column(i, array):
    if array.dtype.kind == "i":
        known = range(int(array.max()) + 1)
        return MatrixColumn(f"f{i}", "category", tuple(f"k{code}" for code in known))
    return MatrixColumn(f"f{i}", "number")


@pytest.fixture(scope="session")
def written():
    """Return a function that makes options as ``sql`` gives them, from Python values."""
    return _written


def _written(**options):
    made = {}
    for name, value in options.items():
        text = f"{name} = {value!r}"
        span = Source("m.sql", text).whole()
        made[name] = Option(name, value, span, span.part(len(name) + 3, len(text)))
    return made


@pytest.fixture
def train():
    """Return a function that validates options and trains."""

    def run(model_type, data, *, seed=42, threads=1, **options):
        values, problems = validate_options(model_type, _written(**options))
        assert not problems, problems
        if values.get("class_weights"):
            classes = [str(i) for i in range(data.n_classes)]
            values["class_weights"] = resolve_class_weights(values["class_weights"], classes)
        return load_algorithm(model_type).train(
            data, values, seed=seed, threads=threads, on_progress=lambda *_: None
        )

    return run
