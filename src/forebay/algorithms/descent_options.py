"""Options of gradient descent, and what goes with which strategy of a linear model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.bad_option import bad_option
from forebay.algorithms.option_rule import OptionRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.errors import Problem
    from forebay.sql.statement import Option

RATE_OPTIONS: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "learn_rate_strategy",
        default="LINE_SEARCH",
        acts="gradient descent: LINE_SEARCH doubles the rate at each iteration and halves it until "
        "the loss falls; CONSTANT takes learn_rate",
        choices=("LINE_SEARCH", "CONSTANT"),
    ),
    OptionRule(
        "learn_rate",
        "number",
        default=0.1,
        acts="the rate of CONSTANT, on the mean loss of a row and standardised features",
        low=0.0,
        open_low=True,
    ),
    OptionRule(
        "ls_init_learn_rate",
        "number",
        default=0.1,
        acts="the first rate that LINE_SEARCH tries",
        low=0.0,
        open_low=True,
    ),
)

_RATES: Final = tuple(rule.name for rule in RATE_OPTIONS)
_STOPS: Final = ("max_iterations", "early_stop", "min_rel_progress")
_EXACT: Final = ("NORMAL_EQUATION", "COORDINATE_DESCENT")
_MIN_REL_PROGRESS: Final = 0.01  # BigQuery ML's


def implied_strategy(values: Mapping[str, Any], written: Mapping[str, Option]) -> dict[str, Any]:
    """Return the options that follow from others of a linear model.

    A learning rate is for gradient descent: writing one chooses it. Without `min_rel_progress`
    gradient descent has BigQuery ML's, and Newton's method goes on to full convergence.
    """
    implied: dict[str, Any] = {}
    strategy = values.get("optimize_strategy")
    if strategy == "AUTO_STRATEGY" and any(name in written for name in _RATES):
        strategy = implied["optimize_strategy"] = "BATCH_GRADIENT_DESCENT"
    if "min_rel_progress" in values and values["min_rel_progress"] is None:
        newton = values["model_type"] == "LOGISTIC_REG" and strategy == "AUTO_STRATEGY"
        implied["min_rel_progress"] = 0.0 if newton else _MIN_REL_PROGRESS
    return implied


def strategy_problems(
    values: Mapping[str, Any], written: Mapping[str, Option]
) -> Iterator[Problem]:
    """Yield what is wrong between the options of a linear model.

    Parameters
    ----------
    values
        After ``implied_strategy``.
    written
        The options as written, by name.

    """
    strategy = values.get("optimize_strategy")
    if strategy is None:
        return
    at = written.get("optimize_strategy")
    if at is not None and strategy in _EXACT:
        yield from _exact_problems(values, written, at, strategy)
    if values["learn_rate_strategy"] == "CONSTANT" and "ls_init_learn_rate" in written:
        hint = "Use learn_rate, or learn_rate_strategy LINE_SEARCH."
        yield bad_option(written["ls_init_learn_rate"], "CONSTANT searches no learning rate", hint)
    if values["learn_rate_strategy"] == "LINE_SEARCH" and "learn_rate" in written:
        hint = "Add learn_rate_strategy = 'CONSTANT', or use ls_init_learn_rate."
        yield bad_option(written["learn_rate"], "LINE_SEARCH finds the learning rate itself", hint)
    if values["calculate_p_values"] and "calculate_p_values" in written:
        yield from _p_value_problems(values, written["calculate_p_values"])


def _exact_problems(
    values: Mapping[str, Any], written: Mapping[str, Option], at: Option, strategy: str
) -> Iterator[Problem]:
    for name in (*_RATES, *_STOPS):
        if name in written:
            message = f"{strategy} has no iterations, and {name} is for them"
            yield bad_option(written[name], message, "Leave it out, or use BATCH_GRADIENT_DESCENT.")
    if values["warm_start"]:
        message = f"{strategy} is exact: it has no use for a warm start"
        yield bad_option(at, message, "Leave one of them out.")
    if strategy == "NORMAL_EQUATION" and values["l1_reg"] > 0:
        hint = "Use COORDINATE_DESCENT for the exact solution, or leave optimize_strategy out."
        yield bad_option(at, "the normal equation has no solution with l1_reg", hint)


def _p_value_problems(values: Mapping[str, Any], at: Option) -> Iterator[Problem]:
    if values["category_encoding_method"] != "DUMMY_ENCODING":
        message = "p-values need category_encoding_method = 'DUMMY_ENCODING'"
        yield bad_option(at, message, "With ONE_HOT_ENCODING single weights are not determined.")
    for name in ("l1_reg", "l2_reg"):
        if values[name] > 0:
            hint = f"Leave one of them out: {name} pulls weights towards 0, and no error says how."
            yield bad_option(at, f"p-values need {name} = 0", hint)
    strategy = values["optimize_strategy"]
    if strategy not in {"AUTO_STRATEGY", "NORMAL_EQUATION"}:
        hint = "Leave out optimize_strategy and the learning rates."
        yield bad_option(at, f"p-values are those of the exact solution, not of {strategy}", hint)
    if values["warm_start"] and values["model_type"] == "LINEAR_REG":
        hint = "Leave one of them out."
        yield bad_option(at, "p-values are those of the exact solution, without warm_start", hint)
