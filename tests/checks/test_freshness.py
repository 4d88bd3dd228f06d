"""FRESH WITHIN: the newest row against the time of the build."""

from __future__ import annotations

from datetime import datetime

import pytest

from forebay.checks import check_freshness
from forebay.errors import Source
from forebay.sql import parse

NOW = datetime.fromisoformat("2014-02-01")


@pytest.fixture
def judge(world):
    def judge(clause, as_of, rows="SELECT TIMESTAMP '2013-12-31 12:00:00' AS loaded_at"):
        text = f"CREATE EXTERNAL TABLE s OPTIONS (format = 'CSV', uris = ['a.csv']) {clause}"
        (source,) = parse(Source("sources/s.sql", text))
        world.table("s", rows)
        moment = datetime.fromisoformat(as_of)
        return check_freshness(world.workspace, "s", '"s"', source.fresh_within, moment, NOW)

    return judge


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [("2014-01-01T12:00:00", "ok"), ("2014-01-01T12:00:01", "failed"), ("2013-12-01", "ok")],
)
def test_a_source_is_fresh_up_to_the_interval(judge, as_of, verdict):
    result = judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at FAIL", as_of)

    assert result.verdict == verdict


def test_the_message_says_what_was_seen_and_what_is_needed(judge):
    result = judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at WARN", "2014-01-05")

    assert result.verdict == "warn"
    assert result.message == (
        "loaded_at: the newest is 2013-12-31 12:00:00, needs to be within INTERVAL 1 DAY of"
        " 2014-01-05 00:00:00"
    )


def test_a_source_without_rows_is_not_fresh(judge):
    rows = "SELECT TIMESTAMP '2013-12-31' AS loaded_at WHERE false"

    result = judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at FAIL", "2014-01-01", rows)

    assert (result.verdict, "no row has a value" in result.message) == ("failed", True)


@pytest.mark.parametrize(
    ("newest", "as_of", "verdict"),
    [
        ("2014-02-01 14:00:00", "2014-02-01", "ok"),  # a local time without its zone
        ("2014-02-02 00:00:01", "2014-02-01", "failed"),
        ("2014-02-02 00:00:01", "2013-01-01", "failed"),
        ("2014-02-02 00:00:01", "2014-02-02", "ok"),  # --as-of ahead of the clock
        ("20140-01-01 00:00:00", "2014-02-01", "failed"),
    ],
)
def test_a_newest_row_of_the_future_says_nothing_of_how_fresh_a_source_is(
    judge, newest, as_of, verdict
):
    """Case 55 of the bad inputs."""
    rows = f"SELECT TIMESTAMP '2014-01-31' AS loaded_at UNION ALL SELECT TIMESTAMP '{newest}'"

    result = judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at FAIL", as_of, rows)

    assert result.verdict == verdict
    assert ("has not come yet" in result.message) == (verdict == "failed")


def test_a_date_counts_as_its_first_instant(judge):
    rows = "SELECT DATE '2013-12-31' AS loaded_at"

    assert (
        judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at FAIL", "2014-01-01", rows).verdict == "ok"
    )
    late = judge("FRESH WITHIN INTERVAL 1 DAY BY loaded_at FAIL", "2014-01-01T00:00:01", rows)
    assert late.verdict == "failed"
