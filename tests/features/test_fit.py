from __future__ import annotations

import json
import math
import statistics

import numpy as np
import pytest

from forebay.errors import EngineError, ForebayError, ProjectError
from forebay.features import FrozenFeatures

OPTIONS = "OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) KEY (id)"

SOURCE = """
SELECT i AS id, i * 1.5 AS y,
  CASE WHEN i % 7 = 0 THEN NULL ELSE sin(i) * 100 END AS x,
  ['b', 'a', 'ü', NULL][1 + (i * i) % 4] AS c,
  i % 3 = 0 AS flag,
  DATE '2024-01-01' + CAST(i % 5 AS INTEGER) AS day,
  TIMESTAMP '2023-12-30 05:00:00' + i * INTERVAL 7 HOUR AS t,
  CAST(i AS DECIMAL(9, 2)) / 4 AS price,
  {'p': i % 4, 'q': 'z' || (i % 2)} AS s,
  42 AS constant, CAST(NULL AS DOUBLE) AS nothing
FROM range(300) r(i)
"""


def column(features, name):
    return next(c for c in features.columns if c.name == name)


def place(features, name):
    return [c.name for c in features.columns].index(name)


def test_linear_numbers_are_standardised_by_the_sample_deviation_of_training_rows(world):
    world.source(SOURCE)

    features = world.fit(OPTIONS, where="id < 200")

    values = [math.sin(i) * 100 for i in range(200) if i % 7]
    found = column(features, "x")
    assert found.center == pytest.approx(statistics.mean(values), rel=1e-13)
    assert found.scale == pytest.approx(statistics.stdev(values), rel=1e-13)


def test_a_null_number_counts_as_the_mean(world):
    world.source(SOURCE)
    features = world.fit(OPTIONS)

    (row,) = [features.row(dict(r)) for r in sample(world, "id = 14")]

    assert row[place(features, "x")] == 0.0


def sample(world, where):
    names = world.workspace.describe("FROM source").names
    rows = world.workspace.rows(f"SELECT * FROM source WHERE {where} ORDER BY id")
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_categories_are_alphabetical_and_null_is_one_where_training_saw_it(world):
    world.source(SOURCE)

    features = world.fit(OPTIONS)

    assert column(features, "c").categories == ("a", "b")
    assert column(features, "flag").categories == ("false", "true")
    assert column(features, "day").categories[0] == "2024-01-01"


def test_null_has_a_category_of_its_own_in_linear_models_and_is_unknown_to_trees(world):
    world.source("SELECT i AS id, i AS y, ['a', 'b', NULL][1 + i % 3] AS c FROM range(30) r(i)")

    linear, tree = world.fit(OPTIONS), world.fit(OPTIONS, "tree")

    assert column(linear, "c").categories == ("a", "b", "_null_filler")
    assert linear.row({"c": None}) == [2]
    assert column(tree, "c").categories == ("a", "b")
    assert tree.row({"c": None}) == [-1]


def test_an_unseen_category_is_unknown_and_no_error(world):
    world.source("SELECT i AS id, i AS y, ['a', 'b'][1 + i % 2] AS c FROM range(30) r(i)")

    assert world.fit(OPTIONS).row({"c": "zzz"}) == [-1]


def test_a_text_that_is_called_like_the_filler_is_not_mixed_up_with_null(world):
    world.source(
        "SELECT i AS id, i AS y, ['_null_filler', 'b', NULL][1 + i % 3] AS c FROM range(30) r(i)"
    )

    features = world.fit(OPTIONS)

    assert column(features, "c").categories == ("_null_filler", "b", "_null_filler_")
    assert features.row({"c": None}) != features.row({"c": "_null_filler"})


def test_a_timestamp_is_taken_apart_for_linear_models(world):
    world.source(SOURCE)

    features = world.fit(OPTIONS)

    names = [c.name for c in features.columns if c.group == "t"]
    assert names == [
        "t", "_TS_DOM_t", "_TS_DOW_t", "_TS_MOY_t", "_TS_HOD_t", "_TS_WOY_t", "_TS_YEAR_t",
    ]  # fmt: skip
    assert column(features, "t").kind == "number"
    assert column(features, "_TS_YEAR_t").categories == ("2023", "2024")


