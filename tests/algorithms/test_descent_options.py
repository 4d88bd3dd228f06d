"""Which options of linear models go together, and what they choose."""

from __future__ import annotations

import pytest

from forebay.algorithms import validate_options

DUMMY = {"category_encoding_method": "DUMMY_ENCODING"}
DESCENT = {"optimize_strategy": "BATCH_GRADIENT_DESCENT"}
CONSTANT = {"learn_rate_strategy": "CONSTANT"}


def test_the_normal_equation_refuses_l1(written):
    _, (problem,) = validate_options(
        "LINEAR_REG", written(optimize_strategy="NORMAL_EQUATION", l1_reg=1.0)
    )

    assert problem.message == "the normal equation has no solution with l1_reg"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"learn_rate": 0.2}, "LINE_SEARCH finds the learning rate itself"),
        (CONSTANT | {"ls_init_learn_rate": 0.2}, "CONSTANT searches no learning rate"),
        (
            {"optimize_strategy": "NORMAL_EQUATION", "max_iterations": 5},
            "NORMAL_EQUATION has no iterations, and max_iterations is for them",
        ),
        (
            {"optimize_strategy": "NORMAL_EQUATION", "warm_start": True},
            "NORMAL_EQUATION is exact: it has no use for a warm start",
        ),
        ({"calculate_p_values": True}, "p-values need category_encoding_method = 'DUMMY_ENCODING'"),
        (DUMMY | {"calculate_p_values": True, "l1_reg": 1.0}, "p-values need l1_reg = 0"),
        (DUMMY | {"calculate_p_values": True, "l2_reg": 1.0}, "p-values need l2_reg = 0"),
        (
            DUMMY | DESCENT | {"calculate_p_values": True},
            "p-values are those of the exact solution, not of BATCH_GRADIENT_DESCENT",
        ),
        (
            DUMMY | {"calculate_p_values": True, "warm_start": True},
            "p-values are those of the exact solution, without warm_start",
        ),
    ],
)
def test_options_of_a_linear_model_that_exclude_each_other_are_an_error(options, message, written):
    _, (problem,) = validate_options("LINEAR_REG", written(**options))

    assert (problem.name, problem.message) == ("bad-option", message)


@pytest.mark.parametrize("model_type", ["LINEAR_REG", "LOGISTIC_REG"])
def test_a_learning_rate_chooses_gradient_descent(model_type, written):
    values, problems = validate_options(model_type, written(ls_init_learn_rate=0.2))

    assert problems == []
    assert values["optimize_strategy"] == "BATCH_GRADIENT_DESCENT"
    assert values["min_rel_progress"] == 0.01


def test_newtons_method_goes_on_to_full_convergence(written):
    values, _ = validate_options("LOGISTIC_REG", written())

    assert values["min_rel_progress"] == 0.0


@pytest.mark.parametrize("model_type", ["LINEAR_REG", "LOGISTIC_REG"])
def test_defaults_of_linear_models_are_those_of_bigquery_ml(model_type):
    """bigquery_ml_semantics section 3: GLM."""
    values, problems = validate_options(model_type, {})

    assert problems == []
    assert {
        "optimize_strategy": "AUTO_STRATEGY",
        "learn_rate_strategy": "LINE_SEARCH",
        "learn_rate": 0.1,
        "ls_init_learn_rate": 0.1,
        "calculate_p_values": False,
        "fit_intercept": True,
        "category_encoding_method": "ONE_HOT_ENCODING",
        "l1_reg": 0.0,
        "l2_reg": 0.0,
        "max_iterations": 20,
        "early_stop": True,
        "warm_start": False,
    }.items() <= values.items()
