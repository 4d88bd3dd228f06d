"""CREATE TEST (SEMANTICS 36)."""

from __future__ import annotations

import pytest

from forebay.checks import Subject, run_test
from forebay.engine import Column, Schema
from forebay.errors import ProjectError, Source
from forebay.sql import parse

FLIGHTS = Schema(
    (Column("id", "INTEGER"), Column("origin", "VARCHAR"), Column("delay", "DOUBLE"),
     Column("day", "DATE"))
)  # fmt: skip
AIRPORTS = Schema((Column("faa", "VARCHAR"), Column("name", "VARCHAR")))
TABLE = """CREATE TABLE late (*, id PRIMARY KEY, origin REFERENCES airports (faa) ON VIOLATION WARN,
  CONSTRAINT sane CHECK (delay > -60) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT
) AS SELECT f.id, f.origin, f.delay, f.delay > 15 AS is_late, a.name
FROM flights f LEFT JOIN airports a ON a.faa = f.origin"""


@pytest.fixture
def run(world):
    def run(test, table=TABLE, inputs=None):
        (node,) = parse(Source("tables/late.sql", table))
        (statement,) = parse(Source("tests/late.sql", f"CREATE TEST one FOR late {test}"))
        known = inputs or {"flights": FLIGHTS, "airports": AIRPORTS}
        subject = Subject(node.query.plain, node.query, known, node.columns)
        return run_test(world.workspace, statement, subject)

    return run


def test_a_test_that_holds_passes_and_names_the_inputs_left_empty(run):
    result = run("WITH flights (id, delay) AS (VALUES (1, 16), (2, 15), (3, NULL))"
                 " EXPECT (id, is_late) AS (VALUES (3, NULL), (2, FALSE), (1, TRUE))")  # fmt: skip

    assert result.passed
    assert result.empty_inputs == ("airports",)


def test_every_cell_that_differs_is_shown(run):
    result = run("WITH flights (id, delay) AS (VALUES (1, 16), (2, 15))"
                 " EXPECT (id, is_late) AS (VALUES (1, TRUE), (2, TRUE))")  # fmt: skip

    assert not result.passed
    (difference,) = result.differences
    assert (difference.row, difference.column) == (2, "is_late")
    assert (difference.expected, difference.actual) == (True, False)
    assert result.message == "1 row differs"


def test_missing_and_unexpected_rows_are_shown(run):
    result = run("WITH flights (id) AS (VALUES (1), (2)) EXPECT (id) AS (VALUES (2), (3), (4))")

    assert (result.unexpected, sorted(result.missing)) == (((1,),), [(3,), (4,)])


def test_omitted_columns_are_null_of_the_inputs_type(run):
    """SEMANTICS 36: omitted columns are NULL."""
    result = run(
        "WITH flights (id) AS (VALUES (1)) EXPECT (id, kind, day) AS (VALUES (1, 'DATE', NULL))",
        "CREATE TABLE late AS SELECT id, typeof(day) AS kind, day FROM flights",
    )

    assert result.passed, result


def test_constraints_are_active_and_their_limits_do_not_count(run):
    """A share of three rows means nothing: DROP ROW LIMIT 0.1 PERCENT drops here, too."""
    fixture = "WITH flights (id, delay) AS (VALUES (1, -70), (2, 5))"

    kept = run(f"{fixture} EXPECT (id) AS (VALUES (2))")
    dropped = run(f"{fixture} EXPECT REJECTED (id, constraints_broken) AS (VALUES (1, ['sane']))")
    none = run("WITH flights (id, delay) AS (VALUES (2, 5)) EXPECT REJECTED (id) AS (VALUES (2))")

    assert kept.passed, kept
    assert dropped.passed, dropped
    assert not none.passed


def test_a_constraint_that_fails_is_the_message(run):
    fixture = "WITH flights (id, delay) AS (VALUES (1, 0), (1, 0))"

    failed = run(f"{fixture} EXPECT (id) AS (VALUES (1))")
    expected = run(f"{fixture} EXPECT ERROR 'primary key'")
    other = run(f"{fixture} EXPECT ERROR 'no such words'")

    assert failed.message == "id PRIMARY KEY: 2 of 2 rows break it"
    assert expected.passed
    assert not other.passed


def test_an_error_of_the_select_is_expected_or_shown_at_its_place(run):
    table = "CREATE TABLE late AS\nSELECT CAST(origin AS INTEGER) AS n FROM flights"
    fixture = "WITH flights (origin) AS (VALUES ('JFK'))"

    expected = run(f"{fixture} EXPECT ERROR", table)
    shown = run(f"{fixture} EXPECT (n) AS (VALUES (1))", table)
    quiet = run("WITH flights (origin) AS (VALUES ('7')) EXPECT ERROR", table)

    assert expected.passed
    assert shown.message.startswith("tables/late.sql:2:")
    assert quiet.message == "no error came"


def test_floats_are_compared_to_nine_digits_and_numbers_are_never_cast(run):
    table = "CREATE TABLE late AS SELECT id, delay / 3 AS d FROM flights"
    fixture = "WITH flights (id, delay) AS (VALUES (2, 1.0))"

    assert run(f"{fixture} EXPECT (d) AS (VALUES (0.3333333333))", table).passed
    assert not run(f"{fixture} EXPECT (d) AS (VALUES (0.33333333))", table).passed
    assert not run(f"{fixture} EXPECT (id) AS (VALUES (1.5))", table).passed


def test_texts_stand_for_dates_and_times(run):
    table = "CREATE TABLE late AS SELECT day, CAST(day AS TIMESTAMP) AS t FROM flights"

    result = run(
        "WITH flights (day) AS (VALUES ('2013-01-01'))"
        " EXPECT (day, t) AS (VALUES ('2013-01-01', '2013-01-01 00:00:00'))",
        table,
    )

    assert result.passed, result


@pytest.mark.parametrize(
    ("test", "name", "words"),
    [
        ("WITH flihgts (id) AS (VALUES (1)) EXPECT ERROR", "unknown-input", "flihgts"),
        ("WITH flights (idd) AS (VALUES (1)) EXPECT ERROR", "unknown-column", "idd"),
        ("WITH flights (id) AS (VALUES ('x')) EXPECT ERROR", "fixture-value", "flights"),
        ("WITH flights (id) AS (VALUES (1.5)) EXPECT ERROR", "fixture-value", "1.5"),
        ("WITH flights (id) AS (VALUES (1, 2)) EXPECT ERROR", "fixture-value", "rows of 2"),
        ("EXPECT (nope) AS (VALUES (1))", "unknown-column", "nope"),
        ("EXPECT (id) AS (VALUES (1, 2))", "fixture-value", "rows of 2"),
        ("EXPECT (day) AS (VALUES ('yesterday'))", "unknown-column", "day"),
    ],
)
def test_a_wrong_test_is_the_projects_error(run, test, name, words):
    with pytest.raises(ProjectError) as caught:
        run(test)

    problem = caught.value.problems[0]
    assert problem.name == name
    assert words in problem.message
    assert problem.span.source.path == "tests/late.sql"


def test_inputs_with_a_schema_are_replaced_by_their_dotted_name(run):
    result = run(
        "WITH shop.flights (id) AS (VALUES (1)) EXPECT (id) AS (VALUES (1))",
        "CREATE TABLE late AS SELECT id FROM shop.flights",
        {"shop.flights": FLIGHTS},
    )

    assert result.passed, result
