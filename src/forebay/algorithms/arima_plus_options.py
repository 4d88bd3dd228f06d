"""Options of ARIMA_PLUS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.bad_option import bad_option
from forebay.algorithms.data_frequency import AUTO_FREQUENCY, FREQUENCIES, SEASONALITIES
from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import CONFIDENCE, INTERVAL_LEVEL
from forebay.algorithms.unlabelled_options import UNLABELLED_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.errors import Problem
    from forebay.sql.statement import Option

NO_SEASONALITY: Final = "NO_SEASONALITY"
AUTO: Final = "AUTO"
MOST_STEPS: Final = 10_000
_BY_TIME: Final = "Leave it out: the last points of each series are held out."
_INSTEAD: Final = {
    "data_split_col": _BY_TIME,
    "data_split_group_cols": _BY_TIME,
    "seed": "Leave it out: nothing is drawn at random.",
    "warm_start": "Leave it out: every training starts anew, so that it can be repeated.",
}


def _for_series(rule: OptionRule) -> OptionRule:
    if rule.name == CONFIDENCE.name:
        acts = (
            "of the bounds on which standards hold, with 20 series and more; 0: points are judged"
        )
        return replace(CONFIDENCE, acts=f"{acts} (BigQuery ML has none)")
    if rule.name in _INSTEAD:
        return OptionRule(rule.name, instead=_INSTEAD[rule.name])
    if rule.name == "data_split_method":
        return replace(
            rule,
            default="AUTO_SPLIT",
            layer="build",
            acts="AUTO_SPLIT: the standards are judged on the last points of each series, which a "
            "first training does not see; NO_SPLIT: nothing is judged",
            choices=("AUTO_SPLIT", "NO_SPLIT"),
            refused=tuple((word, _BY_TIME) for word in ("RANDOM", "SEQ", "CUSTOM")),
        )
    if rule.name == "data_split_eval_fraction":
        acts = (
            "the largest share of a series that is held out; never more than three times horizon"
            " points"
        )
        return replace(rule, layer="build", acts=acts)
    return rule


ARIMA_PLUS_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *(_for_series(rule) for rule in UNLABELLED_OPTIONS),
    OptionRule(
        "time_series_timestamp_col",
        layer="features",
        acts="the DATE or TIMESTAMP column with the time of each point; needed",
    ),
    OptionRule(
        "time_series_data_col",
        layer="features",
        acts="the column with the numbers to forecast; needed",
    ),
    OptionRule(
        "time_series_id_col",
        "names",
        default=(),
        layer="features",
        acts="the column, or columns, that tell series apart; left out: one series",
    ),
    OptionRule(
        "horizon",
        "integer",
        default=1000,
        acts="how many points can be forecast, and are judged from one origin at most",
        low=1,
        high=MOST_STEPS,
    ),
    OptionRule(
        "auto_arima",
        "boolean",
        default=True,
        acts="TRUE: the orders with the smallest AIC; FALSE needs non_seasonal_order",
    ),
    OptionRule(
        "auto_arima_max_order",
        "integer",
        default=2,
        acts="the largest p + q that is tried",
        low=1,
        high=5,
    ),
    OptionRule(
        "auto_arima_min_order",
        "integer",
        default=0,
        acts="the smallest p + q that is tried",
        low=0,
        high=5,
    ),
    OptionRule(
        "non_seasonal_order", "order", acts="the order (p, d, q) of every series, without a search"
    ),
    OptionRule(
        "include_drift",
        "boolean",
        default=False,
        acts="of non_seasonal_order with d = 1: the trend climbs by a constant",
    ),
    OptionRule(
        "data_frequency",
        default=AUTO_FREQUENCY,
        acts="how far apart points are; AUTO_FREQUENCY: as most points of each series are",
        choices=(AUTO_FREQUENCY, *FREQUENCIES),
    ),
    OptionRule(
        "holiday_region",
        "names",
        default=(),
        acts="the countries whose holidays move daily and weekly series longer than a year",
    ),
    OptionRule(
        "clean_spikes_and_dips",
        "boolean",
        default=True,
        acts="single values that stick out are replaced before the trend is learned",
    ),
    OptionRule(
        "adjust_step_changes",
        "boolean",
        default=True,
        acts="what lies before a step of the level is moved to the last level",
    ),
    OptionRule(
        "decompose_time_series",
        "boolean",
        default=True,
        layer="build",
        acts="FALSE: the parts of series are not kept, so that ML.EXPLAIN_FORECAST has no answer;"
        " forecasts are the same",
    ),
    OptionRule(
        "seasonalities",
        "texts",
        default=(AUTO,),
        acts=f"AUTO, {NO_SEASONALITY}, or those to fit of {', '.join(SEASONALITIES)}",
    ),
    OptionRule(
        "time_series_length_fraction",
        "number",
        acts="the trend is learned from this last share of a series",
        low=0.0,
        high=1.0,
        open_low=True,
    ),
    OptionRule(
        "min_time_series_length",
        "integer",
        default=20,
        acts="with time_series_length_fraction: from at least so many points",
        low=4,
    ),
    OptionRule(
        "max_time_series_length",
        "integer",
        acts="the trend is learned from at most so many last points",
        low=4,
    ),
    OptionRule(
        "trend_smoothing_window_size",
        "integer",
        default=0,
        layer="build",
        acts="points in a centred moving mean of the past trend that ML.EXPLAIN_FORECAST shows; 0"
        " and 1: as it is. Forecasts are the same",
        low=0,
        high=1000,
    ),
    replace(
        INTERVAL_LEVEL,
        acts="how wide intervals must be for this share of points is measured on forecasts from"
        " earlier origins of each series; the level of ML.FORECAST without another one. Left out:"
        " bounds of 95 %, as the process has them (BigQuery ML has none)",
    ),
    OptionRule(
        "forecast_limit_lower_bound", "number", acts="no forecast and no bound of one is below it"
    ),
    OptionRule(
        "forecast_limit_upper_bound", "number", acts="no forecast and no bound of one is above it"
    ),
    OptionRule(
        "hierarchical_time_series_cols",
        "texts",
        default=(),
        layer="features",
        acts="some of time_series_id_col, the parent first: series are also forecast summed over"
        " the last of them, over the last two, and so on; left out: no sums",
    ),
)


def series_problems(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    """Yield what is wrong between options of ARIMA_PLUS."""
    for name in ("time_series_timestamp_col", "time_series_data_col"):
        if values[name] is None and "model_type" in options and name not in options:
            hint = f"Add {name} = '...', a column of the query."
            yield bad_option(options["model_type"], f"ARIMA_PLUS needs {name}", hint)
    yield from _orders(values, options)
    yield from _lengths(values, options)
    low, high = values["forecast_limit_lower_bound"], values["forecast_limit_upper_bound"]
    if low is not None and high is not None and low >= high:
        message = "forecast_limit_upper_bound is not above forecast_limit_lower_bound"
        yield bad_option(options["forecast_limit_upper_bound"], message, "Give a larger number.")
    if "seasonalities" in options:
        yield from _seasons(values, options["seasonalities"])


def _orders(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    fixed = "non_seasonal_order" in options
    if not values["auto_arima"] and not fixed:
        hint = "Add non_seasonal_order = (p, d, q), such as (1, 1, 1)."
        yield bad_option(options["auto_arima"], "without auto_arima the order is needed", hint)
    if fixed:
        if "auto_arima" in options and values["auto_arima"]:
            message = "non_seasonal_order and auto_arima exclude each other"
            yield bad_option(options["non_seasonal_order"], message, "Leave one of them out.")
        for name in ("auto_arima_max_order", "auto_arima_min_order"):
            if name in options:
                hint = "Nothing is searched where non_seasonal_order is given: leave it out."
                yield bad_option(options[name], f"{name} is not used", hint)
    elif values["auto_arima_min_order"] > values["auto_arima_max_order"]:
        message = "auto_arima_min_order is above auto_arima_max_order"
        yield bad_option(options["auto_arima_min_order"], message, "Give a smaller number.")
    order = values["non_seasonal_order"]
    if "include_drift" in options and values["include_drift"] and (not fixed or order[1] != 1):
        hint = "It is for non_seasonal_order with d = 1; a search decides on the drift itself."
        yield bad_option(options["include_drift"], "include_drift is not used", hint)


def _lengths(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    share, longest = "time_series_length_fraction", "max_time_series_length"
    if share in options and longest in options:
        message = f"{share} and {longest} exclude each other"
        yield bad_option(options[longest], message, "Leave one of them out.")
    if "min_time_series_length" in options and values[share] is None:
        hint = f"It is read with {share} only."
        yield bad_option(
            options["min_time_series_length"], "min_time_series_length is not used", hint
        )


def _seasons(values: Mapping[str, Any], option: Option) -> Iterator[Problem]:
    words = [word.upper() for word in values["seasonalities"]]
    known = (AUTO, NO_SEASONALITY, *SEASONALITIES)
    unknown = [word for word in words if word not in known]
    if unknown:
        message = f'there is no season "{unknown[0]}"'
        yield bad_option(option, message, f"seasonalities takes some of {', '.join(known)}.")
    elif len(words) > 1 and {AUTO, NO_SEASONALITY} & set(words):
        message = f"{AUTO} and {NO_SEASONALITY} stand alone"
        yield bad_option(option, message, "Leave the others out.")
