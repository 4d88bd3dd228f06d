# ruff: noqa: E501 - a line a case
"""What a statement of a script made stays as it was made; INSERT, UPDATE and DELETE change rows."""

from __future__ import annotations

import pytest

from forebay.errors import ForebayError
from forebay.session import connect


@pytest.fixture
def fb():
    with connect(dialect="bigquery") as session:
        yield session


def rows(session, text):
    return session.sql(text).fetchall()


def test_a_table_keeps_its_rows_when_what_it_was_made_of_changes_and_a_view_follows(fb):
    fb.sql("""
        CREATE TABLE d.a AS SELECT 1 AS x;
        CREATE TABLE b AS SELECT x FROM d.a;
        CREATE VIEW v AS SELECT x + 10 AS y FROM d.a;
        CREATE TABLE c AS SELECT y FROM v;
        CREATE OR REPLACE TABLE d.a AS SELECT 2 AS x, 'new' AS z;
    """)

    assert rows(fb, "SELECT b.x, v.y, c.y AS z FROM b, v, c") == [(1, 12, 11)]
    assert rows(fb, "CREATE TABLE e AS SELECT x FROM b; SELECT x FROM e") == [(1,)]


def test_a_dropped_table_takes_nothing_with_it(fb):
    fb.sql("CREATE TABLE a AS SELECT 1 AS x; CREATE TABLE b AS SELECT x FROM a; DROP TABLE a")

    assert rows(fb, "SELECT x FROM b") == [(1,)]
    with pytest.raises(ForebayError, match='"a" is not live'):
        fb.sql("SELECT x FROM a")


def test_a_view_that_would_break_is_told_and_everything_stays(fb):
    fb.sql(
        "CREATE TABLE a AS SELECT 1 AS x; CREATE TABLE b AS SELECT x FROM a; CREATE VIEW v AS SELECT x FROM a"
    )

    with pytest.raises(ForebayError, match="has no column"):
        fb.sql("CREATE OR REPLACE TABLE a AS SELECT 2 AS z")

    assert rows(fb, "SELECT v.x, b.x AS y FROM v, b") == [(1, 1)]


def test_a_model_keeps_what_it_learned_when_its_table_is_another_one(fb):
    fb.sql("""
        CREATE TABLE t AS SELECT x, 2.0 * x + 1 AS y FROM UNNEST(GENERATE_ARRAY(1, 50)) AS x;
        CREATE MODEL m OPTIONS (model_type = 'linear_reg', input_label_cols = ['y']) AS SELECT x, y FROM t;
    """)

    built = fb.sql("CREATE OR REPLACE TABLE t AS SELECT 'q' AS z")

    assert "trained=0" in repr(built)
    assert rows(fb, "SELECT ROUND(predicted_y, 6) FROM ML.PREDICT(MODEL m, (SELECT 10 AS x))") == [
        (21.0,)
    ]
    fb.sql("CREATE TABLE p AS SELECT * FROM ML.PREDICT(MODEL m, (SELECT 10 AS x)); DROP MODEL m")
    assert rows(fb, "SELECT ROUND(predicted_y, 6) FROM p") == [(21.0,)]


def test_rows_are_added_changed_and_taken_away(fb):
    fb.sql("""
        CREATE TABLE t (a INT64, b STRING, c FLOAT64, d DATE);
        INSERT INTO t VALUES (1, 'x', 1, '2020-01-31'), (2, NULL, NULL, NULL);
        INSERT t (b) SELECT 'z';
        INSERT INTO t (c, a) WITH w AS (SELECT 7 AS n) SELECT n, n AS m FROM w;
        UPDATE t AS u SET b = CONCAT('n', CAST(u.a AS STRING)), c = a WHERE u.b IS NULL;
        DELETE FROM t WHERE a = 1;
    """)

    answer = fb.sql("SELECT * FROM t ORDER BY a")

    assert answer.types == ("BIGINT", "VARCHAR", "DOUBLE", "DATE")
    # A condition that is NULL means no row.
    assert answer.fetchall() == [
        (None, "z", None, None),
        (2, "n2", 2.0, None),
        (7, "n7", 7.0, None),
    ]
    assert rows(fb, "DELETE t WHERE a > 100; SELECT COUNT(*) FROM t") == [(3,)]
    assert rows(fb, "TRUNCATE TABLE t; SELECT COUNT(*) FROM t") == [(0,)]


