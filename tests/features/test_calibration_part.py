"""The calibration part: cut from the training rows, the last one before the gate part."""

from __future__ import annotations

import pytest

LABEL = "OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y']{}) KEY (id)"


def rows(world, n, extra=""):
    world.source(f"SELECT i AS id, i % 2 = 0 AS y {extra} FROM range({n}) r(i)")


def test_who_does_not_ask_has_the_split_of_before(world):
    rows(world, 3_000)

    split = world.split(LABEL.format(""))

    assert split.counts["calibrate"] == 0
    assert "calibrate" not in split.part_sql
    assert "calibrate" not in split.description


def test_a_share_of_the_rows_that_do_not_judge_calibrates_and_a_tenth_of_the_rest_tunes(world):
    rows(world, 20_000)
    before = world.parts(world.split(LABEL.format("")))

    split = world.split(LABEL.format(""), calibrate=0.25)

    assert split.counts["calibrate"] / 20_000 == pytest.approx(0.2, abs=0.01)
    assert split.counts["tune"] / 20_000 == pytest.approx(0.06, abs=0.01)
    assert sum(split.counts.values()) == 20_000
    after = world.parts(split)
    assert {i for i, part in before.items() if part == "gate"} == {
        i for i, part in after.items() if part == "gate"
    }


def test_there_are_at_most_about_50000_rows(world):
    rows(world, 300_000)

    split = world.split(LABEL.format(""), calibrate=0.5)

    assert split.counts["calibrate"] == pytest.approx(50_000 * 0.967, rel=0.05)


def test_by_time_the_parts_follow_each_other(world):
    rows(world, 2_000, ", TIMESTAMP '2026-01-01' + i * INTERVAL 1 HOUR AS at")

    split = world.split(LABEL.format("") + " PREDICT AT at", calibrate=0.1)

    parts = world.parts(split)
    order = [parts[i] for i in range(2_000)]
    assert list(dict.fromkeys(order)) == ["train", "tune", "calibrate", "gate"]
    assert split.counts["calibrate"] == 160
    assert list(split.cutoffs) == ["gate", "calibrate", "tune"]


def test_in_sequence_too_and_null_comes_first(world):
    rows(world, 2_000, ", CASE WHEN i > 3 THEN i END AS place")
    extra = ", data_split_method = 'SEQ', data_split_col = 'place'"

    parts = world.parts(world.split(LABEL.format(extra), calibrate=0.1))

    order = [parts[i] for i in range(2_000)]
    assert list(dict.fromkeys(order)) == ["train", "tune", "calibrate", "gate"]


def test_a_group_stays_together(world):
    rows(world, 4_000, ", i % 200 AS who")
    extra = ", data_split_group_cols = ['who']"

    split = world.split(LABEL.format(extra), calibrate=0.2)

    parts = world.parts(split, "id, who")
    by_group = {}
    for (_, who), part in parts.items():
        by_group.setdefault(who, set()).add(part)
    assert all(len(found) == 1 for found in by_group.values())
    assert split.counts["calibrate"] > 200


def test_where_a_column_names_the_gate_rows_the_others_give_the_part(world):
    rows(world, 2_000, ", i % 5 = 0 AS judged")
    extra = ", data_split_method = 'CUSTOM', data_split_col = 'judged'"

    split = world.split(LABEL.format(extra), calibrate=0.2)

    parts = world.parts(split)
    assert {part for i, part in parts.items() if i % 5 == 0} == {"gate"}
    assert split.counts["calibrate"] == pytest.approx(320, abs=60)


def test_without_a_split_there_is_none(world):
    rows(world, 2_000)

    split = world.split(LABEL.format(", data_split_method = 'NO_SPLIT'"), calibrate=0.2)

    assert split.counts["train"] == 2_000
