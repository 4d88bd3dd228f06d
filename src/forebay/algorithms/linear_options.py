"""Options of LINEAR_REG and LOGISTIC_REG."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.descent_options import RATE_OPTIONS
from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.replaced import replaced
from forebay.algorithms.shared_options import CLASSIFIER_OPTIONS, REGRESSOR_OPTIONS, SHARED_OPTIONS
from forebay.algorithms.tuning import Tuning

_SHARED: Final = replaced(
    SHARED_OPTIONS,
    OptionRule(
        "warm_start",
        "boolean",
        default=False,
        acts="TRUE: training begins with the weights of the live version, by name of feature and "
        "category; the first training begins with 0",
    ),
)

_LINEAR: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "l1_reg",
        "number",
        default=0.0,
        acts="adds l1_reg x the sum of absolute weights to the loss, for standardised features",
        low=0.0,
        tuning=Tuning(0.0, 10.0, is_log=True),
    ),
    OptionRule(
        "l2_reg",
        "number",
        default=0.0,
        acts="adds l2_reg / 2 x the sum of squared weights to the loss, for standardised features",
        low=0.0,
        tuning=Tuning(0.0, 10.0, is_log=True),
    ),
    OptionRule(
        "fit_intercept", "boolean", default=True, acts="FALSE: predictions pass through the origin"
    ),
    OptionRule(
        "category_encoding_method",
        default="ONE_HOT_ENCODING",
        acts="DUMMY_ENCODING leaves out the most frequent category: its weight is 0",
        choices=("ONE_HOT_ENCODING", "DUMMY_ENCODING"),
    ),
    OptionRule(
        "calculate_p_values",
        "boolean",
        default=False,
        acts="TRUE: standard errors and p-values for ML.ADVANCED_WEIGHTS; needs DUMMY_ENCODING, no "
        "l1_reg or l2_reg, fewer than 1,000 weights, and a number or two classes to predict",
    ),
)

LINEAR_REG_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *_SHARED,
    *_LINEAR,
    OptionRule(
        "optimize_strategy",
        default="AUTO_STRATEGY",
        acts="AUTO_STRATEGY: BATCH_GRADIENT_DESCENT with l1_reg, warm_start, a learning rate, a "
        "cardinality above 10,000 or fewer than 10 rows for each, else NORMAL_EQUATION, which is "
        "exact; COORDINATE_DESCENT (ours) is exact with l1_reg",
        choices=(
            "AUTO_STRATEGY",
            "NORMAL_EQUATION",
            "BATCH_GRADIENT_DESCENT",
            "COORDINATE_DESCENT",
        ),
    ),
    *RATE_OPTIONS,
    OptionRule(
        "max_iterations",
        "integer",
        default=20,
        acts="the highest number of iterations of gradient descent",
        low=1,
        high=1_000_000,
    ),
    OptionRule(
        "early_stop", "boolean", default=True, acts="FALSE: min_rel_progress does not count"
    ),
    OptionRule(
        "min_rel_progress",
        "number",
        default=0.01,
        acts="ends gradient descent after the first iteration that lowers the loss by less than "
        "this share",
        low=0.0,
    ),
    *REGRESSOR_OPTIONS,
)

LOGISTIC_REG_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *_SHARED,
    *_LINEAR,
    *CLASSIFIER_OPTIONS,
    OptionRule(
        "optimize_strategy",
        default="AUTO_STRATEGY",
        acts="AUTO_STRATEGY: Newton's method (BigQuery ML descends); BATCH_GRADIENT_DESCENT with a "
        "learning rate, and with l1_reg for more than two classes",
        choices=("AUTO_STRATEGY", "BATCH_GRADIENT_DESCENT"),
        refused=(("NORMAL_EQUATION", "Leave it out: logistic regression has no normal equation."),),
    ),
    *RATE_OPTIONS,
    OptionRule(
        "max_iterations",
        "integer",
        default=20,
        acts="the highest number of Newton steps, or of iterations of gradient descent",
        low=1,
        high=1_000_000,
    ),
    OptionRule(
        "early_stop",
        "boolean",
        default=True,
        acts="FALSE: min_rel_progress does not count; training goes on until it has converged",
    ),
    OptionRule(
        "min_rel_progress",
        "number",
        acts="ends training after the first step that lowers the loss by less than this share; "
        "left out: 0.01 for gradient descent, as in BigQuery ML, and 0 (full convergence) for "
        "Newton's method",
        low=0.0,
    ),
)
