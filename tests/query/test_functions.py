"""The columns and rows of the functions that describe and judge a model."""

from __future__ import annotations

import pytest
from sklearn import metrics

from forebay.errors import ProjectError

B, D, V = "BIGINT", "DOUBLE", "VARCHAR"

# Names, types and order of BigQuery ML's reference; FLOAT64 is DOUBLE, INT64 is BIGINT.
COLUMNS = {
    "ML.EVALUATE(MODEL late_trees)": [
        ("precision", D), ("recall", D), ("accuracy", D), ("f1_score", D), ("log_loss", D),
        ("roc_auc", D),
    ],
    "ML.EVALUATE(MODEL prices)": [
        ("mean_absolute_error", D), ("mean_squared_error", D), ("mean_squared_log_error", D),
        ("median_absolute_error", D), ("r2_score", D), ("explained_variance", D),
    ],
    "ML.ROC_CURVE(MODEL late_trees)": [
        ("threshold", D), ("recall", D), ("false_positive_rate", D), ("true_positives", B),
        ("false_positives", B), ("true_negatives", B), ("false_negatives", B),
    ],
    "ML.CONFUSION_MATRIX(MODEL late_trees)": [
        ("expected_label", "BOOLEAN"), ("false", B), ("true", B),
    ],
    "ML.CONFUSION_MATRIX(MODEL kinds)": [
        ("expected_label", V), ("bird", B), ("cat", B), ("dog", B),
    ],
    "ML.TRAINING_INFO(MODEL late_trees)": [
        ("training_run", B), ("iteration", B), ("loss", D), ("eval_loss", D),
        ("learning_rate", D), ("duration_ms", B),
    ],
    "ML.FEATURE_INFO(MODEL prices)": [
        ("input", V), ("min", D), ("max", D), ("mean", D), ("median", D), ("stddev", D),
        ("category_count", B), ("null_count", B), ("dimension", B),
    ],
    "ML.WEIGHTS(MODEL prices)": [
        ("processed_input", V), ("weight", D),
        ("category_weights", "STRUCT(category VARCHAR, weight DOUBLE)[]"),
    ],
    "ML.WEIGHTS(MODEL kinds)": [
        ("class_label", V), ("processed_input", V), ("weight", D),
        ("category_weights", "STRUCT(category VARCHAR, weight DOUBLE)[]"),
    ],
    "ML.ADVANCED_WEIGHTS(MODEL tested)": [
        ("processed_input", V), ("category", V), ("weight", D), ("standard_error", D),
        ("p_value", D),
    ],
    "ML.GLOBAL_EXPLAIN(MODEL prices)": [("feature", V), ("attribution", D)],
    "ML.GLOBAL_EXPLAIN(MODEL kinds, STRUCT(TRUE AS class_level_explain))": [
        ("kind", V), ("feature", V), ("attribution", D),
    ],
    "ML.EXPLAIN_PREDICT(MODEL prices, (SELECT x, z, c FROM rows LIMIT 3))": [
        ("predicted_price", D),
        ("top_feature_attributions", "STRUCT(feature VARCHAR, attribution DOUBLE)[]"),
        ("baseline_prediction_value", D), ("prediction_value", D), ("approximation_error", D),
        ("x", D), ("z", B), ("c", V),
    ],
    "ML.EXPLAIN_PREDICT(MODEL late_trees, (SELECT x, z, c FROM rows LIMIT 3))": [
        ("predicted_late", "BOOLEAN"), ("probability", D),
        ("top_feature_attributions", "STRUCT(feature VARCHAR, attribution DOUBLE)[]"),
        ("baseline_prediction_value", D), ("prediction_value", D), ("approximation_error", D),
        ("x", D), ("z", B), ("c", V),
    ],
    "ML.FEATURE_IMPORTANCE(MODEL late_trees)": [
        ("feature", V), ("importance_weight", B), ("importance_gain", D), ("importance_cover", D),
    ],
}  # fmt: skip


@pytest.mark.parametrize("call", COLUMNS)
def test_columns_are_those_of_bigquery_ml_and_what_is_bound_is_what_comes(ask, call):
    """SEMANTICS 22."""
    text = f"SELECT * FROM {call}"

    bound = ask.bind(text)

    assert [(c.name, c.type) for c in bound.columns] == COLUMNS[call]
    assert ask(text)


