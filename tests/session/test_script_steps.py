# ruff: noqa: E501, ISC004 - a line a case
"""Conditions, loops, handlers, dynamic statements and functions of scripts."""

from __future__ import annotations

import pytest

from forebay.errors import ForebayError, ProjectError
from forebay.session import connect


@pytest.fixture(scope="module")
def fb():
    with connect(dialect="bigquery") as session:
        yield session


# The examples of the documentation of the procedural language, and what follows from its sentences.
@pytest.mark.parametrize(
    ("script", "rows"),
    [
        ("DECLARE x INT64 DEFAULT 10; BEGIN DECLARE y INT64; SET y = x; SELECT y; END; SELECT x", [(10,)]),
        ("DECLARE x INT64 DEFAULT 103; IF EXISTS(SELECT 1 FROM UNNEST([1]) AS p WHERE p = x) THEN SELECT 'a';"
         " ELSEIF EXISTS(SELECT 1 FROM UNNEST([103]) AS p WHERE p = x) THEN SELECT 'b'; ELSE SELECT 'c'; END IF", [("b",)]),
        ("DECLARE x INT64; IF x > 1 THEN SELECT 'yes'; ELSE SELECT 'NULL is not true'; END IF", [("NULL is not true",)]),
        ("DECLARE x INT64 DEFAULT 1; SELECT 'before'; IF x IS NULL THEN /* nothing */ END IF; SELECT 'after'", [("after",)]),
        ("DECLARE x INT64 DEFAULT 0; LOOP SET x = x + 1; IF x >= 10 THEN LEAVE; END IF; END LOOP; SELECT x", [(10,)]),
        ("DECLARE x INT64 DEFAULT 0; REPEAT SET x = x + 1; SELECT x; UNTIL x >= 3 END REPEAT", [(3,)]),
        ("DECLARE x, n INT64 DEFAULT 0; WHILE x < 3 DO SET x = x + 1; IF x = 2 THEN CONTINUE; END IF; SET n = n + x; END WHILE; SELECT x, n", [(3, 4)]),
        ("DECLARE n INT64 DEFAULT 0; FOR r IN (SELECT a, a * 2 AS b FROM UNNEST([1, 2, 3]) AS a ORDER BY a) DO SET n = n + r.b; IF r.a = 2 THEN BREAK; END IF; END FOR; SELECT n", [(6,)]),
        ("DECLARE n INT64 DEFAULT 0; FOR r IN (SELECT 1 AS a FROM UNNEST([1]) AS x WHERE FALSE) DO SET n = 1; END FOR; SELECT n", [(0,)]),
        ("DECLARE n INT64 DEFAULT 0; a: LOOP b: LOOP SET n = n + 1; LEAVE a; END LOOP b; END LOOP a; SELECT n", [(1,)]),
        ("a: BEGIN SELECT 1; LEAVE a; SELECT 2; END a; SELECT 3", [(3,)]),
        ("SELECT 1; RETURN; SELECT 2", [(1,)]),
        ("DECLARE p INT64 DEFAULT 1; CASE p WHEN 1 THEN SELECT 'Product one'; WHEN 2 THEN SELECT 'Product two'; ELSE SELECT 'Invalid'; END CASE", [("Product one",)]),
        ("DECLARE p INT64; CASE WHEN p = 1 THEN SELECT 'one'; ELSE SELECT 'none'; END CASE", [("none",)]),
        ("BEGIN SELECT 1/0; SELECT 2; EXCEPTION WHEN ERROR THEN SELECT @@error.statement_text; END", [("SELECT 1/0",)]),
        ("BEGIN BEGIN RAISE USING MESSAGE = 'inner'; EXCEPTION WHEN ERROR THEN RAISE; END; EXCEPTION WHEN ERROR THEN SELECT @@error.message; END", [("inner",)]),
        ("DECLARE m STRING; BEGIN SELECT 1/0; EXCEPTION WHEN ERROR THEN SET m = 'caught'; END; SELECT m", [("caught",)]),
        ("BEGIN SELECT * FROM not_there; EXCEPTION WHEN ERROR THEN SELECT 'missing'; END", [("missing",)]),
        ("DECLARE y INT64; EXECUTE IMMEDIATE 'SELECT ? * (? + 2)' INTO y USING 1, 3; SELECT y", [(5,)]),
        ("DECLARE y INT64; EXECUTE IMMEDIATE 'SELECT @a * (@b + 2)' INTO y USING 1 AS a, 3 AS b; SELECT y", [(5,)]),
        ("DECLARE t STRING DEFAULT 'it\\'s'; EXECUTE IMMEDIATE 'SELECT @t' USING t AS t", [("it's",)]),
        ("DECLARE y INT64 DEFAULT 1; EXECUTE IMMEDIATE 'SELECT x FROM UNNEST([1]) AS x WHERE FALSE' INTO y; SELECT y", [(None,)]),
        ("DECLARE a INT64; DECLARE b STRING; DECLARE c BOOL; SET (a, b, c) = (1 + 3, 'foo', FALSE); SELECT a, b, c", [(4, "foo", False)]),
        ("DECLARE a, b INT64; SET (a, b) = (SELECT AS STRUCT COUNT(*), SUM(x) FROM UNNEST([4, 5]) AS x); SELECT a, b", [(2, 9)]),
        ("DECLARE d DATE DEFAULT '2020-01-31'; DECLARE x FLOAT64 DEFAULT 1; SELECT d = DATE '2020-01-31', x / 2", [(True, 0.5)]),
        ("ASSERT TRUE AS 'holds'; SELECT 1", [(1,)]),
    ],
)  # fmt: skip
def test_a_script_does_what_the_documentation_says(fb, script, rows):
    assert fb.sql(script).fetchall() == rows


