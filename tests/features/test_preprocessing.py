"""The preprocessing functions against the values that BigQuery ML's own pages print."""

from __future__ import annotations

import math

import pytest

CLAUSE = "TRANSFORM ({}) OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) KEY (id)"
LETTERS = "[NULL, 'a', 'b', 'b', 'c', 'c', 'c', 'd', 'd']"
DOCUMENTS = (
    "[['I', 'like', 'pie', 'pie', 'pie', NULL], ['yum', 'yum', 'pie', NULL],"
    " ['I', 'yum', 'pie', NULL], ['you', 'like', 'pie', NULL]]"
)


@pytest.fixture
def applied(world):
    """Return what TRANSFORM makes of the values that it was fitted on, both ways."""

    def of(values, expression, **more):
        taken = f"list_concat({values}, {values})" if is_single(values) else values
        given = f"unnest({taken})"
        numbered = f"(SELECT f, row_number() OVER () AS i FROM (SELECT {given} AS f))"
        world.source(f"SELECT i AS id, i AS y, f FROM {numbered}")
        features = world.fit(CLAUSE.format(f"id AS base, {expression} AS output"), **more)
        query = features.transform_query("source", features.outputs, [("id", "o")])
        shown = [row[1] for row in world.workspace.rows(f"SELECT * FROM ({query}) ORDER BY o")]
        raw = world.workspace.rows("SELECT id, f FROM source ORDER BY id")
        single = [features.transformed_row({"id": i, "f": f})["output"] for i, f in raw]
        assert repr(shown) == repr(single)
        of.features = features
        return shown[:1] if is_single(values) else shown

    def is_single(values):
        """Tell an array of one value; a feature must differ between rows, so it is taken twice."""
        return world.workspace.rows(f"SELECT len({values})")[0][0] == 1

    return of


def pairs(*values):
    return [{"index": i, "value": v} for i, v in values]


def test_a_robust_scaler_uses_observed_quantiles(applied):
    found = applied("[NULL, -3, 1, 2, 3, 4, 5]", "ML.ROBUST_SCALER(f) OVER ()")

    third = 1 / 3
    assert found == [None, *map(pytest.approx, [-5 * third, -third, 0.0, third, 2 * third, 1.0])]


def test_a_robust_scaler_may_keep_the_median_and_the_scale(applied):
    values = "[NULL, -3, 1, 2, 3, 4, 5]"

    assert applied(values, "ML.ROBUST_SCALER(f, [25, 75], FALSE) OVER ()")[1:3] == [-1.0, 1 / 3]
    assert applied(values, "ML.ROBUST_SCALER(f, [25, 75], TRUE, FALSE) OVER ()")[1] == -5.0


def test_a_max_abs_scaler_keeps_the_sign(applied):
    found = applied("[NULL, -3, 1, 2, 3, 4, 5]", "ML.MAX_ABS_SCALER(f) OVER ()")

    assert found == [None, -0.6, 0.2, 0.4, 0.6, 0.8, 1.0]


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ("", [0.8, 0.2, 0.4, 0.4, 0.0]),
        (", 1", [4 / 9, 1 / 9, 2 / 9, 2 / 9, 0.0]),
        (", 0", [1.0, 0.25, 0.5, 0.5, 0.0]),
        (", 'inf'", [1.0, 0.25, 0.5, 0.5, 0.0]),
        (", 3", [v / (64 + 1 + 8 + 8) ** (1 / 3) for v in (4, 1, 2, 2, 0)]),
    ],
)
def test_a_normalizer_divides_by_the_norm(applied, p, expected):
    assert applied("[[4.0, 1.0, 2.0, 2.0, 0.0]]", f"ML.NORMALIZER(f{p})") == [
        pytest.approx(expected, rel=1e-15)
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", "bin_3"),
        (", TRUE", "bin_2"),
        (", FALSE, 'bucket_ranges'", "[2, 3)"),
        (", FALSE, 'bucket_ranges_json'", '{"start": "2", "end": "3"}'),
    ],
)
def test_buckets_have_three_kinds_of_names(applied, arguments, expected):
    assert applied("[2.5]", f"ML.BUCKETIZE(f, [1, 2, 3]{arguments})") == [expected]


def test_quantile_buckets_begin_at_observed_values(applied):
    found = applied("[1, 2, 3, 4, 5]", "ML.QUANTILE_BUCKETIZE(f, 3, 'bucket_ranges') OVER ()")

    assert found == ["(-inf, 2)", "[2, 4)", "[2, 4)", "[4, +inf)", "[4, +inf)"]


def test_a_hash_bucket_is_that_of_bigquery(applied):
    assert applied("['a', 'b', 'c', 'd', NULL]", "ML.HASH_BUCKETIZE(f, 3)") == [0, 1, 1, 2, None]


def test_without_buckets_the_hash_is_the_signed_fingerprint(applied):
    # FARM_FINGERPRINT of "foo", from the page of BigQuery's hash functions.
    assert applied("['foo']", "ML.HASH_BUCKETIZE(f, 0)") == [6150913649986995171]