def test_figures_of_given_rows_are_scikit_learns(ask):
    rows = ask(
        "SELECT late, predicted_late, ML.PROBABILITY(predicted_late_probs, TRUE)"
        " FROM ML.PREDICT(MODEL late_trees, TABLE rows)"
    )
    true, predicted, p = zip(*rows, strict=True)

    (found,) = ask("SELECT * FROM ML.EVALUATE(MODEL late_trees, TABLE rows)")

    expected = [
        metrics.precision_score(true, predicted), metrics.recall_score(true, predicted),
        metrics.accuracy_score(true, predicted), metrics.f1_score(true, predicted),
        metrics.log_loss(true, p), metrics.roc_auc_score(true, p),
    ]  # fmt: skip
    assert found == pytest.approx(expected, abs=1e-9)


def test_without_data_the_stored_gate_rows_are_judged(ask):
    (stored,) = ask("SELECT * FROM ML.EVALUATE(MODEL late_trees)")
    gate = ask.models["late_trees"].gate
    ask.workspace.define_view("gate_ids", f"SELECT id FROM read_parquet('{gate}')")

    query = ask.sql(
        "SELECT * FROM ML.EVALUATE(MODEL late_trees, (FROM rows WHERE id IN (FROM gate_ids)))"
    )

    assert ask.workspace.rows(query) == [stored]


def test_a_model_without_gate_rows_says_so(ask):
    from dataclasses import replace

    ask.models["prices"] = replace(ask.models["prices"], gate=None)

    with pytest.raises(ProjectError, match="no rows that were kept") as caught:
        ask.sql("SELECT * FROM ML.EVALUATE(MODEL prices)")

    assert caught.value.problems[0].name == "no-gate-rows"


def test_a_threshold_moves_the_confusion_matrix(ask):
    at = "SELECT * FROM ML.CONFUSION_MATRIX(MODEL late_trees, TABLE rows, STRUCT({} AS threshold))"

    none_above = ask(at.format(1.0))

    assert [row[2] for row in none_above] == [0, 0]
    assert ask(at.format(0.5)) != none_above


def test_rows_without_a_label_count_nowhere(ask):
    text = (
        "SELECT * FROM ML.CONFUSION_MATRIX(MODEL kinds, (SELECT * REPLACE (CASE WHEN id % 2 = 0"
        " THEN kind END AS kind) FROM rows))"
    )

    assert sum(sum(row[1:]) for row in ask(text)) == 750


def test_classes_that_are_no_names_are_altered():
    from forebay.query.functions.confusion_matrix import class_columns

    assert class_columns(["0", "1", "a b", "a_b", "expected_label", ""]) == (
        "_0", "_1", "a_b", "a_b_", "expected_label_", "_",
    )  # fmt: skip


def test_before_training_only_a_boolean_label_tells_the_columns_of_the_matrix(ask):
    text = "SELECT * FROM ML.CONFUSION_MATRIX(MODEL {})"

    known = ask.bind(text.format("late_trees"), trained=False)

    assert known.names == ("expected_label", "false", "true")
    ask.refuse(text.format("kinds"), "classes-unknown", trained=False)


def test_given_thresholds_are_the_points_of_the_curve(ask):
    text = "SELECT threshold FROM ML.ROC_CURVE(MODEL late_trees, thresholds => [0.2, 0.7])"

    assert [row[0] for row in ask(text)] == [0.7, 0.2]


