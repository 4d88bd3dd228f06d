"""What a statement may say of tuning."""

from __future__ import annotations

import pytest

from forebay.algorithms import OPTION_RULES, validate_options
from forebay.algorithms.search_space import Choices, NumberRange, search_space
from forebay.sql.statement import HparamCandidates, HparamRange

TREES, LINEAR, FOREST = "BOOSTED_TREE_REGRESSOR", "LINEAR_REG", "RANDOM_FOREST_CLASSIFIER"
RATE = {"learn_rate": HparamRange(0.1, 1.0)}


def space(model_type, options):
    _, problems = validate_options(model_type, options)
    assert not problems, problems
    return search_space(OPTION_RULES[model_type], options)


def test_what_is_written_varies_and_nothing_else(written):
    options = written(
        num_trials=5, learn_rate=HparamRange(0.1, 1), max_tree_depth=HparamCandidates((2, 4))
    )

    assert space(TREES, options) == (
        NumberRange("learn_rate", 0.1, 1.0),
        Choices("max_tree_depth", (2, 4)),
    )


@pytest.mark.parametrize(
    ("model_type", "ranges"),
    [
        (LINEAR, {"l1_reg": (1e-5, 10), "l2_reg": (1e-5, 10)}),
        (
            TREES,
            {
                "learn_rate": (1e-6, 1),
                "max_tree_depth": (1, 10),
                "l1_reg": (1e-5, 10),
                "l2_reg": (1e-5, 10),
                "subsample": (1e-6, 1),
            },
        ),
        (
            FOREST,
            {
                "num_parallel_tree": (2, 200),
                "max_tree_depth": (1, 20),
                "l1_reg": (1e-5, 10),
                "l2_reg": (1e-5, 10),
                "subsample": (1e-6, 1),
            },
        ),
    ],
)
def test_by_default_the_ranges_of_bigquery_ml_are_searched(model_type, ranges, written):
    """bigquery_ml_semantics section 3; a range that is open at 0 begins a millionth above it."""
    found = space(model_type, written(num_trials=5))

    assert {d.name: pytest.approx((d.low, d.high)) for d in found} == ranges


def test_an_option_that_has_a_value_does_not_vary(written):
    found = space(LINEAR, written(num_trials=5, l1_reg=0.0))

    assert [dimension.name for dimension in found] == ["l2_reg"]


@pytest.mark.parametrize(
    ("model_type", "options", "message"),
    [
        (TREES, RATE, 'option "learn_rate" varies, and nothing is tuned'),
        (TREES, {"max_parallel_trials": 2}, "max_parallel_trials is not used"),
        (TREES, {"data_split_test_fraction": 0.1}, "data_split_test_fraction is not used"),
        (TREES, {"num_trials": 101}, 'option "num_trials" cannot be 101'),
        (TREES, {"num_trials": 5, "seed": HparamRange(1, 2)}, 'option "seed" is not tuned'),
        (
            TREES,
            {"num_trials": 5, "subsample": HparamRange(0.5, 1.5)},
            'option "subsample" cannot be 1.5',
        ),
        (
            TREES,
            {"num_trials": 5, "max_tree_depth": HparamCandidates((2, "deep"))},
            "option \"max_tree_depth\" cannot be 'deep'",
        ),
        (
            TREES,
            {"num_trials": 5, "booster_type": HparamRange(0, 1)},
            'option "booster_type" has no range',
        ),
        (
            TREES,
            {"num_trials": 5, "data_split_test_fraction": 0.0},
            'option "data_split_test_fraction" cannot be 0.0',
        ),
        (
            TREES,
            {"num_trials": 5, "data_split_eval_fraction": 0.2},
            "data_split_eval_fraction needs data_split_test_fraction when options are tuned",
        ),
        (
            TREES,
            {"num_trials": 5, "data_split_eval_fraction": 0.5, "data_split_test_fraction": 0.5},
            "data_split_eval_fraction and data_split_test_fraction leave no row to train on",
        ),
        (
            TREES,
            {"num_trials": 5, "data_split_method": "NO_SPLIT"},
            "data_split_method NO_SPLIT leaves no row to compare trials on",
        ),
        (
            TREES,
            {"num_trials": 5, "hparam_tuning_objectives": ("ROC_AUC",)},
            "hparam_tuning_objectives cannot be 'ROC_AUC'",
        ),
        (
            FOREST,
            {"num_trials": 5, "hparam_tuning_objectives": ("ROC_AUC", "RECALL")},
            "hparam_tuning_objectives names more than one metric",
        ),
        (
            LINEAR,
            {"num_trials": 5, "l1_reg": 0.0, "l2_reg": 0.0},
            "num_trials, and every option that could vary has one value",
        ),
        (
            LINEAR,
            {"num_trials": 5, "warm_start": True},
            "warm_start and num_trials exclude each other",
        ),
        (
            TREES,
            {"num_trials": 5, "hparam_tuning_algorithm": "GRID_SEARCH"},
            "GRID_SEARCH needs candidates",
        ),
        (
            TREES,
            {"num_trials": 5, "hparam_tuning_algorithm": "GRID_SEARCH", **RATE},
            'GRID_SEARCH cannot try every value of "learn_rate"',
        ),
    ],
)
def test_a_tuning_that_cannot_be_meant_is_an_error(model_type, options, message, written):
    _, problems = validate_options(model_type, written(**options))

    assert [problem.message for problem in problems] == [message]
    assert problems[0].hint


def test_an_option_of_one_booster_is_no_contradiction_where_the_booster_varies(written):
    options = written(num_trials=2, booster_type=HparamCandidates(("GBTREE", "dart")), dropout=0.1)

    assert space(TREES, options) == (Choices("booster_type", ("GBTREE", "DART")),)
