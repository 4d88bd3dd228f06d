from __future__ import annotations

import duckdb
import pytest

from forebay.errors import ProjectError, Source
from forebay.sql import duckdb_form, parse_query
from forebay.sql.ml_functions import ML_TABLE_FUNCTIONS


def plain(sql: str) -> str:
    return parse_query(Source("<query>", sql)).plain


@pytest.mark.parametrize("name", sorted(ML_TABLE_FUNCTIONS))
def test_every_table_function_of_bigquery_ml_is_cut_out(name: str) -> None:
    query = parse_query(Source("<query>", f"SELECT * FROM ML.{name}(MODEL m, TABLE t) AS x"))

    assert [call.function for call in query.calls] == [name]
    assert " ".join(query.plain.split()) == "SELECT * FROM __ml_0 AS x"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM t@run41",
        "SELECT t.a FROM t@run41 WHERE t.a = 1",
        "SELECT x.a FROM t@run41 x",
        "SELECT x.a FROM t@run41 AS x ORDER BY x.a",
        "SELECT t.a FROM main.t@run41 LEFT JOIN t@run40 y ON t.a = y.a",
        "FROM t@run41 SELECT t.a",
        "SELECT * FROM (SELECT * FROM t@run41), t@run40 z",
        "SELECT @(-a) FROM t@run41",
    ],
)
def test_a_version_of_a_table_leaves_sql_that_the_engine_reads(sql: str) -> None:
    connection = duckdb.connect()
    for name in ("__v0", "__v1"):
        connection.execute(f"CREATE TABLE {name} AS SELECT 1 AS a")

    rows = connection.execute(plain(sql)).fetchall()

    assert rows


def test_scalar_functions_and_columns_named_ml_stay_in_the_text() -> None:
    sql = (
        "SELECT ML.PROBABILITY(p, TRUE), ml.score, x.ml.predict(1) FROM t AS ml, 'ML.PREDICT(' AS x"
    )

    assert plain(sql) == sql


def test_the_blanks_around_a_query_are_not_part_of_it() -> None:
    query = parse_query(Source("<query>", "\n  -- why\n  SELECT 1 -- one\n  ;\n"))

    assert query.span.text == query.plain == "SELECT 1"


def test_a_query_between_two_offsets_keeps_its_places() -> None:
    source = Source("a.sql", "CREATE VIEW v AS SELECT 1; rest")

    query = parse_query(source, 17, 25)

    assert query.span.text == "SELECT 1"
    assert query.span.place == "a.sql:1:18"


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("", "missing-query"),
        ("-- nothing", "missing-query"),
        ("SELECT 1; SELECT 2", "several-statements"),
        ("CREATE TABLE t AS SELECT 1", "unexpected-token"),
        ("SELECT * FROM ML.PREDICT(MODEL m, (1 + 1))", "unexpected-token"),
        ("SELECT * FROM ML.PREDICT(MODEL m, ())", "unexpected-token"),
        ("SELECT * FROM ML.PREDICT(MODEL m, TABLE t@8)", "unexpected-token"),
        (
            "SELECT * FROM " + "ML.PREDICT(MODEL m, (SELECT * FROM " * 40 + "t" + "))" * 40,
            "too-deep",
        ),
        ("SELECT * FROM ML.PREDICT(MODEL m, STRUCT(0.5))", "unexpected-token"),
        ("SELECT * FROM ML.PREDICT(MODEL m, x => y)", "unexpected-token"),
    ],
)
def test_what_is_no_single_query_is_an_error(sql: str, name: str) -> None:
    with pytest.raises(ProjectError) as caught:
        parse_query(Source("<query>", sql))

    assert [problem.name for problem in caught.value.problems] == [name]


def test_a_setting_says_where_it_stands() -> None:
    sql = "SELECT * FROM ML.PREDICT(MODEL m, TABLE t, STRUCT(0.7 AS Threshold), top_k => 3)"

    (call,) = parse_query(Source("<query>", sql)).calls

    assert dict(call.settings) == {"threshold": 0.7}
    assert dict(call.named) == {"top_k": 3}
    assert call.settings_spans["threshold"].text == "0.7 AS Threshold"
    assert call.settings_spans["top_k"].text == "top_k => 3"


def test_the_duckdb_forms_that_we_recommend_run() -> None:
    connection = duckdb.connect()
    names = connection.execute("SELECT upper(function_name) FROM duckdb_functions()").fetchall()

    assert duckdb_form("SAFE_DIVIDE") == "a / NULLIF(b, 0)"
    assert duckdb_form("sum") is None
    assert ("SAFE_DIVIDE",) not in names
    assert connection.execute("SELECT 1 / NULLIF(0, 0)").fetchall() == [(None,)]
