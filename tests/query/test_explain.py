"""What ML.EXPLAIN_PREDICT and ML.GLOBAL_EXPLAIN say of rows and of models."""

from __future__ import annotations

import math

import duckdb
import pytest

DATA = "(SELECT x, z, c FROM rows ORDER BY id LIMIT 200)"


def explained(ask, model, settings="9 AS top_k_features"):
    return ask(
        "SELECT list_sum(list_transform(top_feature_attributions, lambda p: p.attribution)),"
        " baseline_prediction_value, prediction_value, approximation_error"
        f" FROM ML.EXPLAIN_PREDICT(MODEL {model}, {DATA}, STRUCT({settings}))"
    )


@pytest.mark.parametrize("model", ["late_trees", "kinds", "prices"])
def test_attributions_and_baseline_add_up_to_the_prediction(ask, model):
    for parts, baseline, value, error in explained(ask, model):
        assert parts + baseline == pytest.approx(value, abs=1e-9)
        assert error < 1e-9


def test_the_prediction_of_a_number_is_its_value(ask):
    rows = ask(
        f"SELECT predicted_price, prediction_value FROM ML.EXPLAIN_PREDICT(MODEL prices, {DATA})"
    )

    assert all(predicted == pytest.approx(value, rel=1e-12) for predicted, value in rows)


def test_the_prediction_value_of_two_classes_is_the_logit_of_the_predicted_one(ask):
    """For both classes: what speaks for one speaks against the other."""
    rows = ask(
        "SELECT predicted_late, probability, prediction_value"
        f" FROM ML.EXPLAIN_PREDICT(MODEL late_trees, {DATA})"
    )

    assert {predicted for predicted, *_ in rows} == {True, False}
    for _, probability, value in rows:
        assert value == pytest.approx(math.log(probability / (1 - probability)), abs=1e-9)


@pytest.mark.parametrize(("model", "label"), [("late_trees", "late"), ("kinds", "kind")])
@pytest.mark.parametrize("settings", ["", ", STRUCT(0.9 AS threshold)"])
def test_classes_and_probabilities_are_those_of_predict(ask, model, label, settings):
    settings = settings if model == "late_trees" else ""
    found = ask(
        f"SELECT predicted_{label}, probability"
        f" FROM ML.EXPLAIN_PREDICT(MODEL {model}, {DATA}{settings})"
    )

    theirs = ask(
        f"SELECT predicted_{label}, ML.PROBABILITY(predicted_{label}_probs, predicted_{label})"
        f" FROM ML.PREDICT(MODEL {model}, {DATA}{settings})"
    )
    assert [predicted for predicted, _ in found] == [predicted for predicted, _ in theirs]
    assert [p for _, p in found] == pytest.approx([p for _, p in theirs], abs=1e-12)


def test_the_part_of_a_number_is_its_weight_times_its_distance_from_the_mean(ask):
    (mean,) = ask("SELECT mean FROM ML.FEATURE_INFO(MODEL prices) WHERE input = 'x'")[0]
    (weight,) = ask("SELECT weight FROM ML.WEIGHTS(MODEL prices) WHERE processed_input = 'x'")[0]
    rows = ask(
        "SELECT CAST(x AS DOUBLE), list_filter(top_feature_attributions, lambda p:"
        f" p.feature = 'x')[1].attribution FROM ML.EXPLAIN_PREDICT(MODEL prices, {DATA})"
    )

    for x, part in rows:
        assert part == pytest.approx(weight * (x - mean), abs=1e-9)


def test_the_features_that_count_most_come_first_and_no_more_than_asked_for(ask):
    rows = ask(
        "SELECT top_feature_attributions"
        f" FROM ML.EXPLAIN_PREDICT(MODEL late_trees, {DATA}, STRUCT(2 AS top_k_features))"
    )

    for (top,) in rows:
        first, second = (abs(entry["attribution"]) for entry in top)
        assert first >= second


def test_a_row_that_is_no_number_has_no_class(ask):
    (row,) = ask(
        "SELECT predicted_kind, isnan(prediction_value) FROM ML.EXPLAIN_PREDICT(MODEL kinds,"
        " (SELECT CAST('nan' AS DOUBLE) AS x, 1 AS z, 'a' AS c))"
    )

    assert row == (None, True)


def test_no_rows_give_no_rows(ask):
    assert ask(f"SELECT * FROM ML.EXPLAIN_PREDICT(MODEL kinds, (FROM {DATA} WHERE x < 0))") == []


@pytest.mark.parametrize("model", ["late_trees", "kinds", "prices"])
def test_global_attributions_are_the_means_of_absolute_ones(ask, model):
    found = ask(f"SELECT * FROM ML.GLOBAL_EXPLAIN(MODEL {model}, {DATA})")

    expected = ask(
        "SELECT p.feature, avg(abs(p.attribution)) AS a FROM (SELECT unnest("
        "top_feature_attributions) AS p FROM ML.EXPLAIN_PREDICT(MODEL"
        f" {model}, {DATA})) GROUP BY ALL ORDER BY a DESC"
    )
    assert [feature for feature, _ in found] == [feature for feature, _ in expected]
    assert [a for _, a in found] == pytest.approx([a for _, a in expected], rel=1e-9)


def test_without_data_the_gate_rows_are_explained(ask):
    found = ask("SELECT * FROM ML.GLOBAL_EXPLAIN(MODEL late_trees)")

    gate = ask.models["late_trees"].gate
    with duckdb.connect() as connection:
        ids = connection.execute(f"SELECT list(id) FROM read_parquet('{gate}')").fetchone()[0]
    expected = ask(
        "SELECT * FROM ML.GLOBAL_EXPLAIN(MODEL late_trees,"
        f" (SELECT x, z, c FROM rows WHERE id IN {tuple(ids)}))"
    )
    assert dict(found) == pytest.approx(dict(expected), rel=1e-9)


def test_each_class_has_its_own_attributions(ask):
    found = ask("SELECT * FROM ML.GLOBAL_EXPLAIN(MODEL kinds, STRUCT(TRUE AS class_level_explain))")

    of = {(kind, feature): attribution for kind, feature, attribution in found}
    assert [kind for kind, *_ in found] == ["bird"] * 3 + ["cat"] * 3 + ["dog"] * 3
    # Kinds are thirds of x: it tells the outer two from the rest, not the middle one.
    assert 2 * of["cat", "x"] < min(of["bird", "x"], of["dog", "x"])


def test_what_speaks_for_one_of_two_classes_speaks_against_the_other(ask):
    found = ask(
        "SELECT feature, attribution"
        " FROM ML.GLOBAL_EXPLAIN(MODEL late_trees, STRUCT(TRUE AS class_level_explain))"
    )

    assert found[:3] == found[3:]
