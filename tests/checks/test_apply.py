"""Constraints on the full result of a SELECT (SEMANTICS 35; reliability 7 C, 56-60)."""

from __future__ import annotations

import pytest

from forebay.checks import Reconciliation
from forebay.errors import EngineError

NUMBERS = "SELECT range AS id, range % 10 AS v FROM range(1000)"


def test_a_table_without_constraints_passes_unchanged(world):
    checked = world.check(NUMBERS, "*")

    assert checked.passed
    assert checked.accepted is None
    assert checked.reconciliation == Reconciliation(1000, 1000, 0)


@pytest.mark.parametrize(
    ("columns", "verdict", "failing", "null_passed"),
    [
        ("*, v NOT NULL", "failed", 1, 0),
        ("*, CHECK (v > 0)", "failed", 1, 1),
        ("*, EXPECT (v > 0)", "failed", 2, 0),
        ("*, CHECK (v >= 0)", "ok", 0, 1),
        ("*, EXPECT (v > 0) ON VIOLATION WARN", "warn", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION WARN LIMIT 2 ROWS", "warn", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION WARN LIMIT 1 ROWS", "failed", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION WARN LIMIT 50 PERCENT", "warn", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION WARN LIMIT 49.9 PERCENT", "failed", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION DROP ROW LIMIT 2 ROWS", "dropped", 2, 0),
        ("*, EXPECT (v > 0) ON VIOLATION DROP ROW", "failed", 2, 0),
        ("*, UNIQUE (v)", "ok", 0, 0),
        ("*, v PRIMARY KEY", "failed", 1, 0),
    ],
)
def test_each_constraint_counts_what_breaks_it(world, columns, verdict, failing, null_passed):
    """SEMANTICS 35: NULL passes CHECK and is counted, fails EXPECT, collides with no UNIQUE."""
    checked = world.check("SELECT * FROM (VALUES (0), (1), (2), (NULL)) AS t(v)", columns)

    (result,) = checked.results
    assert (result.verdict, result.failing, result.null_passed) == (verdict, failing, null_passed)
    assert (checked.failed is not None) == (verdict == "failed")


def test_drop_row_allows_one_percent_where_no_limit_is_written(world):
    ten = world.check(NUMBERS, "*, EXPECT (id >= 10) ON VIOLATION DROP ROW")
    eleven = world.check(NUMBERS, "*, EXPECT (id >= 11) ON VIOLATION DROP ROW")

    assert (ten.results[0].verdict, ten.results[0].limit) == ("dropped", "1 percent")
    assert eleven.results[0].verdict == "failed"


def test_a_percentage_is_exact_at_its_edge(world):
    """0.1 percent of 336,000 rows is 336 rows, though 0.1 is no binary fraction."""
    query = "SELECT range AS id FROM range(336000)"

    at_edge = world.check(query, "*, EXPECT (id >= 336) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT")
    above = world.check(query, "*, EXPECT (id >= 337) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT")

    assert at_edge.results[0].verdict == "dropped"
    assert above.results[0].verdict == "failed"


def test_duplicate_keys_fail_with_the_count_and_examples(world):
    """Bad input 56: duplicate primary keys."""
    query = "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (1, 'c'), (3, 'd'), (1, 'e')) AS t(id, w)"

    checked = world.check(query, "*, id PRIMARY KEY")

    (result,) = checked.results
    assert (result.verdict, result.failing) == ("failed", 3)
    assert result.message == "1 key occurs 3 times"
    assert result.sample == ((1,), (1,), (1,))
    assert sorted(world.rows(checked.failed)) == [
        (1, "a", ["id PRIMARY KEY"]),
        (1, "c", ["id PRIMARY KEY"]),
        (1, "e", ["id PRIMARY KEY"]),
    ]


@pytest.mark.parametrize(("repeated", "failing"), [("", 0), (" UNION ALL SELECT 'k7'", 2)])
def test_keys_of_many_rows_are_counted_as_those_of_few(world, repeated, failing):
    query = f"SELECT 'k' || i AS id FROM range(60000) AS r (i){repeated}"
    checked = world.check(query, "*, id PRIMARY KEY, CHECK (id <> 'k9')")

    assert [result.failing for result in checked.results] == [failing, 1]


def test_a_fan_out_join_breaks_the_key_of_its_table(world):
    """Bad input 57: the rows of a join grow; the declared key says so."""
    world.table("orders", "SELECT range AS id FROM range(100)")
    world.table("lines", "SELECT range % 100 AS id FROM range(300)")

    checked = world.check("SELECT o.id FROM orders o JOIN lines l USING (id)", "*, id PRIMARY KEY")

    assert checked.results[0].message == "100 keys occur up to 3 times"
    assert checked.reconciliation.rows_in == 300


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ("KEEP FIRST BY ts", [(1, 10, "a"), (2, 5, "c")]),
        ("KEEP LAST BY ts", [(1, 20, "b"), (2, 5, "c")]),
    ],
)
def test_keep_chooses_one_row_of_each_key(world, keep, kept):
    rows = "(1, 10, 'a'), (1, 20, 'b'), (2, 5, 'c'), (2, NULL, 'z')"
    query = f"SELECT * FROM (VALUES {rows}) AS t(id, ts, w)"

    checked = world.check(query, f"*, id PRIMARY KEY ON VIOLATION {keep} LIMIT 50 PERCENT")

    assert sorted(world.rows(checked.accepted)) == kept
    assert checked.reconciliation == Reconciliation(4, 2, 2)


