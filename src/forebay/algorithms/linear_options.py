"""Options of LINEAR_REG and LOGISTIC_REG."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import CLASS_WEIGHT_OPTIONS, SHARED_OPTIONS

_EXACT = "Leave it out: linear regression is solved exactly, without iterations."
_NEWTON = "Leave it out: Newton's method chooses its own steps."
_DESCENT = "Leave it out: {} converges further than gradient descent, in fewer passes."

_LINEAR: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "l1_reg",
        "number",
        default=0.0,
        acts="adds l1_reg x the sum of absolute weights to the loss, for standardised features",
        low=0.0,
    ),
    OptionRule(
        "l2_reg",
        "number",
        default=0.0,
        acts="adds l2_reg / 2 x the sum of squared weights to the loss, for standardised features",
        low=0.0,
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
        acts="FALSE: no p-values are stored",
        refused=(("TRUE", "Leave it out; p-values are not supported yet."),),
    ),
)

LINEAR_REG_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *_LINEAR,
    OptionRule(
        "optimize_strategy",
        default="AUTO_STRATEGY",
        acts="both are the exact solution; NORMAL_EQUATION refuses l1_reg, as in BigQuery ML",
        choices=("AUTO_STRATEGY", "NORMAL_EQUATION"),
        refused=(("BATCH_GRADIENT_DESCENT", _DESCENT.format("the exact solution")),),
    ),
    *(
        OptionRule(name, instead=_EXACT)
        for name in (
            "max_iterations",
            "early_stop",
            "min_rel_progress",
            "learn_rate_strategy",
            "learn_rate",
            "ls_init_learn_rate",
        )
    ),
    *(
        OptionRule(rule.name, instead="Leave it out: only classifiers have classes.")
        for rule in CLASS_WEIGHT_OPTIONS
    ),
)

LOGISTIC_REG_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *_LINEAR,
    *CLASS_WEIGHT_OPTIONS,
    OptionRule(
        "optimize_strategy",
        default="AUTO_STRATEGY",
        acts="Newton's method",
        choices=("AUTO_STRATEGY",),
        refused=(
            ("BATCH_GRADIENT_DESCENT", _DESCENT.format("Newton's method")),
            ("NORMAL_EQUATION", "Leave it out: logistic regression has no normal equation."),
        ),
    ),
    OptionRule(
        "max_iterations",
        "integer",
        default=20,
        acts="the highest number of Newton steps",
        low=1,
        high=10_000,
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
        default=0.0,
        acts="ends training after the first step that lowers the loss by less than this share; "
        "0, our default (BigQuery ML's is 0.01): only full convergence ends it",
        low=0.0,
    ),
    *(
        OptionRule(name, instead=_NEWTON)
        for name in ("learn_rate_strategy", "learn_rate", "ls_init_learn_rate")
    ),
)
