from __future__ import annotations

from datetime import UTC, datetime

import pytest

from forebay.errors import EngineError

LABEL = "OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y']{}) KEY (id)"


def options(extra=""):
    return LABEL.format(extra)


def rows(world, n, extra=""):
    world.source(f"SELECT i AS id, i % 2 = 0 AS y {extra} FROM range({n}) r(i)")


def test_fewer_than_500_rows_without_a_time_have_no_gate_part(world):
    """SEMANTICS 25."""
    rows(world, 499)

    split = world.split(options())

    assert split.kind == "none"
    assert split.counts["train"] == 499


def test_up_to_50000_rows_a_fifth_is_judged_on_and_a_tenth_of_the_rest_tunes(world):
    """SEMANTICS 25."""
    rows(world, 20_000)

    split = world.split(options())

    assert split.counts["gate"] / 20_000 == pytest.approx(0.2, abs=0.01)
    assert split.counts["tune"] / 20_000 == pytest.approx(0.08, abs=0.01)
    assert sum(split.counts.values()) == 20_000


def test_more_than_50000_rows_are_judged_on_exactly_10000(world):
    """SEMANTICS 25."""
    rows(world, 60_000)

    split = world.split(options())

    assert split.counts["gate"] == 10_000


def test_a_random_split_depends_on_the_key_and_the_seed_alone(world):
    """SEMANTICS 11."""
    rows(world, 2_000, ", i * 2.5 AS x")
    first = world.parts(world.split(options(), seed=1))

    world.source("SELECT i AS id, i % 2 = 0 AS y, 0.0 AS x FROM range(2000) r(i) ORDER BY -i")
    again = world.parts(world.split(options(), seed=1))
    other = world.parts(world.split(options(), seed=2))

    assert first == again
    assert first != other


def test_the_written_fraction_sizes_the_gate_part_also_of_few_rows(world):
    rows(world, 400)

    extra = ", data_split_method = 'RANDOM', data_split_eval_fraction = 0.5"
    split = world.split(options(extra))

    assert split.counts["gate"] == pytest.approx(200, abs=40)


def test_equal_rows_without_a_key_stay_together(world):
    """SEMANTICS 10."""
    world.source("SELECT i % 700 AS id, i % 2 = 0 AS y FROM range(1400) r(i)")

    split = world.split("OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])")

    pairs = world.workspace.rows(f"SELECT DISTINCT id, y, {split.part_sql} FROM frame")
    assert len(pairs) == 700


def test_a_group_is_never_torn_apart(world):
    """SEMANTICS 25."""
    rows(world, 5_000, ", i % 300 AS g")

    split = world.split(options(", data_split_group_cols = ['g']"))

    pairs = world.workspace.rows(f"SELECT DISTINCT g, {split.part_sql} FROM frame")
    assert split.kind == "group"
    assert len(pairs) == 300
    assert split.counts["gate"] > 0


def test_seq_judges_on_the_last_values_and_trains_on_null(world):
    world.source(
        "SELECT i AS id, i % 2 = 0 AS y, CASE WHEN i % 100 <> 0 THEN i END AS day"
        " FROM range(1000) r(i)"
    )

    split = world.split(options(", data_split_method = 'SEQ', data_split_col = 'day'"))

    parts = world.parts(split)
    assert parts[0] == parts[900] == "train"
    assert {parts[i] for i in range(810, 1000) if i % 100} == {"gate"}
    assert split.counts["gate"] == 198
    assert split.counts["tune"] == 79


def test_custom_judges_where_the_column_is_true_or_null(world):
    rows(world, 900, ", CASE i % 3 WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS held")

    split = world.split(options(", data_split_method = 'CUSTOM', data_split_col = 'held'"))

    parts = world.parts(split)
    assert {parts[i] for i in range(900) if i % 3 != 1} == {"gate"}
    assert {parts[i] for i in range(900) if i % 3 == 1} == {"train", "tune"}