def test_weights_are_on_the_original_scale_unless_standardised(ask):
    plain = dict(ask("SELECT processed_input, weight FROM ML.WEIGHTS(MODEL prices)"))
    scaled = dict(
        ask(
            "SELECT processed_input, weight FROM ML.WEIGHTS(MODEL prices,"
            " STRUCT(TRUE AS standardize))"
        )
    )
    column = next(c for c in ask.models["prices"].features.columns if c.name == "x")

    assert plain["x"] == pytest.approx(2.0, abs=0.02)
    assert scaled["x"] == pytest.approx(plain["x"] * column.scale, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("ML.WEIGHTS(MODEL late_trees)", "not-supported"),
        ("ML.ADVANCED_WEIGHTS(MODEL late_trees)", "not-supported"),
        ("ML.ADVANCED_WEIGHTS(MODEL kinds)", "not-supported"),
        ("ML.ADVANCED_WEIGHTS(MODEL prices, TABLE rows)", "argument-count"),
        ("ML.FEATURE_IMPORTANCE(MODEL prices)", "not-supported"),
        ("ML.ROC_CURVE(MODEL kinds)", "not-supported"),
        ("ML.CONFUSION_MATRIX(MODEL prices)", "not-supported"),
        ("ML.FORECAST(MODEL prices)", "not-supported"),
        ("ML.EXPLAIN_PREDICT(MODEL prices)", "argument-count"),
        (
            "ML.EXPLAIN_PREDICT(MODEL prices, TABLE rows, STRUCT(0 AS top_k_features))",
            "bad-argument",
        ),
        (
            "ML.EXPLAIN_PREDICT(MODEL prices, TABLE rows, STRUCT(0.5 AS threshold))",
            "threshold-needs-two-classes",
        ),
        (
            "ML.EXPLAIN_PREDICT(MODEL prices, (SELECT *, 1 AS prediction_value FROM rows))",
            "duplicate-column",
        ),
        ("ML.GLOBAL_EXPLAIN(MODEL prices, STRUCT(TRUE AS class_level_explain))", "bad-argument"),
        ("ML.PREDICT(MODEL prices)", "argument-count"),
        ("ML.WEIGHTS(MODEL prices, TABLE rows)", "argument-count"),
        ("ML.PREDICT(MODEL prices, TABLE rows, TABLE rows)", "argument-count"),
        ("ML.PREDICT(TABLE rows)", "missing-model"),
        ("ML.PREDICT(MODEL late_trees, TABLE rows, STRUCT(1 AS treshold))", "unknown-argument"),
        ("ML.PREDICT(MODEL late_trees, TABLE rows, STRUCT(2 AS threshold))", "bad-argument"),
        ("ML.WEIGHTS(MODEL prices, STRUCT(1 AS standardize))", "bad-argument"),
        ("ML.EVALUATE(MODEL prices, (SELECT * EXCLUDE (price) FROM rows))", "missing-label"),
        ("ML.PREDICT(MODEL nobody, TABLE rows)", "unknown-model"),
        ("ML.PREDICT(MODEL prices, TABLE rows@run41)", "not-supported"),
    ],
)
def test_a_mistake_in_a_call_is_found_before_anything_runs(ask, call, name):
    """SEMANTICS 22."""
    ask.refuse(f"SELECT * FROM {call}", name)


def test_a_misspelt_setting_gets_the_nearest_name(ask):
    (problem,) = ask.refuse(
        "SELECT * FROM ML.PREDICT(MODEL late_trees, TABLE rows, STRUCT(1 AS treshold))",
        "unknown-argument",
    )

    assert problem.hint == 'did you mean "threshold"?'
    assert problem.span is not None
    assert problem.span.text == "1 AS treshold"


def test_advanced_weights_are_those_of_weights_one_row_for_each_category(ask):
    found = ask("SELECT * FROM ML.ADVANCED_WEIGHTS(MODEL tested)")

    plain = dict(ask("SELECT processed_input, weight FROM ML.WEIGHTS(MODEL tested)"))
    names = [(name, category) for name, category, *_ in found]
    assert names[-1] == ("__INTERCEPT__", None)
    assert {category for name, category in names if name == "c"} == {"a", "b"}
    by_name = {(name, category): weight for name, category, weight, *_ in found}
    assert by_name["x", None] == plain["x"]
    assert by_name["__INTERCEPT__", None] == plain["__INTERCEPT__"]


def test_a_model_that_was_trained_without_p_values_has_none_to_tell(ask):
    with pytest.raises(ProjectError) as caught:
        ask("SELECT * FROM ML.ADVANCED_WEIGHTS(MODEL prices)")

    problem = caught.value.problems[0]
    assert (problem.name, problem.span is not None) == ("no-p-values", True)
