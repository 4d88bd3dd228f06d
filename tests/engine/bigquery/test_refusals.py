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