@pytest.mark.parametrize(
    ("script", "name", "words"),
    [
        ("SELECT 1/0; SELECT 2", "division-by-zero", "divided by zero"),
        ("ASSERT 1 = 2 AS 'one is not two'; SELECT 1", "bigquery-value", "one is not two"),
        ("ASSERT NULL = 1; SELECT 1", "bigquery-value", "does not hold"),
        ("RAISE USING MESSAGE = 'no rows'", "bigquery-value", "no rows"),
        ("RAISE", "unexpected-token", "outside of a handler"),
        ("DECLARE x INT64 DEFAULT 2.5", "bigquery-value", "INT64 is needed"),
        ("DECLARE x INT64; SET x = 'a'", "bigquery-value", "INT64 is needed"),
        ("DECLARE x INT64; BEGIN DECLARE x INT64; END", "duplicate-name", "declared already"),
        ("BEGIN DECLARE x INT64; END; SELECT x", "unknown-column", "x"),
        ("EXECUTE IMMEDIATE CAST(NULL AS STRING)", "bigquery-value", "NULL"),
        ("EXECUTE IMMEDIATE 'IF TRUE THEN SELECT 1; END IF'", "not-supported", "one statement"),
        ("DECLARE y INT64; EXECUTE IMMEDIATE 'SELECT x FROM UNNEST([1, 2]) AS x' INTO y", "bigquery-value", "2 rows"),
        ("DECLARE y INT64; EXECUTE IMMEDIATE 'SELECT y'", "unknown-column", "y"),
        ("SELECT @x", "bigquery-construct", "@x has no value"),
        ("SELECT @@error.message", "bigquery-construct", "@@error.message"),
        ("DECLARE a, b INT64; SET (a, b) = (SELECT AS STRUCT 1 AS x)", "bigquery-value", "2 variables"),
    ],
)  # fmt: skip
def test_what_ends_a_script_is_told(fb, script, name, words):
    with pytest.raises(ForebayError) as caught:
        fb.sql(script).fetchall()

    problem = caught.value.problems[0]
    assert (problem.name, words in problem.message) == (name, True), problem.message


