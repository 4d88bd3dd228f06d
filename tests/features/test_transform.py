from __future__ import annotations

import statistics

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ProjectError
from forebay.features import check_features

MODEL = "TRANSFORM ({}) OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) KEY (id)"


@pytest.fixture
def fitted(world):
    world.source(
        "SELECT i AS id, CAST(i AS DOUBLE) AS y, CAST((i * 7) % 100 AS DOUBLE) AS x,"
        " CASE WHEN i % 4 = 0 THEN NULL ELSE i % 9 END AS z, 'c' || (i % 3) AS c,"
        " TIMESTAMP '2024-01-01' + i * INTERVAL 1 DAY AS t FROM range(100) r(i)"
    )

    def of(items, where="true"):
        return world.fit(MODEL.format(items), "tree", where)

    return of


def names(features):
    return [c.name for c in features.columns]


def test_a_star_gives_the_columns_without_a_role(fitted):
    features = fitted("* EXCEPT (t)")

    assert names(features) == ["x", "z", "c"]


def test_only_columns_that_are_read_are_needed_for_prediction(fitted):
    features = fitted("x, z + 1 AS z1")

    assert [c.name for c in features.inputs] == ["x", "z"]


def test_a_role_is_a_feature_where_transform_emits_it(fitted):
    """SEMANTICS 10."""
    assert names(fitted("id, x")) == ["id", "x"]


def test_the_label_named_alone_is_no_feature_and_in_an_expression_an_error(fitted):
    assert names(fitted("y, x")) == ["x"]

    with pytest.raises(ProjectError, match="the label") as caught:
        fitted("y * 2 AS twice, x")

    assert caught.value.problems[0].name == "label-is-feature"


def test_an_expression_is_computed_by_the_engine_for_each_row(fitted, world):
    features = fitted("upper(c) /* why */ AS big, x * 2 AS double_x")

    assert world.matrix(features, "id")[1] == (1, 14.0)
    assert features.columns[0].categories == ("C0", "C1", "C2")


@pytest.mark.parametrize(
    ("items", "what"),
    [
        ("x, (SELECT max(x) FROM source) AS m", "a query"),
        ("x, lag(x) OVER (ORDER BY id) AS l", "a window"),
        ("x, random() AS r", "a volatile function"),
        ("x, current_date AS d", "a volatile function"),
    ],
)
def test_what_is_not_row_wise_is_refused(fitted, items, what):
    """SEMANTICS 23."""
    with pytest.raises(ProjectError, match=what) as caught:
        fitted(items)

    assert caught.value.problems[0].name == "not-row-wise"


def test_an_aggregate_is_refused(fitted):
    """SEMANTICS 23."""
    with pytest.raises(ProjectError):
        fitted("x, avg(z) AS mean_z")


def test_extract_from_is_no_query(fitted):
    assert names(fitted("EXTRACT(month FROM t) AS m")) == ["m"]


def test_a_standard_scaler_divides_by_the_population_deviation_of_training_rows(fitted):
    features = fitted("ML.STANDARD_SCALER(x) OVER () AS s", "id < 50")

    values = [float((i * 7) % 100) for i in range(50)]
    expected = (7.0 - statistics.mean(values)) / statistics.pstdev(values)
    assert features.row({"x": 7.0})[0] == pytest.approx(expected, rel=1e-14)


def test_a_min_max_scaler_stays_between_0_and_1(fitted):
    features = fitted("ML.MIN_MAX_SCALER(x) OVER () AS s")

    assert [features.row({"x": v})[0] for v in (-5.0, 0.0, 49.5, 99.0, 1e9)] == [0, 0, 0.5, 1, 1]


def test_an_imputer_fills_null_with_what_training_saw(fitted):
    features = fitted(
        "ML.IMPUTER(z, 'mean') OVER () AS a, ML.IMPUTER(z, 'median') OVER () AS b,"
        " ML.IMPUTER(z, 'most_frequent') OVER () AS c2"
    )

    values = [i % 9 for i in range(100) if i % 4]
    mean, median, frequent = features.row({"z": None})
    assert mean == pytest.approx(statistics.mean(values), rel=1e-14)
    assert median == statistics.median_low(values)
    assert frequent == min(set(values), key=lambda v: (-values.count(v), v))


def test_buckets_are_closed_below_and_open_above(fitted):
    features = fitted("ML.BUCKETIZE(x, [10, 50.5]) AS b")

    names = features.columns[0].categories
    found = [names[features.row({"x": v})[0]] for v in (9.9, 10.0, 50.0, 50.5, 1e6)]
    assert found == ["bin_1", "bin_2", "bin_2", "bin_3", "bin_3"]


