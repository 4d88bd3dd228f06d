"""What is known of a query's joins before it runs (case 59 of the bad inputs)."""

from __future__ import annotations

import duckdb
import pytest

from forebay.engine.duckdb_engine import DuckDBEngine

ROWS = 10_000
ENGINE = int(duckdb.__version__.split(".")[0])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forecast")
    opened = DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[folder], scratch=folder / "scratch"
    )
    query = f"SELECT i AS id, 1 AS one, i::VARCHAR AS word FROM range({ROWS}) AS r(i)"
    file = opened.write(query, folder / "t.parquet")
    opened.attach("t", [file.path], opened.describe(query))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1 AS x FROM t a, t b",
        "SELECT max(a.id) AS x FROM t a CROSS JOIN t b",
        "SELECT a.id FROM t a JOIN t b ON a.id = b.id OR a.word = b.word",
        "SELECT DISTINCT a.one FROM t a, t b",
    ],
)
def test_pairs_of_whole_tables_are_counted(workspace, query):
    assert workspace.forecast(query).pairs == ROWS * ROWS


@pytest.mark.skipif(ENGINE < 2, reason="DuckDB 1.5 takes every key for a different one")
def test_a_join_by_a_column_of_one_value_makes_all_pairs(workspace):
    assert workspace.forecast("SELECT a.id FROM t a JOIN t b USING (one)").pairs == ROWS * ROWS


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM t",
        "SELECT a.id FROM t a, t b WHERE a.word LIKE '%1%' AND b.word LIKE '%2%'",
        "SELECT a.id FROM t a, t b LIMIT 10",
        "SELECT a.id FROM t a JOIN t b ON a.one = b.one AND a.id = b.id",
        "SELECT a.id FROM t a, (SELECT id FROM t GROUP BY id) b",
        "SELECT a.id, (SELECT count(*) FROM t b WHERE b.id < a.id) AS n FROM t a",
    ],
)
def test_a_guess_of_the_optimiser_says_nothing(workspace, query):
    assert workspace.forecast(query).pairs == 0


@pytest.mark.parametrize("query", ["SELECT a.id FROM t a JOIN t b USING (id)",
                                   "SELECT a.id FROM t a JOIN t b USING (word)"])  # fmt: skip
def test_a_join_by_a_key_makes_no_more_pairs_than_rows(workspace, query):
    assert workspace.forecast(query).pairs <= ROWS


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("SELECT a.id, b.word FROM t a JOIN t b USING (id) ORDER BY a.id", True),
        ("SELECT a.id, sum(b.id) OVER () AS s FROM t a JOIN t b USING (id)", True),
        ("SELECT count(*) AS n FROM t a JOIN t b USING (id)", False),
        ("SELECT DISTINCT a.one FROM t a JOIN t b USING (id)", False),
        ("SELECT a.id, unnest([1, 2]) AS u FROM t a JOIN t b USING (id)", False),
        ("SELECT a.id FROM t a JOIN t b USING (id) LIMIT 3", False),
        ("SELECT id FROM t", False),
    ],
)
def test_rows_of_the_result_are_rows_of_the_join_where_nothing_gathers_them(
    workspace, query, keeps
):
    assert workspace.forecast(query).keeps_rows == keeps