def test_a_script_without_an_answer_gives_what_its_builds_did(fb):
    nothing = fb.sql("DECLARE x INT64; IF FALSE THEN SELECT 1; END IF")
    made = fb.sql("DECLARE x INT64; CREATE TABLE lasting AS SELECT 1 AS a; SET x = 2")

    assert "built=0" in repr(nothing)
    assert "built=1" in repr(made)


def test_nothing_of_a_script_runs_if_a_branch_cannot_be_read(fb):
    with pytest.raises(ProjectError, match="FOO"):
        fb.sql("CREATE TABLE made AS SELECT 1 AS x; IF FALSE THEN SELECT FOO(1); END IF")

    with pytest.raises(ForebayError):
        fb.sql("SELECT * FROM made")


def test_parameters_have_the_values_that_python_gives(fb):
    by_name = fb.sql("SELECT @a + 1 AS n, CONCAT(@b, '!')", {"a": 1, "B": "it's"})

    assert by_name.columns == ("n", "f0_")
    assert by_name.fetchall() == [(2, "it's!")]
    assert fb.sql("SELECT ? - ?", [5, 2]).fetchall() == [(3,)]


# Functions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "rows"),
    [
        # docs: user-defined functions.
        ("CREATE TEMP FUNCTION AddFourAndDivide(x INT64, y INT64) RETURNS FLOAT64 AS ((x + 4) / y);"
         " SELECT val, AddFourAndDivide(val, 2) FROM UNNEST([2, 3, 5, 8]) AS val ORDER BY val",
         [(2, 3.0), (3, 3.5), (5, 4.5), (8, 6.0)]),
        ("CREATE TEMP FUNCTION addFourAndDivideAny(x ANY TYPE, y ANY TYPE) AS ((x + 4) / y);"
         " SELECT addFourAndDivideAny(3, 4), addFourAndDivideAny(1.59, 3.14)", [(1.75, pytest.approx(1.7802547770700636, rel=1e-15))]),
        ("CREATE TEMP FUNCTION lastArrayElement(arr ANY TYPE) AS (arr[ORDINAL(ARRAY_LENGTH(arr))]);"
         " SELECT lastArrayElement(x) FROM (SELECT [2, 3, 5, 8, 13] AS x)", [(13,)]),
        ("CREATE TEMP FUNCTION f(x INT64) AS (x + 1); CREATE TEMP FUNCTION g(x INT64) AS (f(x) * 2); SELECT g(f(1))", [(6,)]),
        ("CREATE TEMP FUNCTION f(x FLOAT64) AS (x); SELECT f(1) / 2, f(NULL)", [(0.5, None)]),
        ("CREATE TEMP FUNCTION f() AS ('nothing'); SELECT f()", [("nothing",)]),
        # Operators around a call do not reach into it, nor those of an argument out of it.
        ("CREATE TEMP FUNCTION f(x INT64, y INT64) AS (x - y); SELECT 10 - f(5 - 1, 2 - 1) * 2", [(4,)]),
        # Names in the body do not catch those of an argument.
        ("CREATE TEMP FUNCTION total(xs ARRAY<INT64>) AS ((SELECT SUM(v) FROM UNNEST(xs) AS v));"
         " SELECT total([v, v + 1]) FROM UNNEST([10]) AS v", [(21,)]),
        ("CREATE TEMP FUNCTION cosine(a ARRAY<FLOAT64>, b ARRAY<FLOAT64>) AS ("
         "(SELECT SUM(x * y) FROM UNNEST(a) AS x WITH OFFSET i JOIN UNNEST(b) AS y WITH OFFSET j ON i = j)"
         " / SQRT((SELECT SUM(x * x) FROM UNNEST(a) AS x) * (SELECT SUM(y * y) FROM UNNEST(b) AS y)));"
         " SELECT ROUND(cosine(p, q), 9) FROM (SELECT [1.0, 0.0] AS p, [1.0, 1.0] AS q)", [(0.707106781,)]),
        ("CREATE TEMP FUNCTION size(x INT64) AS (CASE WHEN x > 1 THEN 'big' ELSE 'small' END);"
         " SELECT size(x) AS size, COUNT(*) FROM UNNEST([1, 2, 3]) AS x GROUP BY size ORDER BY size", [("big", 2), ("small", 1)]),
        ("CREATE TEMP FUNCTION f(x INT64) AS (x * 2); SELECT SUM(f(x)), f(SUM(x)) FROM UNNEST([1, 2]) AS x", [(6, 6)]),
        ("DECLARE n INT64 DEFAULT 3; CREATE TEMP FUNCTION f(x INT64) AS (x * 2); SELECT f(n)", [(6,)]),
    ],
)  # fmt: skip
def test_a_function_of_a_script_is_written_out_as_it_means(fb, script, rows):
    assert fb.sql(script).fetchall() == rows


