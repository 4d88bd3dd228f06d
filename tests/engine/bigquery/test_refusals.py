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
    text = """WITH w AS (SELECT FOO(a, BAR(b)) AS f, JSON_VALUE(a, '$.b') AS j
  FROM t TABLESAMPLE SYSTEM (10 PERCENT))
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
        (1, "FOO"), (1, "BAR"), (1, "JSON_VALUE"), (2, "TABLESAMPLE"), (3, "GEOGRAPHY"),
        (3, "IF takes"), (3, "BAZ"),
        (4, "a field of a STRUCT needs a name"), (4, "QUX"), (5, "INNER_ONE"), (5, "OTHER"),
        (6, "EXTRACT(NANOSECOND"), (6, "LAST_ONE"), (6, "two bit operators"),
    ]:  # fmt: skip
        assert [one for one in told if one[0] == line and word in one[1]], (line, word, told)
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("IF a THEN SELECT 1; END IF;", "IF"),
        ("LOOP SELECT 1; END LOOP;", "LOOP"),
        ("WHILE a DO SELECT 1; END WHILE;", "WHILE"),
        ("FOR r IN (SELECT 1) DO SELECT 1; END FOR;", "FOR"),
        ("BEGIN SELECT 1; EXCEPTION WHEN ERROR THEN SELECT 2; END;", "EXCEPTION"),
        ("BEGIN TRANSACTION; SELECT 1; COMMIT TRANSACTION;", "BEGIN TRANSACTION"),
        ("EXECUTE IMMEDIATE 'SELECT 1';", "EXECUTE"),
        ("CALL p();", "CALL"),
        ("RETURN;", "RETURN"),
    ],
)
def test_control_flow_is_refused_by_name(script, words):
    with pytest.raises(ProjectError) as caught:
        script_steps(Source("<query>", script))

    assert f"a script here has no {words}" in {p.message for p in caught.value.problems}


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("BEGIN SELECT 1;", "BEGIN has no END"),
        ("SELECT 1; END;", "END closes no BEGIN"),
        ("DECLARE a;", "expected the type of the variable, or DEFAULT and a value, found the end"),
        ("SET (a, b) = (1, 2);", 'expected one variable, found "("'),
        ("SET a 1;", 'expected "=", found "1"'),
    ],
)
def test_a_script_that_cannot_be_read_says_why(script, message):
    with pytest.raises(ProjectError) as caught:
        script_steps(Source("<query>", script))

    assert [problem.message for problem in caught.value.problems] == [message]
