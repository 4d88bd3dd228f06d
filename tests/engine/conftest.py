"""A workspace in a folder of its own, and short ways to say what a source is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forebay.engine import column_library
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.read_source import read_source
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_spec import ComputedColumn, DeclaredColumn, SourceSpec
from forebay.errors import Source, Span

# `make test-memory` lets the tests of this folder read with the library under the sanitizers.
if "FOREBAY_TEST_COLUMNS" in os.environ:
    column_library.INSTALLED = Path(os.environ["FOREBAY_TEST_COLUMNS"])  # type: ignore[misc]


@pytest.fixture(scope="session")
def engine():
    return DuckDBEngine()


@pytest.fixture
def workspace(engine, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "tables").mkdir()
    opened = engine.workspace(
        threads=2,
        memory_limit="512MB",
        readable=[tmp_path / "data", tmp_path / "tables"],
        scratch=tmp_path / "scratch",
    )
    yield opened
    opened.close()


class Sources:
    """Writes files below data/ and reads them as one source."""

    def __init__(self, workspace, root):
        self.workspace = workspace
        self.root = root
        self.target = root / "tables" / "source.parquet"
        self.rejected = root / "tables" / "rejected.parquet"

    def file(self, content, name="a.csv"):
        path = self.root / "data" / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def spec(self, *files, columns=None, star=True, computed=(), kind="CSV", **options):
        return SourceSpec(
            "orders",
            kind,
            tuple(files),
            tuple(f"data/{f.name}" for f in files),
            None if columns is None else tuple(DeclaredColumn(*c) for c in columns),
            star,
            computed_columns(computed),
            SourceOptions.of(options),
            self.root,
        )

    def read(self, content, name="a.csv", **rest):
        return self.read_spec(self.spec(self.file(content, name), **rest))

    def read_spec(self, spec):
        return read_source(self.workspace, spec, self.target, self.rejected)

    def rows(self, content, name="a.csv", **rest):
        self.read(content, name, **rest)
        return self.workspace.rows(f"SELECT * FROM read_parquet('{self.target}')")

    def rejected_rows(self):
        return self.workspace.rows(f"SELECT * FROM read_parquet('{self.rejected}')")


def computed_columns(pairs):
    text = "CREATE EXTERNAL TABLE orders (*,\n  "
    places = []
    for name, expression in pairs:
        text += f"{name} AS ("
        places.append((name, expression, len(text)))
        text += f"{expression}),\n  "
    source = Source("sources/orders.sql", text)
    return tuple(ComputedColumn(n, e, Span(source, at, at + len(e))) for n, e, at in places)


@pytest.fixture
def sources(workspace, tmp_path):
    return Sources(workspace, tmp_path)
