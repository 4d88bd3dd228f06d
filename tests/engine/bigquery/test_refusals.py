"""What is not on the list is an error with its place, in the person's own text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forebay.engine.bigquery.script import script_steps
from forebay.engine.bigquery.translate import translate
from forebay.errors import EngineError, ProjectError, Source

CASES = Path(__file__).parents[2] / "cases" / "errors"
ACCEPT = os.environ.get("FOREBAY_ACCEPT") == "1"


def refusals(text):
    """Return what a person reads of each statement; a script's problems come together."""
    told = []
    start = 0
    while start < len(text):
        end = text.find(";\n", start) + 2
        blank = "".join("\n" if c == "\n" else " " for c in text[:start])
        with pytest.raises(ProjectError) as caught:
            translate(Source("script.sql", blank + text[start:end]))
        told.append(str(caught.value))
        start = end
    return "\n\n".join(told) + "\n"


def test_a_person_reads_exactly_this_of_what_is_not_supported():
    case = CASES / "bigquery-construct.sql"

    shown = refusals(case.read_text())

    expected = case.with_suffix(".txt")
    if ACCEPT:
        expected.write_text(shown)
    assert shown == expected.read_text()


def test_a_person_reads_exactly_this_of_what_has_no_value(bigquery):
    case = CASES / "bigquery-value.sql"
    told = []
    for line in case.read_text().splitlines():
        source = translate(Source("<query>", line)).source
        with pytest.raises(EngineError) as caught:
            bigquery.workspace.rows(source.text, source.whole())
        told.append(str(caught.value))

    shown = "\n\n".join(told) + "\n"

    expected = case.with_suffix(".txt")
    if ACCEPT:
        expected.write_text(shown)
    assert shown == expected.read_text()


def test_a_mistake_in_the_grammar_is_told_at_its_place():
    with pytest.raises(ProjectError) as caught:
        translate(Source("a.sql", "SELECT a,\n  FROM WHERE b"))

    (problem,) = caught.value.problems
    assert (problem.name, problem.span.line) == ("syntax", 2)


def test_problems_of_all_statements_are_told_at_once():
    with pytest.raises(ProjectError) as caught:
        translate(Source("a.sql", "SELECT FOO(1);\nSELECT BAR(2);"))

    assert [problem.span.line for problem in caught.value.problems] == [1, 2]