def test_a_cross_has_a_field_for_each_combination(applied):
    found = applied("['b']", "ML.FEATURE_CROSS(STRUCT('a' || '' AS f1, f AS f2, 'c' || '' AS f3))")

    assert found == [{"f1_f2": "a_b", "f1_f3": "a_c", "f2_f3": "b_c"}]


def test_an_expansion_has_a_field_for_each_product(applied):
    found = applied("[3]", "ML.POLYNOMIAL_EXPAND(STRUCT(f - 1 AS f1, f AS f2))")

    assert found == [{"f1": 2.0, "f1_f1": 4.0, "f1_f2": 6.0, "f2": 3.0, "f2_f2": 9.0}]
    names = [c.name for c in applied.features.columns]
    assert not names or set(names) <= {"base", *(f"output_{n}" for n in found[0])}


def test_ngrams_begin_at_each_token(applied):
    assert applied("[['a', 'b', 'c']]", "ML.NGRAMS(f, [2, 3], '#')") == [["a#b", "a#b#c", "b#c"]]
    assert applied("[['a', NULL, 'c'], []]", "ML.NGRAMS(f, 2)") == [["a c"], []]


def test_a_label_encoder_keeps_the_most_frequent_in_alphabetical_order(applied):
    found = applied(LETTERS, "ML.LABEL_ENCODER(f, 2, 2) OVER ()", encoding="tree")

    assert found == [0, 0, 1, 1, 2, 2, 2, 0, 0]
    column = next(c for c in applied.features.columns if c.name == "output")
    assert column.categories == ("_unknown", "b", "c")


def test_a_label_is_a_number_to_a_linear_model(applied):
    applied(LETTERS, "ML.LABEL_ENCODER(f, 2, 2) OVER ()")

    assert applied.features.columns[-1].kind == "number"


def test_dummy_encoding_gives_the_most_frequent_category_no_value(applied):
    found = applied(LETTERS, "ML.ONE_HOT_ENCODER(f, 'most_frequent', 10, 0) OVER ()")

    indexes = [0, 1, 2, 2, 3, 3, 3, 4, 4]
    assert found == [pairs((i, 0.0 if i == 3 else 1.0)) for i in indexes]
    assert applied.features.row({"id": 1, "f": "c"})[-1] == -1
    assert applied.features.row({"id": 1, "f": "d"})[-1] == 4


def test_rare_categories_are_counted_and_told(applied):
    """Encoders drop rare categories in silence elsewhere."""
    applied(LETTERS, "ML.ONE_HOT_ENCODER(f, 'none', 10, 2) OVER ()")

    notices = " ".join(applied.features.notices)
    assert "leaves out 1 of 4 categories, in 1 rows" in notices


def test_a_multi_hot_encoder_counts_rows(applied):
    found = applied(
        "[['a', 'b', 'b', 'c', NULL], ['c', 'c', 'd', 'd', NULL]]",
        "ML.MULTI_HOT_ENCODER(f, 3, 1) OVER ()",
    )

    assert found == [pairs((0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)), pairs((0, 1.0), (3, 1.0))]


def test_a_bag_of_words_has_no_index_0_without_unknown_terms(applied):
    found = applied("[['a', 'b', 'b', 'c'], ['a', 'c']]", "ML.BAG_OF_WORDS(f, 32, 1) OVER ()")

    assert found == [pairs((1, 1.0), (2, 2.0), (3, 1.0)), pairs((1, 1.0), (3, 1.0))]


def test_tf_idf_has_the_values_of_the_page(applied):
    found = applied(DOCUMENTS, "ML.TF_IDF(f, 3, 1) OVER ()")

    expected = [
        [0.12679902142647365, 0.1412163100645339, 0.1412163100645339, 0.29389333245105953],
        [0.5705955964191315, 0.14694666622552977],
        [0.380397064279421, 0.21182446509680086, 0.14694666622552977],
        [0.380397064279421, 0.21182446509680086, 0.14694666622552977],
    ]
    for row, values in zip(found, expected, strict=True):
        assert [pair["value"] for pair in row] == pytest.approx(values, rel=1e-14)


def test_statistics_are_those_of_the_training_rows(applied):
    found = applied("[1.0, 3.0, 100.0]", "ML.MIN_MAX_SCALER(f) OVER ()", where="id <= 2")

    assert found == [0.0, 1.0, 1.0]


def test_a_function_of_one_row_may_take_what_an_analytic_one_gives(applied):
    found = applied("[1, 2, 3]", "ML.BUCKETIZE(ML.STANDARD_SCALER(f) OVER (), [-0.5, 0.5])")

    assert found == ["bin_1", "bin_2", "bin_3"]


def test_nothing_known_is_no_error(applied):
    found = applied("[['a'], NULL]", "ML.TF_IDF(f, 3, 9) OVER ()")

    assert found == [pairs((0, 0.0)), []]


def test_a_standard_scaler_of_equal_numbers_is_0(applied):
    assert not any(
        math.isnan(v) or v for v in applied("[2, 2, 2]", "ML.STANDARD_SCALER(f) OVER ()")
    )