def test_a_variable_is_a_value_in_a_change(fb):
    fb.sql("""
        DECLARE n INT64 DEFAULT 5;
        CREATE TABLE t AS SELECT 1 AS a, 'x' AS b;
        INSERT INTO t VALUES (n, 'y');
        UPDATE t SET a = n + 1 WHERE b = 'x';
        DELETE FROM t WHERE a = n;
    """)

    assert rows(fb, "SELECT * FROM t") == [(6, "x")]


def test_what_was_made_of_a_table_stays_when_its_rows_change(fb):
    fb.sql(
        "CREATE TABLE a AS SELECT 1 AS x; CREATE TABLE b AS SELECT x FROM a; INSERT INTO a VALUES (2)"
    )

    assert rows(fb, "SELECT (SELECT SUM(x) FROM a), (SELECT SUM(x) FROM b)") == [(3, 1)]


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        ("INSERT INTO t VALUES (1.5, 'q')", "bigquery-value", "INT64 is needed"),
        ("INSERT INTO t VALUES ('1', 'q')", "bigquery-value", "INT64 is needed"),
        ("INSERT INTO t VALUES (1)", "bigquery-value", "2 columns get 1 values"),
        ("INSERT INTO t SELECT 1 AS x", "bigquery-value", "2 columns get 1 values"),
        ("INSERT INTO t (z) VALUES (1)", "unknown-column", '"z"'),
        ("UPDATE t SET z = 1 WHERE TRUE", "unknown-column", '"z"'),
        ("UPDATE t SET a = 'x' WHERE TRUE", "bigquery-value", "INT64 is needed"),
        ("DELETE FROM nothing WHERE TRUE", "unknown-table", '"nothing"'),
        ("CREATE TABLE t (a INT64)", "duplicate-name", "there already"),
    ],
)
def test_a_change_that_cannot_be_is_told_and_the_rows_stay(fb, change, name, words):
    fb.sql("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b")

    with pytest.raises(ForebayError) as caught:
        fb.sql(change)

    problem = caught.value.problems[0]
    assert (problem.name, words in problem.message) == (name, True), problem.message
    assert rows(fb, "SELECT * FROM t") == [(1, "x")]


def test_a_table_that_is_there_is_left_alone_if_the_statement_says_so(fb):
    fb.sql(
        "CREATE TABLE IF NOT EXISTS d.t PARTITION BY day CLUSTER BY n AS SELECT 1 AS n, DATE '2020-01-01' AS day"
    )
    fb.sql("CREATE TABLE IF NOT EXISTS d.t AS SELECT 2 AS n")
    fb.sql("CREATE TABLE IF NOT EXISTS d.t (n INT64)")

    assert rows(fb, "SELECT n FROM d.t") == [(1,)]


def test_a_sample_has_the_same_rows_each_time_and_about_its_share(fb):
    fb.sql("CREATE TABLE t AS SELECT x FROM UNNEST(GENERATE_ARRAY(1, 20000)) AS x")
    sample = "(SELECT x FROM t TABLESAMPLE SYSTEM ({} PERCENT))"

    ((tenth, both, whole, none),) = rows(
        fb,
        f"SELECT (SELECT COUNT(*) FROM {sample.format(10)}),"
        f" (SELECT COUNT(*) FROM {sample.format(10)} AS a JOIN {sample.format(10)} AS b USING (x)),"
        f" (SELECT COUNT(*) FROM {sample.format(100)}), (SELECT COUNT(*) FROM {sample.format(0)})",
    )

    # A share of 10 of 20,000 rows has a deviation of 42.
    assert abs(tenth - 2000) < 4 * 42
    assert (both, whole, none) == (tenth, 20000, 0)
