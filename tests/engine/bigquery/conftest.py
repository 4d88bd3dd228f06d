"""What the tests of the dialect share."""

from __future__ import annotations

import pytest

from forebay.engine.bigquery.translate import translate
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source


class Translated:
    """Runs BigQuery SQL in one DuckDB."""

    def __init__(self, workspace):
        self.workspace = workspace

    def rows(self, text):
        return self.workspace.rows(translate(Source("<query>", text)).source.text)

    def value(self, expression):
        """Return what ``SELECT expression`` gives."""
        ((value,),) = self.rows(f"SELECT {expression}")
        return value

    def types(self, text):
        sql = translate(Source("<query>", text)).source.text
        return [column.type for column in self.workspace.describe(sql).columns]


@pytest.fixture(scope="module")
def bigquery(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("scratch")
    workspace = DuckDBEngine().workspace(threads=1, memory_limit=None, readable=(), scratch=scratch)
    yield Translated(workspace)
    workspace.close()