def test_ties_are_broken_by_the_text_of_the_row_not_by_its_place(world):
    """SEMANTICS 35: the same row is kept whatever the order in which rows come."""
    values = ["(1, 10, 'b', NULL)", "(1, 10, 'a', 2)", "(1, 10, 'a', NULL)", "(2, 1, 'x', 0)"]
    columns = "*, id PRIMARY KEY ON VIOLATION KEEP FIRST BY ts LIMIT 99 PERCENT"

    kept = []
    for order in (values, values[::-1], [values[2], values[0], values[3], values[1]]):
        query = f"SELECT * FROM (VALUES {', '.join(order)}) AS t(id, ts, w, n)"
        kept.append(sorted(world.rows(world.check(query, columns).accepted)))

    assert kept == [[(1, 10, "a", 2), (2, 1, "x", 0)]] * 3


def test_a_primary_key_with_null_is_dropped_with_the_duplicates(world):
    query = "SELECT * FROM (VALUES (NULL, 1), (NULL, 2), (1, 1), (1, 2)) AS t(id, ts)"

    checked = world.check(query, "*, id PRIMARY KEY ON VIOLATION KEEP LAST BY ts LIMIT 3 ROWS")

    assert world.rows(checked.accepted) == [(1, 2)]
    assert checked.results[0].message == "1 key occurs 2 times, 2 rows have NULL in the key"


def test_a_unique_key_of_two_columns_ignores_rows_with_a_null(world):
    query = "SELECT * FROM (VALUES (1, NULL), (1, NULL), (1, 2), (1, 3)) AS t(a, b)"

    checked = world.check(query, "*, UNIQUE (a, b)")

    assert checked.results[0].verdict == "ok"


def test_references_looks_into_the_parent_and_lets_null_pass(world):
    world.table("airports", "SELECT * FROM (VALUES ('JFK'), (NULL)) AS t(faa)")
    query = "SELECT * FROM (VALUES (1, 'JFK'), (2, 'SJU'), (3, NULL)) AS t(id, dest)"

    checked = world.check(query, "*, dest REFERENCES airports (faa) ON VIOLATION WARN")

    (result,) = checked.results
    assert (result.verdict, result.failing, result.null_passed) == ("warn", 1, 1)
    assert result.sample == (("SJU",),)


