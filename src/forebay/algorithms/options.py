"""Check the options of CREATE MODEL: the normative table of SEMANTICS 40, and the rules across it.

Every option that is accepted acts; one that BigQuery ML has and Forebay has not is
``error[not-supported]``; anything else is ``error[unknown-option]`` with the nearest name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.arima_plus_options import ARIMA_PLUS_OPTIONS, series_problems
from forebay.algorithms.bad_option import bad_option
from forebay.algorithms.calibration_share import calibration_share
from forebay.algorithms.descent_options import implied_strategy, strategy_problems
from forebay.algorithms.exact_problems import exact_problems
from forebay.algorithms.forest_options import (
    RANDOM_FOREST_CLASSIFIER_OPTIONS,
    RANDOM_FOREST_REGRESSOR_OPTIONS,
)
from forebay.algorithms.imported_options import IMPORTED_OPTIONS
from forebay.algorithms.kmeans_options import KMEANS_OPTIONS
from forebay.algorithms.linear_options import LINEAR_REG_OPTIONS, LOGISTIC_REG_OPTIONS
from forebay.algorithms.pca_options import PCA_OPTIONS
from forebay.algorithms.search_space import is_tuned
from forebay.algorithms.transform_only import TRANSFORM_ONLY_OPTIONS
from forebay.algorithms.tree_options import (
    BOOSTED_TREE_CLASSIFIER_OPTIONS,
    BOOSTED_TREE_REGRESSOR_OPTIONS,
)
from forebay.algorithms.tuning_problems import tuned_option_problem, tuning_problems
from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from forebay.algorithms.option_rule import OptionRule
    from forebay.sql.statement import Option

_EVEN: Final = 0.5

OPTION_RULES: Final[dict[str, tuple[OptionRule, ...]]] = {
    "LINEAR_REG": LINEAR_REG_OPTIONS,
    "LOGISTIC_REG": LOGISTIC_REG_OPTIONS,
    "BOOSTED_TREE_CLASSIFIER": BOOSTED_TREE_CLASSIFIER_OPTIONS,
    "BOOSTED_TREE_REGRESSOR": BOOSTED_TREE_REGRESSOR_OPTIONS,
    "RANDOM_FOREST_CLASSIFIER": RANDOM_FOREST_CLASSIFIER_OPTIONS,
    "RANDOM_FOREST_REGRESSOR": RANDOM_FOREST_REGRESSOR_OPTIONS,
    # Without a label.
    "KMEANS": KMEANS_OPTIONS,
    "PCA": PCA_OPTIONS,
    "TRANSFORM_ONLY": TRANSFORM_ONLY_OPTIONS,
    "ARIMA_PLUS": ARIMA_PLUS_OPTIONS,
    # Trained elsewhere.
    "ONNX": IMPORTED_OPTIONS,
    "XGBOOST": IMPORTED_OPTIONS,
    "LIGHTGBM": IMPORTED_OPTIONS,
}

# Model types of BigQuery ML that Forebay does not have.
LATER_TYPES: Final = frozenset(
    {
        "DNN_CLASSIFIER",
        "DNN_REGRESSOR",
        "DNN_LINEAR_COMBINED_CLASSIFIER",
        "DNN_LINEAR_COMBINED_REGRESSOR",
        "AUTOML_CLASSIFIER",
        "AUTOML_REGRESSOR",
        "AUTOENCODER",
        "MATRIX_FACTORIZATION",
        "ARIMA_PLUS_XREG",
        "CONTRIBUTION_ANALYSIS",
        "TENSORFLOW",
        "TENSORFLOW_LITE",
    }
)


def validate_options(
    model_type: str, options: Mapping[str, Option]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return a value for every option of the model type, and all that is wrong.

    Parameters
    ----------
    model_type
        As written; compared without regard to case.
    options
        By name in lower case, as ``sql`` gives them.

    Returns
    -------
    tuple
        The values: what was written, else the default. ``class_weights`` is a tuple of (label,
        weight) or None. Empty if the model type is not known. The problems: in the order in which
        the options are written.

    Examples
    --------
    >>> values, problems = validate_options("linear_reg", {})
    >>> (values["l2_reg"], values["input_label_cols"], problems)
    (0.0, ('label',), [])

    """
    rules = OPTION_RULES.get(model_type.upper())
    if rules is None:
        return {}, [_model_type_problem(model_type, options.get("model_type"))]
    by_name = {rule.name: rule for rule in rules}
    values = {rule.name: rule.default for rule in rules if rule.is_supported}
    values["model_type"] = model_type.upper()
    problems: list[Problem] = []
    for written, option in options.items():
        name = "input_label_cols" if written == "labels" else written
        rule = by_name.get(name)
        if rule is None:
            problems.append(_unknown(option, model_type, by_name))
        elif is_tuned(option) and rule.is_supported:
            problem = tuned_option_problem(rule, option)
            problems += [problem] if problem is not None else []
        elif name != "model_type":
            value, problem = rule.read(option)
            if problem is not None:
                problems.append(problem)
            elif rule.is_supported:
                values[name] = value
    if not problems:
        problems += tuning_problems(rules, values, options)
    fixed = {name: option for name, option in options.items() if not is_tuned(option)}
    values |= implied_strategy(values, fixed)
    # What contradicts only some values of an option that varies is the business of their trials.
    varies = {name for name, option in options.items() if is_tuned(option)}
    return values, [*problems, *_across(values, fixed, varies), *strategy_problems(values, fixed)]


