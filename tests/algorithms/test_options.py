"""The table of options: each that is accepted acts, each other is an error with its way out."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms import ALGORITHMS, MODEL_TASKS, OPTION_RULES, validate_options
from forebay.features.matrix_column import MatrixColumn

DUMMY = {"category_encoding_method": "DUMMY_ENCODING"}
DESCENT = {"optimize_strategy": "BATCH_GRADIENT_DESCENT"}
CONSTANT = {"learn_rate_strategy": "CONSTANT"}
SOON = DESCENT | {"min_rel_progress": 0.5}

# For each option that the algorithm itself reads: settings that show that it acts. The first are
# the model to compare with, the second differ from them in this option.
APPROX = {"tree_method": "APPROX"}
DROPPED = {"booster_type": "DART", "early_stop": False, "dropout": 0.9}
ACTS = {
    "BOOSTED_TREE_CLASSIFIER": {
        "seed": ({"subsample": 0.5, "seed": 1}, {"subsample": 0.5, "seed": 2}),
        "num_parallel_tree": ({"subsample": 0.5}, {"subsample": 0.5, "num_parallel_tree": 3}),
        "auto_class_weights": ({}, {"auto_class_weights": True}),
        "class_weights": ({}, {"class_weights": ((0, 1.0), (1, 5.0))}),
        "max_iterations": ({"early_stop": False}, {"early_stop": False, "max_iterations": 3}),
        "early_stop": ({"max_iterations": 60}, {"max_iterations": 60, "early_stop": False}),
        "min_rel_progress": (
            {"learn_rate": 0.1, "min_rel_progress": 0},
            {"learn_rate": 0.1, "min_rel_progress": 0.9},
        ),
        "booster_type": ({"early_stop": False}, DROPPED),
        "dropout": ({"booster_type": "DART", "early_stop": False}, DROPPED),
        "learn_rate": ({}, {"learn_rate": 0.1}),
        "max_tree_depth": ({}, {"max_tree_depth": 2}),
        "min_tree_child_weight": ({}, {"min_tree_child_weight": 20}),
        "min_split_loss": ({}, {"min_split_loss": 3.0}),
        "l1_reg": ({}, {"l1_reg": 5.0}),
        "l2_reg": ({}, {"l2_reg": 20.0}),
        "subsample": ({}, {"subsample": 0.5}),
        "colsample_bytree": ({}, {"colsample_bytree": 0.4}),
        "colsample_bynode": ({}, {"colsample_bynode": 0.4}),
        "category_encoding_method": ({}, {"category_encoding_method": "LABEL_ENCODING"}),
        "tree_method": ({}, {"tree_method": "APPROX"}),
        "colsample_bylevel": (APPROX, APPROX | {"colsample_bylevel": 0.4}),
        "dart_normalize_type": (DROPPED, DROPPED | {"dart_normalize_type": "FOREST"}),
    },
    "LOGISTIC_REG": {
        "auto_class_weights": ({}, {"auto_class_weights": True}),
        "class_weights": ({}, {"class_weights": ((0, 1.0), (1, 5.0))}),
        "l1_reg": ({}, {"l1_reg": 5.0}),
        "l2_reg": ({}, {"l2_reg": 5.0}),
        "fit_intercept": ({}, {"fit_intercept": False}),
        "category_encoding_method": ({}, {"category_encoding_method": "DUMMY_ENCODING"}),
        "max_iterations": ({}, {"max_iterations": 1}),
        "early_stop": ({"min_rel_progress": 0.5}, {"min_rel_progress": 0.5, "early_stop": False}),
        "min_rel_progress": ({}, {"min_rel_progress": 0.5}),
        "calculate_p_values": (DUMMY, DUMMY | {"calculate_p_values": True}),
        "optimize_strategy": ({}, DESCENT),
        "learn_rate_strategy": (DESCENT, DESCENT | {"learn_rate_strategy": "CONSTANT"}),
        "learn_rate": (CONSTANT, CONSTANT | {"learn_rate": 0.05}),
        "ls_init_learn_rate": (DESCENT, DESCENT | {"ls_init_learn_rate": 0.03}),
    },
    "LINEAR_REG": {
        "calculate_p_values": (DUMMY, DUMMY | {"calculate_p_values": True}),
        "optimize_strategy": ({}, DESCENT),
        "learn_rate_strategy": (DESCENT, DESCENT | {"learn_rate_strategy": "CONSTANT"}),
        "learn_rate": (CONSTANT, CONSTANT | {"learn_rate": 0.05}),
        "ls_init_learn_rate": (DESCENT, DESCENT | {"ls_init_learn_rate": 0.03}),
        "max_iterations": (DESCENT, DESCENT | {"max_iterations": 1}),
        "early_stop": (SOON, SOON | {"early_stop": False}),
        "min_rel_progress": (DESCENT, SOON),
        "l1_reg": ({}, {"l1_reg": 5.0}),
        "l2_reg": ({}, {"l2_reg": 5.0}),
        "fit_intercept": ({}, {"fit_intercept": False}),
        "category_encoding_method": ({}, {"category_encoding_method": "DUMMY_ENCODING"}),
    },
}
FIVE = {"num_clusters": 5}
ACTS["KMEANS"] = {
    "seed": ({"seed": 1}, {"seed": 2}),
    "num_clusters": ({}, FIVE),
    "kmeans_init_method": (FIVE, FIVE | {"kmeans_init_method": "KMEANS++"}),
    "distance_type": ({}, {"distance_type": "COSINE"}),
    "standardize_features": ({}, {"standardize_features": False}),
    "max_iterations": (FIVE, FIVE | {"max_iterations": 1}),
    "early_stop": (FIVE, FIVE | {"early_stop": False}),
    "min_rel_progress": (FIVE, FIVE | {"min_rel_progress": 0.9}),
}
TWO = {"num_principal_components": 2}
BY_CHANCE = TWO | {"pca_solver": "RANDOMIZED"}
ACTS["PCA"] = {
    "seed": (BY_CHANCE | {"seed": 1}, BY_CHANCE | {"seed": 2}),
    "num_principal_components": (TWO, {"num_principal_components": 3}),
    "pca_explained_variance_ratio": (
        {"pca_explained_variance_ratio": 0.2},
        {"pca_explained_variance_ratio": 0.9},
    ),
    "scale_features": (TWO, TWO | {"scale_features": False}),
    "pca_solver": (TWO, BY_CHANCE),
}
ACTS["BOOSTED_TREE_REGRESSOR"] = {
    name: pair
    for name, pair in ACTS["BOOSTED_TREE_CLASSIFIER"].items()
    if "class_weights" not in name
}

ACTS["RANDOM_FOREST_CLASSIFIER"] = {
    "seed": ({"seed": 1}, {"seed": 2}),
    "auto_class_weights": ({}, {"auto_class_weights": True}),
    "class_weights": ({}, {"class_weights": ((0, 1.0), (1, 5.0))}),
    "num_parallel_tree": ({}, {"num_parallel_tree": 10}),
    "max_tree_depth": ({}, {"max_tree_depth": 2}),
    "min_tree_child_weight": ({}, {"min_tree_child_weight": 20}),
    "min_split_loss": ({}, {"min_split_loss": 3.0}),
    "l1_reg": ({}, {"l1_reg": 5.0}),
    "l2_reg": ({}, {"l2_reg": 20.0}),
    "subsample": ({}, {"subsample": 0.5}),
    "colsample_bytree": ({}, {"colsample_bytree": 0.4}),
    "colsample_bynode": ({}, {"colsample_bynode": 0.4}),
    "category_encoding_method": ({}, {"category_encoding_method": "LABEL_ENCODING"}),
    "tree_method": (
        {"tree_method": "APPROX", "colsample_bynode": 1.0},
        {"tree_method": "EXACT", "colsample_bynode": 1.0},
    ),
    "colsample_bylevel": (APPROX, APPROX | {"colsample_bylevel": 0.4}),
}
ACTS["RANDOM_FOREST_REGRESSOR"] = {
    name: pair
    for name, pair in ACTS["RANDOM_FOREST_CLASSIFIER"].items()
    if "class_weights" not in name
}

# Options of which one value is taken, the one that says what is done anyway; the other is refused.
ONE_WAY = {"warm_start": True}
# Either value asks for what is there anyway: tests/query/test_explain.py.
NOTHING_TO_DO = {"approx_global_feature_contrib", "enable_global_explain", "xgboost_version"}
# A forest has one round: tests/algorithms/test_tree_options.py.
ONE_ROUND = {
    (f"RANDOM_FOREST_{kind}", name)
    for kind in ("CLASSIFIER", "REGRESSOR")
    for name in ("early_stop", "min_rel_progress")
}
# Tested where an earlier version is at hand: tests/algorithms/test_warm_start.py, tests/build.
WARM = {(model_type, "warm_start") for model_type in ("LINEAR_REG", "LOGISTIC_REG", "KMEANS")}
# A forest has as many trees as it is told.
FORESTS = {
    (model_type, "num_parallel_tree")
    for model_type in ("RANDOM_FOREST_CLASSIFIER", "RANDOM_FOREST_REGRESSOR")
}
# They draw nothing by chance: the seed acts on the split, which `features` makes.
NO_CHANCE = {
    (model_type, "seed") for model_type in ("LINEAR_REG", "LOGISTIC_REG", "TRANSFORM_ONLY")
}

SUPPORTED = [
    (model_type, rule)
    for model_type, rules in OPTION_RULES.items()
    for rule in rules
    if rule.is_supported
]
LEARNED = [
    (model_type, rule.name)
    for model_type, rule in SUPPORTED
    if rule.layer == "algorithms"
    and (rule.name not in ONE_WAY or (model_type, rule.name) in FORESTS)
    and rule.name not in NOTHING_TO_DO
    and (model_type, rule.name) not in NO_CHANCE | WARM | ONE_ROUND
    # It learns series, not a matrix: tests/algorithms/test_series_options.py.
    and model_type != "ARIMA_PLUS"
]


def names(problems):
    return [problem.name for problem in problems]


def test_every_model_type_has_rules_and_every_rule_is_whole():
    assert OPTION_RULES.keys() == ALGORITHMS.keys() == MODEL_TASKS.keys()
    for rules in OPTION_RULES.values():
        assert len({rule.name for rule in rules}) == len(rules)
        assert all(rule.is_supported != bool(rule.instead) for rule in rules)
        assert all(instead for rule in rules for _, instead in rule.refused)


def test_every_option_that_is_accepted_is_read_by_a_named_layer():
    """SEMANTICS 40: LightGBM parameter, our own code, a named layer, or not supported."""
    assert {rule.layer for _, rule in SUPPORTED} == {
        "project",
        "plan",
        "features",
        "algorithms",
        "build",
    }
    assert {(t, name) for t, pairs in ACTS.items() for name in pairs} == set(LEARNED)


@pytest.mark.parametrize(
    ("model_type", "name"),
    [(t, r.name) for t, r in SUPPORTED if r.name in ONE_WAY and (t, r.name) not in WARM | FORESTS],
)
def test_an_option_that_goes_one_way_refuses_the_other(model_type, name, written):
    _, problems = validate_options(model_type, written(**{name: ONE_WAY[name]}))

    assert problems
    assert set(names(problems)) <= {"not-supported", "bad-option"}


@pytest.mark.parametrize("value", [True, False])
def test_explanations_may_be_asked_for_at_training(value, written):
    options, problems = validate_options("LINEAR_REG", written(enable_global_explain=value))

    assert (options["enable_global_explain"], problems) == (value, [])


@pytest.mark.parametrize(("model_type", "name"), LEARNED)
def test_every_option_that_is_accepted_acts(model_type, name, training_data, train):
    """SEMANTICS 40: two models that differ in this option alone are two models."""
    rng = np.random.RandomState(0)
    x, z, code = rng.randn(400), rng.randn(400), rng.randint(0, 15, 400)
    signal = x + 0.3 * z + np.cos(code * 7) + 0.4 + rng.randn(400)
    classes = 0 if model_type.endswith(("LINEAR_REG", "REGRESSOR")) else 2
    label = signal > 0 if classes else signal
    matrix = (
        MatrixColumn("x", "number", center=0.5, scale=2.0),
        MatrixColumn("z", "number"),
        MatrixColumn("code", "category", tuple(f"k{i}" for i in range(15))),
    )
    data = training_data([x, z, code], label, n_classes=classes, n_tune=100, matrix_columns=matrix)
    base, changed = ACTS[model_type][name]

    without, having = (train(model_type, data, **options) for options in (base, changed))

    columns = [x, z, code]
    scores = [model.score(columns) for model in (without, having)]
    arrays = [{k: a.tobytes() for k, a in m.arrays().items()} for m in (without, having)]
    assert not np.array_equal(*scores) or arrays[0] != arrays[1]


def test_one_hot_encoding_of_trees_parts_one_category_from_the_rest(training_data, train):
    rng = np.random.RandomState(1)
    code = rng.randint(0, 15, 2_000)
    data = training_data([code], np.cos(code * 7) + 0.1 * rng.randn(2_000))

    model = train("BOOSTED_TREE_REGRESSOR", data, category_encoding_method="ONE_HOT_ENCODING")

    sizes = np.unpackbits(model.forest.set_words.view(np.uint8)).reshape(-1, 32).sum(axis=1)
    assert model.forest.is_set.all()
    assert set(np.add.reduceat(sizes, model.forest.set_start[:-1]).tolist()) == {1}


@pytest.mark.parametrize("model_type", OPTION_RULES)
def test_an_option_of_bigquery_that_is_not_supported_says_what_to_do(model_type, written):
    for rule in OPTION_RULES[model_type]:
        if not rule.is_supported:
            values, (problem,) = validate_options(model_type, written(**{rule.name: 1}))
            assert (problem.name, problem.hint) == ("not-supported", rule.instead)
            assert rule.name not in values


def test_defaults_are_those_of_bigquery_ml():
    """bigquery_ml_semantics section 3: boosted trees."""
    values, problems = validate_options("boosted_tree_classifier", {})

    assert problems == []
    assert {
        "max_iterations": 20,
        "early_stop": True,
        "min_rel_progress": 0.01,
        "learn_rate": 0.3,
        "max_tree_depth": 6,
        "l1_reg": 0.0,
        "l2_reg": 1.0,
        "subsample": 1.0,
        "min_tree_child_weight": 1.0,
        "min_split_loss": 0.0,
        "booster_type": "GBTREE",
        "data_split_method": "AUTO_SPLIT",
        "data_split_eval_fraction": 0.2,
        "input_label_cols": ("label",),
        "auto_class_weights": False,
        "class_weights": None,
    }.items() <= values.items()


def test_words_are_compared_without_regard_to_case(written):
    values, problems = validate_options(
        "Boosted_Tree_Regressor", written(booster_type="dart", data_split_method="no_split")
    )

    assert problems == []
    assert (values["booster_type"], values["data_split_method"]) == ("DART", "NO_SPLIT")


def test_a_misspelt_option_is_an_error_with_the_nearest_name(written):
    _, (problem,) = validate_options("BOOSTED_TREE_REGRESSOR", written(max_dept=3))

    assert problem.name == "unknown-option"
    assert problem.message == 'BOOSTED_TREE_REGRESSOR has no option "max_dept"'
    assert problem.hint == 'did you mean "max_tree_depth"?'
    assert problem.span.text == "max_dept = 3"


def test_a_misspelt_word_is_an_error_with_the_nearest_word(written):
    _, (problem,) = validate_options("LINEAR_REG", written(data_split_method="RANDON"))

    assert problem.name == "bad-option"
    assert problem.message == "option \"data_split_method\" cannot be 'RANDON'"
    assert problem.hint.startswith('did you mean "RANDOM"? data_split_method takes one of: AUTO')


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"subsample": 1.5}, "subsample takes a number above 0 and at most 1."),
        ({"subsample": 0}, "subsample takes a number above 0 and at most 1."),
        ({"subsample": "much"}, "subsample takes a number above 0 and at most 1."),
        ({"max_iterations": 1.5}, "max_iterations takes a whole number"),
        ({"max_iterations": True}, "max_iterations takes a whole number"),
        ({"early_stop": 1}, "early_stop takes TRUE or FALSE."),
        ({"input_label_cols": "label"}, "input_label_cols takes an array of texts"),
        ({"input_label_cols": ("a", "b")}, "Name the one to predict."),
        ({"class_weights": ("a", 1)}, "class_weights takes an array such as"),
        ({"class_weights": (("a", -1.0),)}, "class_weights takes an array such as"),
        ({"labels": ("a",), "input_label_cols": ("a",)}, "Leave one of them out."),
        ({"data_split_method": "SEQ"}, "Name the column."),
        ({"data_split_col": "c"}, "It is read with data_split_method SEQ or CUSTOM only."),
        ({"dropout": 0.5}, "Leave it out."),
        ({"auto_class_weights": True, "class_weights": (("a", 1),)}, "Leave one of them out."),
    ],
)
def test_a_value_that_cannot_be_meant_is_an_error(options, hint, written):
    _, problems = validate_options("BOOSTED_TREE_CLASSIFIER", written(**options))

    assert names(problems) == ["bad-option"]
    assert problems[0].hint.startswith(hint)


def test_all_that_is_wrong_is_said_at_once(written):
    _, problems = validate_options(
        "LOGISTIC_REG", written(kms_key_name="k", seed=-1, early_stopp=True)
    )

    assert names(problems) == ["not-supported", "bad-option", "unknown-option"]


def test_labels_is_another_name_of_input_label_cols(written):
    values, problems = validate_options("LINEAR_REG", written(labels=("y",)))

    assert problems == []
    assert values["input_label_cols"] == ("y",)
    assert "labels" not in values


@pytest.mark.parametrize(
    ("model_type", "options", "hint"),
    [
        ("KMEANS", {"kmeans_init_method": "CUSTOM", "num_clusters": 3}, "Name the column."),
        ("KMEANS", {"kmeans_init_method": "CUSTOM", "kmeans_init_col": "c"}, "Say how many rows"),
        ("KMEANS", {"kmeans_init_col": "c"}, "It is read with kmeans_init_method CUSTOM only."),
        ("KMEANS", {"num_clusters": 1}, "num_clusters takes a whole number of at least 2"),
        ("PCA", {"model_type": "PCA"}, "Add num_principal_components = 2"),
        ("PCA", TWO | {"pca_explained_variance_ratio": 0.9}, "Leave one of them out."),
        (
            "PCA",
            {"pca_explained_variance_ratio": 0.9, "pca_solver": "RANDOMIZED"},
            "A share of the variance is only known with all components",
        ),
    ],
)
def test_options_without_a_label_that_cannot_be_meant_are_errors(
    model_type, options, hint, written
):
    _, problems = validate_options(model_type, written(**options))

    assert names(problems) == ["bad-option"]
    assert problems[0].hint.startswith(hint)


@pytest.mark.parametrize(
    ("model_type", "name", "hint"),
    [
        ("AUTOENCODER", "not-supported", "Forebay has: LINEAR_REG"),
        ("arima_plus_xreg", "not-supported", "Forebay has: LINEAR_REG"),
        ("LOGISTC_REG", "unknown-model-type", 'did you mean "LOGISTIC_REG"?'),
        ("HOROSCOPE", "unknown-model-type", "Forebay has: LINEAR_REG"),
    ],
)
def test_another_model_type_is_an_error(model_type, name, hint, written):
    values, (problem,) = validate_options(model_type, written(model_type=model_type))

    assert values == {}
    assert problem.name == name
    assert problem.hint.startswith(hint)
    assert problem.span.text == repr(model_type)
