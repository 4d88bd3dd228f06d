"""Assertions: what holds, what is shown when it does not."""

from __future__ import annotations

import pytest

from forebay.checks import run_assert
from forebay.errors import EngineError, Source
from forebay.sql import parse


@pytest.fixture
def judge(world):
    world.table("t", "SELECT range AS id, CASE WHEN range < 3 THEN 'x' END AS w FROM range(12)")
    world.table("empty", "SELECT 1 AS id WHERE false")

    def judge(text, **options):
        (assertion,) = parse(Source("tables/t.sql", text))
        return run_assert(world.workspace, assertion, **options)

    return judge


def test_an_assertion_that_holds_is_ok(judge):
    result = judge("ASSERT (SELECT count(*) FROM t) > 10 AS 'a normal load'")

    assert (result.verdict, result.label, result.message) == ("ok", "a normal load", "")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("(SELECT count(*) FROM t) > 1000", "(SELECT count(*) FROM t) is 12, needs > 1000"),
        (
            "(SELECT count(*) FROM t) = (SELECT count(*) FROM empty)",
            "(SELECT count(*) FROM t) is 12, needs = 0 (the value of (SELECT count(*) FROM empty))",
        ),
        (
            "(SELECT count(*) FROM t) > 1 AND (SELECT max(w) FROM t) = 'y'",
            "(SELECT max(w) FROM t) is 'x', needs = 'y'",
        ),
        ("(SELECT max(id) FROM empty) > 0", "(SELECT max(id) FROM empty) is NULL, needs > 0"),
        ("(SELECT bool_and(id > 3) FROM empty)", "it is NULL"),
        ("(SELECT count(*) FROM t) BETWEEN 20 AND 30", "it is false"),
        ("EXISTS (SELECT * FROM empty)", "it is false"),
    ],
)
def test_both_sides_are_shown_when_it_fails(judge, condition, message):
    result = judge(f"ASSERT {condition} AS 'why'")

    assert (result.verdict, result.message) == ("failed", message)


def test_not_exists_keeps_its_rows_and_shows_five(judge, world, tmp_path):
    target = tmp_path / "kept.parquet"

    result = judge("ASSERT NOT EXISTS (SELECT id FROM t WHERE id > 2) AS 'small'", keep=target)

    assert (result.failing, len(result.sample), result.columns) == (9, 5, ("id",))
    assert result.message == "the query gives 9 rows, needs none"
    world.workspace.attach("kept", [target], world.workspace.describe("SELECT id FROM t"))
    assert world.rows("SELECT count(*), min(id) FROM kept") == [(9, 3)]


def test_a_warning_does_not_fail(judge):
    result = judge("ASSERT (SELECT count(*) FROM t) > 1000 AS 'load' ON VIOLATION WARN")

    assert result.verdict == "warn"


def test_an_error_while_it_runs_has_its_place(judge):
    with pytest.raises(EngineError) as caught:
        judge("ASSERT (SELECT max(CAST(w AS INTEGER)) FROM t) > 0 AS 'numbers'")

    span = caught.value.problems[0].span
    assert span.source.path == "tables/t.sql"
    assert (span.start, span.text) == (19, "CAST")