@pytest.mark.parametrize(
    ("script", "name", "words"),
    [
        ("CREATE TEMP FUNCTION f(x INT64) AS (x); SELECT f(1.5)", "bigquery-value", "INT64 is needed"),
        ("CREATE TEMP FUNCTION f(x STRING) AS (x); SELECT f(1)", "bigquery-value", "STRING is needed"),
        ("CREATE TEMP FUNCTION f(x ANY TYPE) RETURNS INT64 AS (x); SELECT f('a')", "bigquery-value", "INT64"),
        ("CREATE TEMP FUNCTION f(x INT64) AS (x); SELECT f(1, 2)", "bigquery-construct", "f takes 1 arguments"),
        ("CREATE TEMP FUNCTION f(x ANY TYPE) AS (x + x); SELECT f(RAND())", "bigquery-construct", "another value each time"),
        ("CREATE TEMP FUNCTION f(x ANY TYPE) AS ((SELECT x)); SELECT f(SUM(a)) FROM UNNEST([1]) AS a", "bigquery-construct", "an aggregate is no argument"),
        ("CREATE TEMP FUNCTION f(x INT64) AS (FOO(x)); SELECT 1", "bigquery-construct", "FOO"),
        ("CREATE TEMP FUNCTION f(x INT64) AS (x); CREATE TEMP FUNCTION f(x INT64) AS (x); SELECT 1", "duplicate-name", "there already"),
        ("CREATE TEMP FUNCTION abs(x INT64) AS (x); SELECT 1", "duplicate-name", "abs"),
        ("DROP FUNCTION nothing.f", "unknown-name", "nothing.f"),
        ("SELECT nothing.f(1)", "bigquery-construct", "there is no function nothing.f"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_function_is_told(fb, script, name, words):
    with pytest.raises(ForebayError) as caught:
        fb.sql(script).fetchall()

    problem = caught.value.problems[0]
    assert (problem.name, words in problem.message) == (name, True), problem.message


def test_a_temporary_function_ends_with_its_script_and_another_stays(fb):
    fb.sql(
        "CREATE TEMP FUNCTION brief(x INT64) AS (x); CREATE FUNCTION d.kept(x FLOAT64) AS (x * 2)"
    )

    assert fb.sql("SELECT `my-project.d.kept`(2)").fetchall() == [(4.0,)]
    assert fb.sql("SELECT my_project.d.kept(2)").fetchall() == [(4.0,)]
    with pytest.raises(ForebayError, match="BRIEF"):
        fb.sql("SELECT brief(1)")
    fb.sql("DROP FUNCTION IF EXISTS d.kept")
    with pytest.raises(ForebayError, match=r"d\.kept"):
        fb.sql("SELECT d.kept(2)")


def test_an_error_in_an_argument_has_its_place(fb):
    text = "CREATE TEMP FUNCTION f(x INT64) AS (x + 1);\nSELECT f(1),\n  f(missing)"

    with pytest.raises(ForebayError) as caught:
        fb.sql(text)

    span = caught.value.problems[0].span
    assert (span.line, span.column) == (3, 5)