def test_trees_get_raw_numbers_and_no_constant_columns(world):
    world.source(SOURCE)

    features = world.fit(OPTIONS, "tree")

    assert column(features, "x").scale == 1.0
    assert math.isnan(features.row(sample(world, "id = 7")[0])[place(features, "x")])
    assert not {"constant", "nothing"} & {c.name for c in features.columns}
    assert any('"constant" is the same' in notice for notice in features.notices)
    assert any('"nothing" is NULL' in notice for notice in features.notices)


def test_a_struct_gives_one_feature_for_each_field(world):
    world.source(SOURCE)

    features = world.fit(OPTIONS)

    assert {"s_p", "s_q"} <= {c.name for c in features.columns}
    assert column(features, "s_q").raw_name == "s"


def test_training_scoring_and_single_rows_see_the_same_matrix_bit_for_bit(world):
    """SEMANTICS 24: training and serving cannot differ."""
    world.source(SOURCE)
    for encoding in ("linear", "tree"):
        features = world.fit(OPTIONS, encoding)

        trained = world.workspace.rows(
            f"SELECT {', '.join(features.select_list())} FROM frame ORDER BY id"
        )
        scored = world.matrix(features, order="id")
        single = [features.row(row) for row in sample(world, "true")]

        assert_same_bits(trained, scored)
        assert_same_bits(trained, single)


def assert_same_bits(left, right):
    for a, b in zip(left, right, strict=True):
        xs, ys = (np.array([np.nan if v is None else v for v in row], float) for row in (a, b))
        assert np.array_equal(xs.view(np.int64) * ~np.isnan(xs), ys.view(np.int64) * ~np.isnan(ys))


def test_features_do_not_depend_on_threads_or_the_order_of_rows(open_world):
    """SEMANTICS 11."""
    found = []
    for threads, order in ((1, "i"), (2, "-i"), (2, "md5(CAST(i AS VARCHAR))")):
        world = open_world(threads)
        world.source(
            "SELECT i AS id, i AS y, CAST(sin(i) * exp(i % 40) AS DOUBLE) AS x,"
            f" 'c' || (i % 50) AS c FROM range(150000) r(i) ORDER BY {order}"
        )
        found.append(json.dumps(world.fit(OPTIONS).to_json()))

    assert found[0] == found[1] == found[2]


def test_frozen_features_survive_json(world):
    world.source(SOURCE)
    features = world.fit(OPTIONS)

    text = json.dumps(features.to_json(), allow_nan=False)

    assert FrozenFeatures.from_json(json.loads(text)) == features


def test_inputs_of_another_numeric_type_are_cast_to_the_recorded_one(world):
    """SEMANTICS 24."""
    world.source("SELECT i AS id, i AS y, CAST(i / 7 AS DOUBLE) AS x FROM range(50) r(i)")
    features = world.fit(OPTIONS)

    text = features.matrix_query("(SELECT CAST(3 AS TINYINT) AS x)")

    assert world.workspace.rows(text)[0] == tuple(features.row({"x": 3.0}))


def test_nan_and_infinity_in_a_linear_feature_are_errors_that_name_and_count(world):
    world.source(
        "SELECT i AS id, i AS y, CASE WHEN i < 3 THEN CAST('nan' AS DOUBLE) WHEN i = 4 THEN"
        " CAST('inf' AS DOUBLE) ELSE i END AS x FROM range(50) r(i)"
    )

    with pytest.raises(EngineError, match='"x" has 3 NaN and 1 infinite') as caught:
        world.fit(OPTIONS)

    assert caught.value.problems[0].name == "not-finite"
    assert world.fit(OPTIONS, "tree").columns[0].name == "x"


def test_nothing_that_varies_is_an_error(world):
    world.source("SELECT i AS id, i AS y, 1 AS x FROM range(50) r(i)")

    with pytest.raises(EngineError, match=r"\[no-features\].* no feature is left"):
        world.fit(OPTIONS)