def test_quantile_buckets_are_of_equal_size(fitted, world):
    features = fitted("ML.QUANTILE_BUCKETIZE(x, 4) OVER () AS q")

    codes = [row[0] for row in world.matrix(features)]
    assert features.columns[0].categories == ("bin_1", "bin_2", "bin_3", "bin_4")
    assert max(codes.count(k) for k in range(4)) <= 26


def test_a_scaler_inside_an_expression_is_frozen_too(fitted, world):
    features = fitted("ML.MIN_MAX_SCALER(x) OVER () * 10 + 1 AS s")

    row = world.workspace.rows(features.matrix_query("(SELECT CAST(49.5 AS DOUBLE) AS x)"))[0]
    assert row == (6.0,)


@pytest.mark.parametrize(
    ("items", "name"),
    [
        ("ML.STANDARD_SCALER(x) AS s", "missing-over"),
        ("ML.STANDARD_SCALER(x) OVER (PARTITION BY c) AS s", "over-not-empty"),
        ("ML.BUCKETIZE(x, [1]) OVER () AS s", "transform-argument"),
        ("ML.ONE_HOT_ENCODER(c, 'most_freqent') OVER () AS o", "transform-argument"),
        ("ML.LABEL_ENCODER(c, 1, 2, 3) OVER () AS o", "transform-argument"),
        ("ML.LABEL_ENCODER(x) OVER () AS o", "transform-argument"),
        ("ML.ROBUST_SCALER(x, [75, 25]) OVER () AS o", "transform-argument"),
        ("ML.NORMALIZER([x, z], 0.5) AS o", "transform-argument"),
        ("ML.FEATURE_CROSS(STRUCT(c, x + 1)) AS o", "transform-argument"),
        ("ML.FEATURE_CROSS(c) AS o", "transform-argument"),
        ("ML.POLYNOMIAL_EXPAND(STRUCT(x), 5) AS o", "transform-argument"),
        ("ML.NGRAMS(['a'], [2, 1]) AS o", "transform-argument"),
        ("ML.BUCKETIZE(x, [2, 1]) AS s", "transform-argument"),
        ("ML.MIN_MAX_SCALER(ML.STANDARD_SCALER(x) OVER ()) OVER () AS s", "nested-analytic"),
        ("ML.STANDARD_SCALER(c) OVER () AS s", "transform-argument"),
        ("nope", "unknown-column"),
        ("* EXCEPT (nope)", "unknown-column"),
        ("x, *", "duplicate-name"),
    ],
)
def test_a_mistake_in_transform_has_a_name(fitted, items, name):
    with pytest.raises(ProjectError) as caught:
        fitted(items)

    assert caught.value.problems[0].name == name


def test_everything_is_found_before_any_data_is_read(world):
    """SEMANTICS 23."""
    world.source("SELECT 1 AS id, 2.0 AS y, 3.0 AS x, 'a' AS c")
    world.roles(MODEL.format("ML.STANDARD_SCALER(x) OVER () AS s, x + xx AS bad, avg(x) AS m, c"))
    binder = DuckDBEngine().binder()
    schema = world.workspace.describe("FROM source")

    with pytest.raises(ProjectError) as caught:
        check_features(world.statement, schema, binder)
    binder.close()

    assert len(caught.value.problems) == 2
    span = caught.value.problems[0].span
    assert span is not None
    assert span.text == "xx"


def test_the_checked_features_are_the_fitted_ones(fitted, world):
    items = "*, ML.QUANTILE_BUCKETIZE(x, 4) OVER () AS q, x * 2 AS x2"
    features = fitted(items)
    binder = DuckDBEngine().binder()

    _, planned = check_features(world.statement, world.workspace.describe("FROM source"), binder)
    binder.close()

    assert planned.inputs == features.inputs
    assert [f.type for f in planned.features][-2:] == ["VARCHAR", "DOUBLE"]


def test_nan_does_not_reach_a_scaler(world):
    world.source("SELECT i AS id, i AS y, CAST('nan' AS DOUBLE) AS x FROM range(9) r(i)")

    with pytest.raises(ProjectError) as caught:
        world.fit(MODEL.format("ML.STANDARD_SCALER(x) OVER () AS s"), "tree")

    assert caught.value.problems[0].name == "not-finite"
