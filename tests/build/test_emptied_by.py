"""Which step of a query drops the last row (case 60 of the bad inputs)."""

from __future__ import annotations

import pytest

from forebay.build.emptied_by import emptied_by
from forebay.engine.duckdb_engine import DuckDBEngine


@pytest.fixture
def workspace(tmp_path):
    opened = DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
    )
    opened.define_view("a", "SELECT i AS id, i % 2 AS odd FROM range(10) AS r(i)")
    opened.define_view("b", "SELECT i + 5 AS id FROM range(10) AS r(i)")
    opened.define_view("none", "SELECT 1 AS id WHERE false")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "part", "words"),
    [
        ("SELECT * FROM a WHERE id > 99", "id > 99", "keeps none of 10 rows"),
        ("FROM a WHERE odd = 1 AND id > 99 SELECT id", "id > 99", "keeps none of 5 rows"),
        ("SELECT * FROM a WHERE id = 1 AND odd = 0", "odd = 0", "keeps none of 1 row"),
        ("SELECT * FROM a WHERE id > 99 OR id < 0", "id > 99 OR id < 0", "keeps none of 10 rows"),
        (
            "SELECT * FROM a JOIN b USING (id) JOIN b c ON c.id = a.id + 20",
            "JOIN b c ON c.id = a.id + 20",
            "finds no pair for 5 rows",
        ),
        ("SELECT * FROM a, none", "none", "has no rows"),
        ("SELECT * FROM none LEFT JOIN a USING (id)", "none", "has no rows"),
        (
            "WITH c AS (SELECT * FROM a -- all\n WHERE odd = 2) SELECT * FROM b JOIN c USING (id)",
            "odd = 2",
            "keeps none of 10 rows",
        ),
        (
            "WITH c AS (FROM a), d AS (SELECT * FROM (SELECT id FROM c WHERE id < 0) e) FROM d",
            "id < 0",
            "keeps none of 10 rows",
        ),
        ("SELECT odd FROM a GROUP BY odd HAVING sum(id) > 99", "sum(id) > 99", "keeps nothing"),
        (
            "SELECT id FROM a QUALIFY row_number() OVER (ORDER BY id) > 10",
            "row_number() OVER (ORDER BY id) > 10",
            "keeps nothing",
        ),
    ],
)
def test_the_first_step_without_rows_is_named(workspace, query, part, words):
    step = emptied_by(workspace, query)

    assert (query[slice(*step.place)], step.words) == (part, words)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT id FROM a WHERE id < 0 UNION ALL SELECT id FROM none",
        "SELECT id FROM a LIMIT 0",
        "SELECT 1 WHERE false",
        "SELECT id FROM a, LATERAL (SELECT b.id AS x FROM b WHERE b.id = a.id + 99) c",
        "WITH RECURSIVE c AS (SELECT 1 AS n WHERE false UNION ALL SELECT n FROM c) FROM c",
    ],
)
def test_where_the_parts_cannot_be_asked_alone_nothing_is_named(workspace, query):
    assert emptied_by(workspace, query) is None
