"""Every option and function of BigQuery ML's first tier acts here, or is refused by its name.

The names are those of its pages of CREATE MODEL and of its functions. That an option which is
accepted acts is proven in test_options.py; a function's page has an example that is run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from forebay.algorithms import OPTION_RULES, validate_options

PAGES = Path(__file__).parents[2] / "docs" / "sql"
SPLIT = "data_split_method data_split_eval_fraction data_split_col"
TUNING = (
    "num_trials max_parallel_trials hparam_tuning_algorithm hparam_tuning_objectives"
    " data_split_test_fraction"
)
REGISTRY = "model_registry vertex_ai_model_id vertex_ai_model_version_aliases kms_key_name"
LABELLED = f"input_label_cols enable_global_explain {SPLIT} {TUNING} {REGISTRY}"
LINEAR = (
    f"{LABELLED} optimize_strategy l1_reg l2_reg learn_rate_strategy learn_rate ls_init_learn_rate"
    " calculate_p_values fit_intercept category_encoding_method early_stop min_rel_progress"
    " max_iterations warm_start"
)
TREES = (
    f"{LABELLED} num_parallel_tree tree_method max_tree_depth min_tree_child_weight min_split_loss"
    " subsample colsample_bytree colsample_bylevel colsample_bynode l1_reg l2_reg"
    " instance_weight_col category_encoding_method approx_global_feature_contrib xgboost_version"
    " early_stop min_rel_progress"
)
BOOSTED = f"{TREES} booster_type dart_normalize_type dropout learn_rate max_iterations"
CLASSES = "auto_class_weights class_weights"
OF_TYPE = {
    "LINEAR_REG": LINEAR,
    "LOGISTIC_REG": f"{LINEAR} {CLASSES}",
    "BOOSTED_TREE_REGRESSOR": BOOSTED,
    "BOOSTED_TREE_CLASSIFIER": f"{BOOSTED} {CLASSES}",
    "RANDOM_FOREST_REGRESSOR": TREES,
    "RANDOM_FOREST_CLASSIFIER": f"{TREES} {CLASSES}",
    "KMEANS": "num_clusters kmeans_init_method kmeans_init_col distance_type standardize_features"
    " max_iterations early_stop min_rel_progress warm_start num_trials max_parallel_trials"
    f" hparam_tuning_algorithm hparam_tuning_objectives {REGISTRY}",
    "PCA": "num_principal_components pca_explained_variance_ratio scale_features pca_solver"
    f" {REGISTRY}",
    "ARIMA_PLUS": "time_series_timestamp_col time_series_data_col time_series_id_col horizon"
    " auto_arima auto_arima_max_order auto_arima_min_order non_seasonal_order data_frequency"
    " include_drift holiday_region clean_spikes_and_dips adjust_step_changes decompose_time_series"
    " time_series_length_fraction min_time_series_length max_time_series_length"
    " trend_smoothing_window_size forecast_limit_lower_bound forecast_limit_upper_bound"
    f" seasonalities hierarchical_time_series_cols {REGISTRY}",
    "ONNX": "model_path",
}
REFUSED = frozenset(REGISTRY.split())
# What must not be written away: values of options that are accepted otherwise.
REFUSED_VALUES = {"LOGISTIC_REG": {("optimize_strategy", "NORMAL_EQUATION")}}  # nor has BigQuery ML

FUNCTIONS = (
    "EVALUATE CONFUSION_MATRIX ROC_CURVE ARIMA_EVALUATE METRICS TRAINING_INFO FEATURE_INFO "
    "TRIAL_INFO PREDICT FORECAST DETECT_ANOMALIES TRANSFORM GENERATE_EMBEDDING EXPLAIN_PREDICT "
    "GLOBAL_EXPLAIN EXPLAIN_FORECAST FEATURE_IMPORTANCE WEIGHTS ADVANCED_WEIGHTS CENTROIDS "
    "PRINCIPAL_COMPONENTS PRINCIPAL_COMPONENT_INFO ARIMA_COEFFICIENTS HOLIDAY_INFO "
    "DESCRIBE_DATA VALIDATE_DATA_SKEW VALIDATE_DATA_DRIFT TFDV_DESCRIBE TFDV_VALIDATE "
    "FEATURES_AT_TIME ENTITY_FEATURES_AT_TIME STANDARD_SCALER MIN_MAX_SCALER MAX_ABS_SCALER "
    "ROBUST_SCALER NORMALIZER BUCKETIZE QUANTILE_BUCKETIZE POLYNOMIAL_EXPAND IMPUTER "
    "ONE_HOT_ENCODER LABEL_ENCODER MULTI_HOT_ENCODER HASH_BUCKETIZE FEATURE_CROSS NGRAMS "
    "BAG_OF_WORDS TF_IDF DISTANCE LP_NORM CORRELATION "
)


@pytest.mark.parametrize("model_type", OF_TYPE)
def test_every_option_of_the_first_tier_is_known_and_few_are_refused(model_type):
    rules = {rule.name: rule for rule in OPTION_RULES[model_type]}
    names = OF_TYPE[model_type].split()

    assert set(names) <= rules.keys()
    assert {name for name in names if not rules[name].is_supported} == REFUSED & set(names)
    refused = {(name, word) for name in names for word, _ in rules[name].refused}
    assert refused == REFUSED_VALUES.get(model_type, set())


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_refused_says_what_to_do_instead(name, written):
    _, problems = validate_options("ARIMA_PLUS", written(**{name: "x"}))

    (problem,) = [p for p in problems if p.name == "not-supported"]
    assert name in problem.message
    assert len(problem.hint) > 10


@pytest.mark.parametrize("name", FUNCTIONS.split())
def test_every_function_of_the_first_tier_has_a_page_with_an_example_that_is_run(name):
    page = (PAGES / f"ml_{name.lower()}.md").read_text()

    assert "<!-- run" in page or "<!-- error" in page
    assert f"ML.{name}(" in page