def test_no_split_trains_on_everything(world):
    rows(world, 900)

    split = world.split(options(", data_split_method = 'NO_SPLIT'"))

    assert split.counts["train"] == 900


def timed(world, n, label_days=1):
    world.source(
        "SELECT i AS id, i % 2 = 0 AS y, TIMESTAMP '2024-01-01' + i * INTERVAL 1 HOUR AS t,"
        f" TIMESTAMP '2024-01-01' + i * INTERVAL 1 HOUR + INTERVAL {label_days} DAY AS known"
        f" FROM range({n}) r(i)"
    )


def test_a_prediction_time_splits_by_time_with_an_embargo(world):
    """SEMANTICS 25: a training row counts only if its label was known before the first gate row."""
    timed(world, 1000)

    split = world.split(options() + " PREDICT AT t LABEL KNOWN AT known")

    parts = world.parts(split)
    assert {parts[i] for i in range(800, 1000)} == {"gate"}
    assert {parts[i] for i in range(776, 800)} == {"embargo"}
    assert {parts[i] for i in range(699, 776)} == {"tune"}
    assert {parts[i] for i in range(699)} == {"train"}
    assert split.cutoffs["gate"] == "2024-02-03 08:00:00"


def test_equal_times_stay_together(world):
    """SEMANTICS 25."""
    world.source(
        "SELECT i AS id, i % 2 = 0 AS y, TIMESTAMP '2024-01-01' + (i // 300) * INTERVAL 1 DAY AS t"
        " FROM range(1000) r(i)"
    )

    split = world.split(options() + " PREDICT AT t")

    pairs = world.workspace.rows(f"SELECT DISTINCT t, {split.part_sql} FROM frame ORDER BY t")
    assert [part for _, part in pairs] == ["train", "train", "tune", "gate"]


def test_a_time_split_needs_no_500_rows(world):
    """SEMANTICS 25."""
    timed(world, 100)

    split = world.split(options() + " PREDICT AT t")

    assert split.counts["gate"] == 20


def test_one_single_time_leaves_nothing_to_judge_on(world):
    rows(world, 100, ", TIMESTAMP '2024-01-01' AS t")

    split = world.split(options() + " PREDICT AT t")

    assert split.counts["train"] == 100
    assert "nothing can be kept" in split.description


def test_labels_that_are_null_or_not_known_yet_are_left_out_and_counted(world):
    """SEMANTICS 25."""
    world.source(
        "SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL ELSE i % 2 = 0 END AS y,"
        " TIMESTAMP '2024-01-01' + i * INTERVAL 1 HOUR AS t FROM range(1000) r(i)"
    )
    as_of = datetime(2024, 2, 1, tzinfo=UTC)

    clauses = options() + " PREDICT AT t LABEL KNOWN AT t + INTERVAL 1 DAY"
    split = world.split(clauses, as_of=as_of)

    parts = world.parts(split)
    assert split.counts["unlabelled"] == 100
    assert parts[719] != "immature"
    assert {parts[i] for i in range(720, 1000) if i % 10} == {"immature"}


def test_a_row_without_a_prediction_time_is_counted_apart(world):
    world.source(
        "SELECT i AS id, i % 2 = 0 AS y,"
        " CASE WHEN i > 4 THEN TIMESTAMP '2024-01-01' + i * INTERVAL 1 HOUR END AS t"
        " FROM range(100) r(i)"
    )

    split = world.split(options() + " PREDICT AT t")

    assert split.counts["undated"] == 5


def test_no_row_to_train_on_is_an_error_with_the_counts(world):
    world.source("SELECT i AS id, CAST(NULL AS BOOLEAN) AS y FROM range(100) r(i)")

    with pytest.raises(EngineError, match="100 unlabelled") as caught:
        world.split(options())

    assert caught.value.problems[0].name == "no-training-rows"


def test_without_use_for_tune_rows_they_are_trained_on(world):
    rows(world, 20_000)

    split = world.split(options(), tune=False)

    assert split.counts["tune"] == 0
