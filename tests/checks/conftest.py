"""A workspace to check things in, and statements parsed from text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from forebay.checks import apply
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.sql import parse

if TYPE_CHECKING:
    from forebay.checks import CheckedRelation


@dataclass
class World:
    """A workspace, and the texts of tables in it."""

    workspace: object
    binder: object

    def table(self, name, text):
        """Make `name` readable as the rows of a query."""
        self.workspace.define_view(name, text)
        self.binder.declare_table(name, self.workspace.describe(f"SELECT * FROM {name}"))

    def rows(self, text):
        return self.workspace.rows(text)

    def columns(self, text):
        """Return the column list of ``(text)``."""
        statement = parse(Source("tables/t.sql", f"CREATE TABLE t ({text}) AS SELECT 1 AS x"))[0]
        return statement.columns

    def check(self, query, columns) -> CheckedRelation:
        """Check a query's rows against a column list, as the table ``t``."""
        self.workspace.define_view("staged", query)
        schema = self.workspace.describe("SELECT * FROM staged")
        return apply(self.workspace, "t", '"staged"', schema, self.columns(columns))


@pytest.fixture
def world(tmp_path):
    engine = DuckDBEngine()
    workspace = engine.workspace(
        threads=1, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
    )
    binder = engine.binder()
    yield World(workspace, binder)
    workspace.close()
    binder.close()
