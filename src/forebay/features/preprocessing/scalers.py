"""STANDARD_SCALER, MIN_MAX_SCALER, MAX_ABS_SCALER, ROBUST_SCALER, NORMALIZER and IMPUTER.

A standard scaler divides by the *population* deviation, a min-max scaler cuts at 0 and 1, quantiles
are observed values (inverse distribution function), as in BigQuery ML.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, cast

from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    Number,
    Text,
)
from forebay.features.preprocessing.function import Parameter, Preprocessing
from forebay.features.preprocessing.learned import measured, quantiles
from forebay.features.render_sql import render_sql
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import FunctionCall, TrainingRows


def _scaled(call: FunctionCall, center: float, scale: float) -> Expression:
    """Return (x - center) / scale; a scale of 0 or NaN counts as 1."""
    divisor = scale if scale and math.isfinite(scale) else 1.0
    centred = Arithmetic("-", Number(call.value), Constant(center))
    return Arithmetic("/", centred, Constant(divisor))


def _standard(call: FunctionCall, training: TrainingRows) -> Expression:
    found = measured(call, training)
    n = found.n_finite
    deviation = (found.deviation or 0.0) * math.sqrt((n - 1) / n) if n > 1 else 0.0
    return _scaled(call, found.mean or 0.0, deviation)


def _min_max(call: FunctionCall, training: TrainingRows) -> Expression:
    found = measured(call, training)
    low, high = found.minimum or 0.0, found.maximum or 0.0
    scaled = _scaled(call, low, high - low)
    below = (Compare("<", scaled, Constant(0.0)), Constant(0.0))
    above = (Compare(">", scaled, Constant(1.0)), Constant(1.0))
    return Case((below, above), scaled)


def _max_abs(call: FunctionCall, training: TrainingRows) -> Expression:
    found = measured(call, training)
    return _scaled(call, 0.0, max(abs(found.minimum or 0.0), abs(found.maximum or 0.0)))


def _robust(call: FunctionCall, training: TrainingRows) -> Expression:
    low, high = (share / 100 for share in call.numbers("quantile_range"))
    first, middle, last = quantiles(call, training, (low, 0.5, high))
    center = (middle or 0.0) if call.arguments["with_median"] else 0.0
    scale = (last or 0.0) - (first or 0.0) if call.arguments["with_quantile_range"] else 1.0
    return _scaled(call, center, scale)


def _check_range(call: FunctionCall) -> None:
    given = call.numbers("quantile_range")
    if len(given) != 2 or not 0 < given[0] < given[1] < 100:  # noqa: PLR2004 - two percentages
        raise call.wrong(
            "quantile_range is two percentages, the lower one first", "the default is [25, 75]."
        )


def _normalizer(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    p = _degree(call)
    if p in {0.0, 1.0, 2.0, math.inf}:
        return Apply(f"normalize_{p:g}", (call.value,))
    return Apply("normalize", (call.value, Constant(p)))


def _degree(call: FunctionCall) -> float:
    given = call.arguments["p"]
    if isinstance(given, str):
        return math.inf if given.lower().lstrip("+") in {"inf", "infinity"} else math.nan
    return float(given) if isinstance(given, int | float) else math.nan


def _check_degree(call: FunctionCall) -> None:
    p = _degree(call)
    if not (p == 0.0 or p >= 1.0):
        raise call.wrong("p is 0, a number from 1, or 'inf'", "the default is 2.")


def _imputer(call: FunctionCall, training: TrainingRows) -> Expression:
    strategy = call.word("strategy")
    if strategy == "most_frequent":
        return _most_frequent(call, training)
    if strategy == "mean":
        constant = measured(call, training).mean
    else:
        (constant,) = quantiles(call, training, (0.5,))
    return Coalesce((Number(call.value), Constant(constant)))


def _check_strategy(call: FunctionCall) -> None:
    if call.word("strategy") != "most_frequent" and value_kind(call.type) != "number":
        raise call.wrong(f"only a number has a {call.word('strategy')}, and this is {call.type}")


def _most_frequent(call: FunctionCall, training: TrainingRows) -> Expression:
    is_number = value_kind(call.type) == "number"
    value: Expression = Number(call.value) if is_number else Text(call.value)
    found = training.workspace.rows(
        f"SELECT v FROM (SELECT {render_sql(value)} AS v FROM {training.rows})"
        " WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT 1"
    )
    constant = cast("float | str | None", found[0][0] if found else None)
    return Coalesce((value, Constant(constant)))


def _imputed(call: FunctionCall) -> str:
    return "DOUBLE" if value_kind(call.type) == "number" else "VARCHAR"


def _double(_: FunctionCall) -> str:
    return "DOUBLE"


_STRATEGIES: Final = ("mean", "median", "most_frequent")

SCALERS: Final[dict[str, Preprocessing]] = {
    "STANDARD_SCALER": Preprocessing("number", _double, _standard),
    "MIN_MAX_SCALER": Preprocessing("number", _double, _min_max),
    "MAX_ABS_SCALER": Preprocessing("number", _double, _max_abs),
    "ROBUST_SCALER": Preprocessing(
        "number",
        _double,
        _robust,
        (
            Parameter("quantile_range", "numbers", (25, 75)),
            Parameter("with_median", "boolean", default=True),
            Parameter("with_quantile_range", "boolean", default=True),
        ),
        _check_range,
    ),
    "NORMALIZER": Preprocessing(
        "numbers", lambda _: "DOUBLE[]", _normalizer, (Parameter("p", "degree", 2),), _check_degree
    ),
    "IMPUTER": Preprocessing(
        "value",
        _imputed,
        _imputer,
        (Parameter("strategy", "word", choices=_STRATEGIES),),
        _check_strategy,
    ),
}
