"""Gate rows made from arrays, in a real engine, and standards parsed from text."""

from __future__ import annotations

import itertools

import duckdb
import numpy as np
import pytest

from forebay.engine import Column, Schema
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.quote import quote
from forebay.errors import Source
from forebay.evaluate.scored_rows import ScoredRows
from forebay.sql import parse


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    workspace = DuckDBEngine().workspace(
        threads=2, memory_limit=None, readable=[folder], scratch=folder / "scratch"
    )
    writer = duckdb.connect(config={"threads": 1})
    yield workspace, writer, folder
    workspace.close()
    writer.close()


@pytest.fixture
def gate_rows(world):
    """Make gate rows: ``gate_rows("binary", label=..., score=..., champion=..., origin=...)``.

    Without a champion its column is NULL; the baseline is the mean label if none is given.
    """
    workspace, writer, folder = world
    numbers = itertools.count()

    def make(task, *, classes=("no", "yes"), threshold=0.5, **columns):
        flat = {name: np.asarray(values) for name, values in columns.items()}
        n = len(flat["label"])
        flat.setdefault("baseline", np.full(n, flat["label"].mean() if n else 0.0))
        flat.setdefault("champion", np.full(n, np.nan))
        selected = ["* EXCLUDE (champion)", "nullif(champion, 'nan'::DOUBLE) AS champion"]
        if "block" not in flat:
            selected.append("CAST(NULL AS BIGINT) AS block")
        name = f"g{id(columns)}_{next(numbers)}"
        path = folder / f"{name}.parquet"
        writer.execute(
            f"COPY (SELECT {', '.join(selected)} FROM flat) TO '{path}' (FORMAT parquet)"
        )
        described = writer.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        workspace.attach(name, [path], Schema(tuple(Column(c, t) for c, t, *_ in described)))
        kind = () if task == "regression" else classes
        return ScoredRows(workspace, quote(name), task, kind, threshold)

    return make


@pytest.fixture
def standards():
    """Parse standards: ``standards("roc_auc >= 0.68, recall > baseline")``."""

    def make(text):
        model = (
            "CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG') "
            f"STANDARDS ({text}) AS SELECT 1 AS label"
        )
        return parse(Source("models/m.sql", model))[0].standards

    return make


@pytest.fixture
def two_classes():
    """Return labels and scores of a known model: ``two_classes(seed, n, area)``."""

    def make(seed, n, lead=1.0, share=0.3):
        random = np.random.default_rng(seed)
        label = (random.random(n) < share).astype(int)
        return label, 1 / (1 + np.exp(-(random.normal(size=n) + lead * label - 1)))

    return make