def test_everything_that_a_query_has_and_we_have_not_is_told_at_once():
    text = """WITH w AS (SELECT FOO(a, BAR(b)) AS f, JSON_SET(a, '$.b') AS j
  FROM t TABLESAMPLE SYSTEM (10 ROWS))
SELECT CAST(a AS GEOGRAPHY), IF(a, BAZ(b)),
  (SELECT STRUCT(QUX(a) + 1) FROM u)
FROM w JOIN ML.PREDICT(MODEL m, (SELECT INNER_ONE(a) AS a FROM t)) p ON w.f = OTHER(p.a)
WHERE EXTRACT(NANOSECOND FROM f) > 1 AND LAST_ONE(f) IN (SELECT a & b | c FROM t)
ORDER BY f LIMIT z"""

    with pytest.raises(ProjectError) as caught:
        translate(Source("a.sql", text))

    told = [(problem.span.line, problem.message) for problem in caught.value.problems]
    assert told == sorted(told, key=lambda one: one[0])
    for line, word in [
        (1, "FOO"), (1, "BAR"), (1, "JSON_SET"), (2, "this sample"), (3, "GEOGRAPHY"),
        (3, "IF takes"), (3, "BAZ"),
        (4, "QUX"), (5, "INNER_ONE"), (5, "OTHER"),
        (6, "EXTRACT(NANOSECOND"), (6, "LAST_ONE"), (6, "two bit operators"),
    ]:  # fmt: skip
        assert [one for one in told if one[0] == line and word in one[1]], (line, word, told)
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("BEGIN TRANSACTION; SELECT 1; COMMIT TRANSACTION;", "BEGIN TRANSACTION"),
        ("CALL p();", "CALL"),
        ("CREATE PROCEDURE p() BEGIN SELECT 1; END;", "CREATE PROCEDURE"),
        ("MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE;", "MERGE"),
        ("EXPORT DATA OPTIONS (uri = 'a') AS SELECT 1;", "EXPORT DATA"),
    ],
)
def test_what_scripts_here_do_not_have_is_refused_by_name(script, words):
    with pytest.raises(ProjectError) as caught:
        script_steps(Source("<query>", script))

    assert f"a script here has no {words}" in {p.message for p in caught.value.problems}


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("BEGIN SELECT 1;", "BEGIN has no END"),
        ("IF a THEN SELECT 1;", "IF has no END IF"),
        ("LOOP SELECT 1;", "LOOP has no END LOOP"),
        ("REPEAT SELECT 1;", "REPEAT has no UNTIL"),
        ("IF a THEN SELECT 1; END;", 'expected "END IF", found ";"'),
        ("IF a; SELECT 1; END IF;", 'expected "THEN", found ";"'),
        ("SELECT 1; END;", "END closes no BEGIN"),
        ("SELECT 1; ELSE SELECT 2;", "ELSE closes no IF"),
        ("LEAVE;", "LEAVE stands in no loop"),
        ("a: BEGIN CONTINUE a; END;", 'CONTINUE stands in no loop with the label "a"'),
        ("a: LOOP a: LOOP LEAVE; END LOOP; END LOOP;", 'the label "a" is open already'),
        ("a: LOOP LEAVE; END LOOP b;", '"b" is not the label that is open'),
        ("DECLARE a;", 'expected the type of the variable, or DEFAULT and a value, found ";"'),
        ("SET (a, b) = (1, 2, 3);", "2 variables get 3 values"),
        ("SET a 1;", 'expected "=", found "1"'),
        ("EXECUTE IMMEDIATE;", 'expected an expression, found ";"'),
        ("UPDATE t SET a = 1;", 'expected "WHERE", found ";"'),
        ("DELETE t;", 'expected "WHERE", found ";"'),
        ("UPDATE t SET s.a = 1 WHERE TRUE;", "SET takes column = value"),
        ("UPDATE t SET a = 1 FROM u WHERE TRUE;", "UPDATE ... FROM is not supported"),
        ("INSERT INTO t (a) 1;", 'expected VALUES or a query, found "1"'),
        ("CREATE TABLE t (a INT64 NOT NULL);", "a column of an empty table has a name and a type"),
        ("CREATE TABLE t LIKE u;", "CREATE TABLE ... LIKE is not supported"),
        (
            'CREATE FUNCTION f(a INT64) RETURNS INT64 LANGUAGE js AS "return a";',
            "a function in another language is not supported",
        ),
        (
            "CREATE AGGREGATE FUNCTION f(a INT64) AS (SUM(a));",
            "an aggregate function is not supported",
        ),
        (
            "CREATE FUNCTION f(a GEOGRAPHY) AS (a);",
            "the type GEOGRAPHY of a function is not supported",
        ),
        ("CREATE FUNCTION f(a) AS (a);", 'the parameter "a" has no type'),
        (
            "CREATE SCHEMA d OPTIONS (default_table_expiration_days = 3);",
            "a dataset has no option default_table_expiration_days here",
        ),
    ],
)
def test_a_script_that_cannot_be_read_says_why(script, message):
    with pytest.raises(ProjectError) as caught:
        script_steps(Source("<query>", script))

    assert [problem.message for problem in caught.value.problems][:1] == [message]


def test_a_mistake_inside_of_a_branch_has_its_place_and_what_follows_is_read():
    text = "IF a THEN\n  CALL p();\nELSE\n  MERGE x;\nEND IF;\nSET b 1;"

    with pytest.raises(ProjectError) as caught:
        script_steps(Source("<query>", text))

    assert [problem.span.line for problem in caught.value.problems] == [2, 4, 6]