def _model_type_problem(model_type: str, option: Option | None) -> Problem:
    span = option.value_span if option is not None else None
    known = ", ".join(OPTION_RULES)
    if model_type.upper() in LATER_TYPES:
        message = f'model_type "{model_type}" is not supported'
        return Problem("not-supported", message, span, hint=f"Forebay has: {known}.")
    guess = nearest(model_type, OPTION_RULES)
    hint = f'did you mean "{guess}"?' if guess else f"Forebay has: {known}."
    return Problem("unknown-model-type", f'there is no model_type "{model_type}"', span, hint=hint)


def _unknown(option: Option, model_type: str, known: Mapping[str, OptionRule]) -> Problem:
    message = f'{model_type.upper()} has no option "{option.name}"'
    supported = [name for name, rule in known.items() if rule.is_supported]
    guess = nearest(option.name, supported)
    hint = f'did you mean "{guess}"?' if guess else f"It has: {', '.join(sorted(supported))}."
    return Problem("unknown-option", message, option.span, hint=hint)


def _across(
    values: Mapping[str, Any], options: Mapping[str, Option], varies: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong between options that are each right by themselves."""
    if len(values.get("input_label_cols", ())) > 1:
        name = "input_label_cols" if "input_label_cols" in options else "labels"
        message = "input_label_cols names more than one column"
        yield bad_option(options[name], message, "Name the one to predict.")
    if "labels" in options and "input_label_cols" in options:
        message = '"labels" is another name of "input_label_cols"'
        yield bad_option(options["labels"], message, "Leave one of them out.")
    method = values.get("data_split_method")
    needs_column = method in {"SEQ", "CUSTOM"}
    if needs_column and values["data_split_col"] is None:
        message = f"data_split_method {method} needs data_split_col"
        yield bad_option(options["data_split_method"], message, "Name the column.")
    if "data_split_col" in options and "data_split_col" in values and not needs_column:
        hint = "It is read with data_split_method SEQ or CUSTOM only."
        yield bad_option(options["data_split_col"], "data_split_col is not used", hint)
    yield from _calibration(values, options)
    if "confidence" in options and 0.0 < values.get("confidence", 0.0) < _EVEN:
        message = "confidence is below that of a coin"
        yield bad_option(options["confidence"], message, "Give 0, for points, or 0.5 and more.")
    yield from _exclusions(values, options, varies)


def _calibration(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    """Yield what is wrong between options of calibration."""
    if "calibration_fraction" in options and not calibration_share(values):
        other = "prediction_interval_level" if "calibration_method" not in values else ""
        hint = f"It is read with {other or 'calibration_method PLATT, ISOTONIC or AUTO'} only."
        yield bad_option(options["calibration_fraction"], "calibration_fraction is not used", hint)


def _exclusions(
    values: Mapping[str, Any], options: Mapping[str, Option], varies: Collection[str]
) -> Iterator[Problem]:
    if values.get("class_weights") and values.get("auto_class_weights"):
        message = "class_weights and auto_class_weights exclude each other"
        yield bad_option(options["class_weights"], message, "Leave one of them out.")
    if "kmeans_init_method" in values:
        yield from _kmeans(values, options)
    if "pca_solver" in values:
        yield from _pca(values, options)
    if "data_frequency" in values:
        yield from series_problems(values, options)
    if values.get("tree_method") == "EXACT":
        yield from exact_problems(values, options["tree_method"].value_span)
    if values.get("booster_type") == "GBTREE" and "booster_type" not in varies:
        for name in ("dropout", "dart_normalize_type"):
            if name in options:
                message = f'"{name}" is for booster_type DART only'
                yield bad_option(options[name], message, "Leave it out.")


def _kmeans(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    """Yield what is wrong between options of KMEANS."""
    is_custom = values["kmeans_init_method"] == "CUSTOM"
    if is_custom and values["kmeans_init_col"] is None:
        message = "kmeans_init_method CUSTOM needs kmeans_init_col"
        yield bad_option(options["kmeans_init_method"], message, "Name the column.")
    if is_custom and values["num_clusters"] is None:
        hint = "Say how many rows kmeans_init_col marks."
        message = "kmeans_init_method CUSTOM needs num_clusters"
        yield bad_option(options["kmeans_init_method"], message, hint)
    if "kmeans_init_col" in options and not is_custom:
        hint = "It is read with kmeans_init_method CUSTOM only."
        yield bad_option(options["kmeans_init_col"], "kmeans_init_col is not used", hint)


def _pca(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    """Yield what is wrong between options of PCA."""
    count, share = "num_principal_components", "pca_explained_variance_ratio"
    if count in options and share in options:
        message = f"{count} and {share} exclude each other"
        yield bad_option(options[share], message, "Leave one of them out.")
    elif count not in options and share not in options and "model_type" in options:
        message = f"PCA needs {count} or {share}"
        yield bad_option(options["model_type"], message, f"Add {count} = 2, or {share} = 0.9.")
    if share in options and values["pca_solver"] == "RANDOMIZED":
        message = f"pca_solver RANDOMIZED needs {count}"
        hint = "A share of the variance is only known with all components: leave pca_solver out."
        yield bad_option(options["pca_solver"], message, hint)
