"""An ASOF join by buckets of time gives the rows that the engine's own gives."""

from __future__ import annotations

import pytest

from forebay.engine.bucketed_asof import bucketed_asof

# Times at, before, between and after those of the other side, infinite ones and NULL.
MANY = """
SELECT i, chr(97 + CAST(hash(i) % 4 AS INTEGER)) AS k,
       CASE WHEN i % 17 = 0 THEN NULL
            WHEN i % 101 = 0 THEN TIMESTAMP 'infinity'
            WHEN i % 103 = 0 THEN TIMESTAMP '-infinity'
            ELSE TIMESTAMP '2020-01-01' + INTERVAL 1 SECOND * CAST(hash(i, 1) % 100000 AS INTEGER)
       END AS t
FROM range(5000) AS r (i)
"""
FEW = """
SELECT DISTINCT ON (k, t) k, t, v FROM (
    SELECT chr(97 + CAST(hash(i) % 3 AS INTEGER)) AS k, i AS v,
           CASE WHEN i % 50 = 0 THEN NULL ELSE
           TIMESTAMP '2020-01-01 02:00' + INTERVAL 1 SECOND * CAST(hash(i, 2) % 60000 AS INTEGER)
           END AS t
    FROM range(500) AS r (i)) ORDER BY k, t, v
"""
CLOSE = """
SELECT 'a' AS k, TIMESTAMP '2020-01-01' + INTERVAL 1 SECOND * i AS t, i AS v
FROM range(100) AS r (i) UNION ALL SELECT 'a', TIMESTAMP '1970-01-01', 0
"""
CONDITIONS = {
    "at or before": "r.k = l.k AND r.t <= l.t",
    "before": "r.k = l.k AND r.t < l.t",
    "the other way round": "l.t >= r.t AND l.k = r.k",
    "with an expression": "l.t - INTERVAL 3 HOUR > r.t AND r.k = l.k",
    "by the day": "r.k = l.k AND r.t <= CAST(l.t AS DATE)",
    "by a day's text": "r.k = l.k AND r.t <= CAST(strftime(l.t, '%Y-%m-%d') AS TIMESTAMP)",
}


@pytest.fixture
def tables(workspace, tmp_path):
    for name, text in (("l", MANY), ("r", FEW)):
        file = workspace.write(text, tmp_path / "tables" / f"{name}.parquet")
        workspace.attach(name, [file.path], workspace.describe(text))
    return workspace


def other(workspace, text):
    return bucketed_asof(text, workspace._relations, workspace.rows)


@pytest.mark.parametrize("kind", ["", "LEFT ", "INNER ", "LEFT OUTER "])
@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=list(CONDITIONS))
def test_the_rows_are_those_of_the_engines_own_join(tables, kind, condition):
    text = f"SELECT l.i, l.k, l.t, r.v, r.t AS known FROM l ASOF {kind}JOIN r ON {condition}"
    changed = other(tables, text)
    assert changed is not None
    assert "ASOF" not in changed
    timed = "SELECT * FROM ({}) WHERE t IS NOT NULL"
    found, wanted = (sorted(map(str, tables.rows(timed.format(q)))) for q in (changed, text))
    assert found == wanted
    assert found
    untimed = f"SELECT count(known) FROM ({changed}) WHERE t IS NULL"
    assert tables.rows(untimed) == [(0,)]


def test_without_equal_columns_one_row_of_all_is_found(tables, tmp_path):
    file = tables.write(
        "SELECT DISTINCT ON (t) * FROM r ORDER BY t, v", tmp_path / "tables/s.parquet"
    )
    tables.attach("s", [file.path], tables.describe("SELECT * FROM r"))
    text = "SELECT l.i, s.v FROM l ASOF LEFT JOIN s ON s.t <= l.t"
    changed = other(tables, text)
    assert sorted(map(str, tables.rows(changed))) == sorted(map(str, tables.rows(text)))


def test_a_file_is_written_by_buckets_and_has_the_same_content(tables, tmp_path):
    text = (
        "SELECT l.i, l.k, r.v FROM l ASOF LEFT JOIN r AS r ON r.k = l.k AND r.t <= l.t"
        " WHERE l.t IS NOT NULL"
    )
    assert tables.gives_same_rows(text)
    schema = tables.describe(text)
    file = tables.write(text, tmp_path / "tables" / "joined.parquet")
    parts = tables.write_parts(text, tmp_path / "scratch" / "parts")
    tables.attach("joined", [file.path], schema)
    tables.attach("in_parts", [part.path for part in parts], schema)
    expected = tables.content_id(text)
    assert tables.content_id("SELECT * FROM joined") == expected
    assert tables.content_id("SELECT * FROM in_parts") == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT r.* FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT r FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT COLUMNS('v') FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT l.i FROM l ASOF JOIN r USING (k, t)",
        "SELECT l.i FROM l ASOF JOIN r ON r.k = l.k AND r.t >= l.t",
        "SELECT l.i FROM l ASOF RIGHT JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT l.i FROM l ASOF JOIN r ON r.k = k AND r.t <= l.t",
        "SELECT l.i FROM l ASOF JOIN (SELECT * FROM r) AS r ON r.k = l.k AND r.t <= l.t",
        "WITH r AS (SELECT 1 AS k) SELECT l.i FROM l ASOF JOIN r ON r.k = l.k AND r.t <= l.t",
        "SELECT l.i FROM l JOIN r ON r.k = l.k",
        "SELECT l.i FROM l ASOF",
    ],
)
def test_a_query_of_another_form_is_left_as_it_is(tables, text):
    assert other(tables, text) is None


@pytest.mark.parametrize(
    "rows",
    [
        "SELECT 'a' AS k, TIMESTAMP '2020-01-01' AS t, i AS v FROM range(2) AS r (i)",
        CLOSE,
        "SELECT 'a' AS k, TIMESTAMP 'infinity' AS t, 1 AS v",
        "SELECT 'a' AS k, TIMESTAMP '2020-01-01' AS t, 1 AS v WHERE false",
        "SELECT 'a' AS k, 5 AS t, 1 AS v",
    ],
    ids=["two that are equally late", "all in one bucket", "infinite", "none", "a number"],
)
def test_rows_that_buckets_do_not_suit_are_left_to_the_engine(tables, tmp_path, rows):
    file = tables.write(rows, tmp_path / "tables" / "odd.parquet")
    tables.attach("odd", [file.path], tables.describe(rows))
    left = "l.i" if "5 AS t" in rows else "l.t"
    assert (
        other(tables, f"SELECT odd.v FROM l ASOF JOIN odd ON odd.k = l.k AND odd.t <= {left}")
        is None
    )


def test_an_error_in_the_query_has_its_place_all_the_same(tables, tmp_path):
    from forebay.errors import ForebayError, Source

    text = (
        "SELECT CAST(l.k AS INTEGER) AS n, r.v FROM l ASOF LEFT JOIN r ON r.k = l.k AND r.t <= l.t"
    )
    with pytest.raises(ForebayError) as raised:
        tables.write(
            text, tmp_path / "tables" / "n.parquet", at=Source("tables/n.sql", text).whole()
        )
    assert raised.value.problems[0].span.place.startswith("tables/n.sql:1:")