def test_references_of_several_columns(world):
    world.table("parent", "SELECT * FROM (VALUES (1, 1), (1, 2)) AS t(a, b)")
    query = "SELECT * FROM (VALUES (1, 2), (2, 1), (NULL, 1)) AS t(x, y)"

    checked = world.check(query, "*, FOREIGN KEY (x, y) REFERENCES parent (a, b)")

    assert checked.results[0].failing == 1
    assert world.rows(checked.failed)[0][:2] == (2, 1)


def test_every_constraint_sees_the_rows_that_another_one_drops(world):
    """SEMANTICS 35: evaluated on the full SELECT result, in declared order."""
    query = "SELECT * FROM (VALUES (1, 1), (1, -1), (2, 2)) AS t(id, v)"
    columns = "*, EXPECT (v > 0) ON VIOLATION DROP ROW LIMIT 1 ROWS, id PRIMARY KEY"

    checked = world.check(query, columns)

    assert [r.verdict for r in checked.results] == ["dropped", "failed"]
    assert checked.accepted is None
    assert sorted(row[2] for row in world.rows(checked.failed)) == [
        ["EXPECT (v > 0)", "id PRIMARY KEY"],
        ["id PRIMARY KEY"],
    ]


def test_a_rejected_row_names_all_that_it_broke_and_where_it_stood(world):
    query = (
        "SELECT * FROM (VALUES (1, -1, 'a.csv', 7), (2, 2, 'a.csv', 8)) AS t(id, v, _file, _line)"
    )
    world.workspace.define_view("staged", query)
    schema = world.workspace.describe("SELECT id, v FROM staged")
    columns = world.columns(
        "*, CONSTRAINT positive EXPECT (v > 0) ON VIOLATION DROP ROW LIMIT 50 PERCENT,"
        " CONSTRAINT big CHECK (v > 1) ON VIOLATION WARN"
    )

    from forebay.checks import apply

    checked = apply(world.workspace, "t", '"staged"', schema, columns)

    assert world.rows(checked.rejected) == [(1, -1, ["positive", "big"], "a.csv", 7)]
    assert world.rows(checked.accepted) == [(2, 2)]
    assert checked.results[0].columns == ("v", "_file", "_line")


def test_an_empty_table_reconciles(world):
    """Bad input 60: no row is left; the counts say so."""
    checked = world.check(f"{NUMBERS} WHERE false", "*, id PRIMARY KEY, EXPECT (v > 0)")

    assert checked.passed
    assert [r.rows for r in checked.results] == [0, 0]
    assert checked.reconciliation == Reconciliation(0, 0, 0)


def test_five_failing_rows_are_shown_with_their_key(world):
    columns = "*, id PRIMARY KEY, CONSTRAINT small CHECK (v < 5)"

    result = world.check(NUMBERS, columns).results[1]

    assert result.columns == ("id", "v")
    assert len(result.sample) == 5
    assert result.share == pytest.approx(0.5)
    assert all(v >= 5 for _, v in result.sample)


def test_odd_names_and_comments_do_no_harm(world):
    """Bad input 63: a quote, a semicolon and a reserved word in names."""
    query = """SELECT 1 AS "select", 2 AS "a""b;c", 'x' AS "Ünïcode" """
    columns = """*, "select" NOT NULL, "a""b;c" PRIMARY KEY,
      CHECK ("a""b;c" > 1 -- a comment
        AND "Ünïcode" = 'x')"""

    checked = world.check(query, columns)

    assert [r.verdict for r in checked.results] == ["ok", "ok", "ok"]


def test_an_error_in_a_condition_is_shown_at_the_condition(world):
    query = "SELECT * FROM (VALUES ('1'), ('x')) AS t(v)"

    with pytest.raises(EngineError) as caught:
        world.check(query, "*, v NOT NULL, CHECK (CAST(v AS INTEGER) > 0)")

    (problem,) = caught.value.problems
    assert problem.span.source.path == "tables/t.sql"
    assert problem.span.text == "CAST(v AS INTEGER) > 0"


def test_a_condition_may_call_the_table_by_its_name(world):
    checked = world.check(NUMBERS, "*, CHECK (t.v < 10)")

    assert checked.results[0].verdict == "ok"
