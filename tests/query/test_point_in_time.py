"""ML.FEATURES_AT_TIME and ML.ENTITY_FEATURES_AT_TIME: cases worked out by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

# The table of the page of BigQuery's ML.FEATURES_AT_TIME, its third example.
FEATURES = """(
  SELECT * FROM (VALUES
    ('id1', 1e0, 1e0, TIMESTAMP '2022-06-10 12:00:00'),
    ('id2', 12e0, 24e0, TIMESTAMP '2022-06-11 12:00:00'),
    ('id1', 11e0, NULL, TIMESTAMP '2022-06-11 12:00:00'),
    ('id1', 6e0, 12e0, TIMESTAMP '2022-06-11 10:00:00'),
    ('id2', 2e0, 4e0, TIMESTAMP '2022-06-10 12:00:00'),
    ('id2', 7e0, NULL, TIMESTAMP '2022-06-11 10:00:00')
  ) AS t(entity_id, f_1, f_2, feature_timestamp)
)"""
TIMES = """(
  SELECT * FROM (VALUES
    ('id1', TIMESTAMP '2022-06-12 12:00:00', 7),
    ('id2', TIMESTAMP '2022-06-11 10:00:00', 8),
    ('id1', TIMESTAMP '2022-06-10 13:00:00', 9),
    ('id1', TIMESTAMP '2022-06-10 11:59:59', 10),
    ('id3', TIMESTAMP '2022-06-12 12:00:00', 11),
    ('id2', NULL, 12)
  ) AS t(entity_id, "time", label)
)"""
NOON = datetime(2022, 6, 12, 12)  # noqa: DTZ001 - TIMESTAMP without a time zone


def at(ask, settings, table=FEATURES):
    text = f"SELECT * FROM ML.FEATURES_AT_TIME({table}, {settings}) ORDER BY entity_id, f_1, f_2"
    return ask(text)


def test_the_last_row_of_each_entity_up_to_a_time_stands_under_that_time(ask):
    found = at(ask, "time => '2022-06-12 12:00:00+00'")

    assert found == [("id1", 11.0, None, NOON), ("id2", 12.0, 24.0, NOON)]


def test_nulls_are_filled_from_the_last_row_that_has_the_feature(ask):
    found = at(ask, "time => TIMESTAMP '2022-06-12 12:00:00', ignore_feature_nulls => TRUE")

    assert found == [("id1", 11.0, 12.0, NOON), ("id2", 12.0, 24.0, NOON)]


def test_the_very_instant_counts_and_a_time_zone_is_minded(ask):
    # 12:00 at +02:00 is 10:00 UTC: the rows of 12:00 UTC are not known yet.
    found = at(ask, "time => '2022-06-11 12:00:00+02'")

    assert [(row[0], row[1]) for row in found] == [("id1", 6.0), ("id2", 7.0)]


def test_the_last_rows_all_stand_under_the_time_that_was_asked_for(ask):
    found = at(ask, "time => '2022-06-12 12:00:00', num_rows => 2")

    assert [(row[0], row[1]) for row in found] == [
        ("id1", 6.0), ("id1", 11.0), ("id2", 7.0), ("id2", 12.0),
    ]  # fmt: skip
    assert {row[3] for row in found} == {NOON}


def test_an_entity_with_fewer_rows_than_asked_for_gives_those_it_has(ask):
    found = at(ask, "time => '2022-06-11 10:00:00', num_rows => 5")

    assert len(found) == 4


def test_a_time_before_everything_gives_no_row(ask):
    assert at(ask, "time => '2022-06-10 11:59:59'") == []


def test_no_time_is_now(ask):
    assert [row[1] for row in at(ask, "num_rows => 1")] == [11.0, 12.0]


def test_a_time_may_be_an_expression(ask):
    found = at(ask, "time => CAST('2022-06-11' AS TIMESTAMP) + INTERVAL 10 HOUR, num_rows => 1")

    assert [row[1] for row in found] == [6.0, 7.0]


def test_rows_of_one_instant_do_not_depend_on_their_order(ask):
    rows = ["('a', 1, NULL, TIMESTAMP '2020-01-01')", "('a', 2, NULL, TIMESTAMP '2020-01-01')"]
    rows.append("('a', 1, 5, TIMESTAMP '2020-01-01')")

    def table(order):
        values = ", ".join(rows[i] for i in order)
        return f"(SELECT * FROM (VALUES {values}) t(entity_id, f_1, f_2, feature_timestamp))"

    found = {
        tuple(at(ask, "time => '2021-01-01', ignore_feature_nulls => TRUE", table(order))[0][:3])
        for order in [(0, 1, 2), (2, 1, 0), (1, 0, 2)]
    }

    assert found == {("a", 2, 5)}


def test_each_request_is_answered_at_its_own_time_and_the_others_give_nothing(ask):
    found = ask(
        f"SELECT * FROM ML.ENTITY_FEATURES_AT_TIME({FEATURES}, {TIMES},"
        " ignore_feature_nulls => TRUE) ORDER BY entity_id, feature_timestamp"
    )

    assert found == [
        ("id1", 1.0, 1.0, datetime(2022, 6, 10, 13)),  # noqa: DTZ001
        ("id1", 11.0, 12.0, NOON),
        ("id2", 7.0, 4.0, datetime(2022, 6, 11, 10)),  # noqa: DTZ001
    ]


def test_the_same_request_twice_is_answered_twice(ask):
    found = ask(
        f"WITH times AS (FROM {TIMES} UNION ALL FROM {TIMES}) SELECT entity_id, f_1"
        f" FROM ML.ENTITY_FEATURES_AT_TIME({FEATURES}, TABLE times, num_rows => 2) ORDER BY ALL"
    )

    # id1 at 13:00 has one row; id1 at noon the last two; id2 at 10:00 both of its first two.
    assert found == [
        (entity, f_1)
        for entity, f_1 in [("id1", 1), ("id1", 6), ("id1", 11), ("id2", 2), ("id2", 7)]
        for _ in range(2)
    ]


@pytest.mark.parametrize("num_rows", [1, 3])
def test_answers_are_those_of_a_window_over_every_request(ask, num_rows):
    """Against another way to write it: a join of all pairs, and the last rows of each."""
    ask.workspace.define_view(
        "history",
        "SELECT CAST(i * 7919 % 11 AS VARCHAR) AS entity_id, i AS f_1,"
        " CASE WHEN i % 3 > 0 THEN i * 10 END AS f_2,"
        " TIMESTAMP '2020-01-01' + (i * 104729 % 1000) * INTERVAL 1 HOUR AS feature_timestamp"
        " FROM range(400) r(i)",
    )
    ask.workspace.define_view(
        "asked",
        "SELECT CAST(i % 13 AS VARCHAR) AS entity_id,"
        " TIMESTAMP '2020-01-01' + (i * 7507 % 1100) * INTERVAL 1 HOUR AS time FROM range(90) r(i)",
    )
    expected = ask.workspace.rows(
        "SELECT a.entity_id, h.f_1, h.f_2, a.time FROM asked a JOIN history h"
        " ON a.entity_id = h.entity_id AND h.feature_timestamp <= a.time"
        " QUALIFY row_number() OVER (PARTITION BY a.entity_id, a.time"
        f" ORDER BY h.feature_timestamp DESC) <= {num_rows} ORDER BY ALL"
    )

    found = ask.workspace.rows(
        ask.sql(
            "SELECT * FROM ML.ENTITY_FEATURES_AT_TIME((FROM history), (FROM asked),"
            f" num_rows => {num_rows}) ORDER BY ALL"
        )
    )

    assert len(found) > 60
    assert found == expected


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("FEATURES_AT_TIME((SELECT 1 AS f))", ["input-column"]),
        ("FEATURES_AT_TIME((SELECT 1 AS entity_id, now() AS feature_timestamp))", ["input-column"]),
        (
            "FEATURES_AT_TIME((SELECT 'a' AS entity_id, DATE '2020-01-01' AS feature_timestamp))",
            ["input-column"],
        ),
        (f"FEATURES_AT_TIME({FEATURES}, num_rows => 0)", ["bad-argument"]),
        (f"FEATURES_AT_TIME({FEATURES}, time => 'soon')", ["bad-argument"]),
        (f"FEATURES_AT_TIME({FEATURES}, time => date_trunc('day', 1))", ["type-mismatch"]),
        (f"FEATURES_AT_TIME({FEATURES}, time => abs(-1))", ["bad-argument"]),
        (f"FEATURES_AT_TIME({FEATURES}, num_rows => abs(-1))", ["bad-argument"]),
        (f"FEATURES_AT_TIME({FEATURES}, tme => '2020-01-01')", ["unknown-argument"]),
        (f"FEATURES_AT_TIME({FEATURES}, {TIMES})", ["argument-count"]),
        (f"FEATURES_AT_TIME(MODEL prices, {FEATURES})", ["unknown-argument"]),
        (f"ENTITY_FEATURES_AT_TIME({FEATURES})", ["argument-count"]),
        (f"ENTITY_FEATURES_AT_TIME({FEATURES}, {FEATURES})", ["input-column"]),
        ("ENTITY_FEATURES_AT_TIME((FROM nowhere), (FROM nothing))", ["unknown-table"] * 2),
    ],
)
def test_a_call_that_cannot_be_answered_is_refused_before_it_runs(ask, call, names):
    ask.refuse(f"SELECT * FROM ML.{call}", *names)
