"""Check what a statement says of tuning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.bad_option import bad_option
from forebay.algorithms.search_space import Choices, is_tuned, search_space
from forebay.algorithms.tuning_options import TUNING_OPTIONS
from forebay.errors import Problem, nearest
from forebay.sql.expression import HparamCandidates, HparamRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forebay.algorithms.model_task import ModelTask
    from forebay.algorithms.option_rule import OptionRule
    from forebay.sql.statement import Option, OptionValue

_NUMBER: Final = (
    "R2_SCORE",
    "MEAN_ABSOLUTE_ERROR",
    "MEAN_SQUARED_ERROR",
    "MEAN_SQUARED_LOG_ERROR",
    "MEDIAN_ABSOLUTE_ERROR",
    "EXPLAINED_VARIANCE",
)
_CLUSTERS: Final = ("DAVIES_BOULDIN_INDEX",)
_CLASS: Final = ("ROC_AUC", "PRECISION", "RECALL", "ACCURACY", "F1_SCORE", "LOG_LOSS")


def objective(task: ModelTask | None, values: Mapping[str, Any]) -> str:
    """Return the metric by which trials are compared, in lower case.

    Examples
    --------
    >>> objective("classification", {"hparam_tuning_objectives": ("LOG_LOSS",)})
    'log_loss'
    >>> objective("regression", {}), objective("clustering", {})
    ('r2_score', 'davies_bouldin_index')

    """
    known = {"classification": _CLASS[0], "clustering": _CLUSTERS[0]}.get(str(task), _NUMBER[0])
    given = values.get("hparam_tuning_objectives") or (known,)
    return str(given[0]).lower()


def tuned_option_problem(rule: OptionRule, option: Option) -> Problem | None:
    """Return what is wrong with an option that is written as HPARAM_RANGE or HPARAM_CANDIDATES."""
    if rule.tuning is None:
        message = f'option "{rule.name}" is not tuned'
        return Problem("bad-option", message, option.value_span, hint="Write one value.")
    match option.value:
        case HparamRange(low=low, high=high):
            if rule.kind not in {"integer", "number"}:
                hint = f"Write {rule.name} = HPARAM_CANDIDATES([...])."
                return bad_option(option, f'option "{rule.name}" has no range', hint)
            # A range may begin at a limit that the value itself must be above.
            at_limit = rule.open_low and low == rule.low
            ends: list[OptionValue] = [high] if at_limit else [low, high]
        case HparamCandidates(values=values):
            ends = list(values)
        case _:
            return None
    for end in ends:
        _, problem = rule.read(replace(option, value=end))
        if problem is not None:
            return replace(problem, message=f'option "{rule.name}" cannot be {_shown(end)}')
    return None


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def tuning_problems(
    rules: Sequence[OptionRule], values: Mapping[str, Any], options: Mapping[str, Option]
) -> Iterator[Problem]:
    """Yield what is wrong between the options of tuning, each right by itself."""
    if values.get("num_trials") is None:
        yield from _without_trials(options)
        return
    yield from _objectives(rules, options)
    yield from _split(values, options)
    if values.get("warm_start"):
        message = "warm_start and num_trials exclude each other"
        yield bad_option(options["warm_start"], message, "Leave one of them out.")
    if values["hparam_tuning_algorithm"] == "GRID_SEARCH":
        yield from _grid(rules, options)
    elif not search_space(rules, options):
        message = "num_trials, and every option that could vary has one value"
        hint = "Write one of them as HPARAM_RANGE or HPARAM_CANDIDATES, or leave num_trials out."
        yield bad_option(options["num_trials"], message, hint)


def _without_trials(options: Mapping[str, Option]) -> Iterator[Problem]:
    for option in options.values():
        if is_tuned(option):
            message = f'option "{option.name}" varies, and nothing is tuned'
            yield bad_option(option, message, "Add num_trials = 10, or write one value.")
    for rule in TUNING_OPTIONS:
        if rule.name in options and rule.name != "num_trials":
            message = f"{rule.name} is not used"
            yield bad_option(options[rule.name], message, "It is for tuning: add num_trials = 10.")


def _objectives(rules: Sequence[OptionRule], options: Mapping[str, Option]) -> Iterator[Problem]:
    option = options.get("hparam_tuning_objectives")
    if option is None or not isinstance(option.value, tuple):
        return
    known = _known_objectives({rule.name for rule in rules if rule.is_supported})
    for word in map(str, option.value):
        if word.upper() not in known:
            guess = nearest(word.upper(), known)
            hint = f"Trials are compared by one of: {', '.join(known)}."
            yield Problem(
                "bad-option",
                f"hparam_tuning_objectives cannot be '{word}'",
                option.value_span,
                hint=f'did you mean "{guess}"? {hint}' if guess else hint,
            )
    if len(option.value) > 1:
        message = "hparam_tuning_objectives names more than one metric"
        yield bad_option(option, message, "Name the one that counts.")


def _known_objectives(supported: set[str]) -> tuple[str, ...]:
    if "num_clusters" in supported:
        return _CLUSTERS
    return _CLASS if "class_weights" in supported else _NUMBER


def _split(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    if "data_split_test_fraction" not in values:
        return  # trials are compared on the rows that they were trained on
    if values["data_split_method"] == "NO_SPLIT":
        message = "data_split_method NO_SPLIT leaves no row to compare trials on"
        yield bad_option(options["data_split_method"], message, "Leave it out.")
    test, tune = values["data_split_test_fraction"], values["data_split_eval_fraction"]
    if "data_split_eval_fraction" in options and test is None:
        message = "data_split_eval_fraction needs data_split_test_fraction when options are tuned"
        hint = "Say both: trials are compared on the one part, the model is judged on the other."
        yield bad_option(options["data_split_eval_fraction"], message, hint)
    elif "data_split_eval_fraction" in options and test + tune >= 1:
        message = "data_split_eval_fraction and data_split_test_fraction leave no row to train on"
        yield bad_option(options["data_split_test_fraction"], message, "Their sum is below 1.")


def _grid(rules: Sequence[OptionRule], options: Mapping[str, Option]) -> Iterator[Problem]:
    space = search_space(rules, options)
    if not any(is_tuned(option) for option in options.values()):
        message = "GRID_SEARCH needs candidates"
        hint = "Write an option as HPARAM_CANDIDATES([...])."
        yield bad_option(options["hparam_tuning_algorithm"], message, hint)
        return
    for dimension in space:
        if not isinstance(dimension, Choices) and not dimension.is_whole:
            message = f'GRID_SEARCH cannot try every value of "{dimension.name}"'
            hint = f"Write {dimension.name} = HPARAM_CANDIDATES([...])."
            yield bad_option(options[dimension.name], message, hint)