def test_a_list_of_times_cannot_be_a_feature(world):
    world.source("SELECT i AS id, i AS y, [TIME '10:00:00'] AS x FROM range(50) r(i)")

    with pytest.raises(ProjectError, match="cannot be a feature") as caught:
        world.fit(OPTIONS)

    assert caught.value.problems[0].name == "not-supported"


@pytest.mark.parametrize("encoding", ["linear", "tree"])
def test_each_number_of_an_array_is_a_feature(world, encoding):
    world.source("SELECT i AS id, i AS y, [i, NULL, 2.5] AS x FROM range(50) r(i)")

    features = world.fit(OPTIONS, encoding)

    assert [c.name for c in features.columns] == ["x[0]", "x[1]", "x[2]"]
    missing = math.nan if encoding == "tree" else 0.0
    assert repr(features.row({"x": [7, None, 2.5]})) == repr([7.0, missing, 2.5])


def test_arrays_of_several_lengths_are_refused(world):
    world.source("SELECT i AS id, i AS y, range(i % 3) AS x FROM range(50) r(i)")

    with pytest.raises(EngineError) as caught:
        world.fit(OPTIONS)

    assert caught.value.problems[0].name == "array-length"


def test_another_length_at_prediction_is_an_error_in_both_renderings(world):
    world.source("SELECT i AS id, i AS y, [i, 1] AS x FROM range(50) r(i)")
    features = world.fit(OPTIONS)

    with pytest.raises(ForebayError):
        features.row({"x": [1]})
    with pytest.raises(ForebayError):
        world.workspace.rows(features.matrix_query("(SELECT [CAST(1 AS BIGINT)] AS x)"))


def test_pairs_of_a_table_are_features_by_their_index(world):
    """What ML.TRANSFORM gave for an encoder may be stored and learned from."""
    world.source(
        "SELECT i AS id, i AS y, [{'index': i % 3, 'value': 0.5}] AS x FROM range(50) r(i)"
    )

    features = world.fit(OPTIONS)

    assert features.row({"x": [{"index": 2, "value": 0.5}]}) == [0.0, 0.0, 0.5]
    assert features.row({"x": [{"index": 3, "value": 0.5}]}) == [0.0, 0.0, 0.0]


def test_arrays_of_texts_are_multi_hot(world):
    world.source("SELECT i AS id, i AS y, ['t' || (i % 2), 'u'] AS x FROM range(50) r(i)")

    features = world.fit(OPTIONS)

    assert features.row({"x": ["t1", "t1", "new"]}) == [1.0, 0.0, 1.0, 0.0]


def test_a_text_that_is_another_in_each_row_is_pointed_out(world):
    world.source("SELECT i AS id, i AS y, 'n' || i AS name, i % 3 AS x FROM range(50) r(i)")

    features = world.fit(OPTIONS)

    assert any('"name" is another text in each' in notice for notice in features.notices)


def test_of_too_many_categories_the_most_frequent_are_kept_and_the_rest_counted(world):
    world.source(
        "SELECT i AS id, i AS y, 'n' || lpad(CAST(CASE WHEN i < 100 THEN 11990 + i % 10 ELSE"
        " i % 12000 END AS VARCHAR), 5, '0') AS c FROM range(12100) r(i)"
    )

    features = world.fit(OPTIONS)

    assert len(features.columns[0].categories) == 10_000
    assert "n11995" in features.columns[0].categories
    assert any("10,000" in notice and "unknown" in notice for notice in features.notices)


def test_statistics_are_those_of_feature_info(world):
    world.source(SOURCE)

    found = {s.name: s for s in world.fit(OPTIONS).statistics}

    values = sorted(math.sin(i) * 100 for i in range(300) if i % 7)
    assert found["x"].null_count == 43
    assert found["x"].median == pytest.approx(values[(len(values) - 1) // 2])
    assert found["x"].minimum == pytest.approx(values[0])
    assert found["flag"].category_count == 2
    assert found["flag"].mean is None
