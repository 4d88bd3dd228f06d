"""``ML.FORECAST(MODEL m [, STRUCT(30 AS horizon, 0.8 AS confidence_level)])``: the next points.

One row for each series and each of its next points, in this order. The bounds are those of the
process, as if its coefficients were known; ``confidence_interval_*`` repeat them, as in BigQuery
ML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.query.function_shape import FunctionShape
from forebay.query.series_call import (
    FORECAST_SETTINGS,
    check_horizon,
    ids_of,
    level_of,
    moment_sql,
    moment_type,
)

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(settings=FORECAST_SETTINGS, tasks=frozenset({"forecast"}))

_FIGURES: Final = {
    "forecast_value": "f.value",
    "standard_error": "f.error",
    "confidence_level": "",
    "prediction_interval_lower_bound": "f.low",
    "prediction_interval_upper_bound": "f.high",
    "confidence_interval_lower_bound": "f.low",
    "confidence_interval_upper_bound": "f.high",
}


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the ids of a series, a time, and what is expected of it."""
    del inputs
    check_horizon(call, signature)
    moment = Column("forecast_timestamp", moment_type(signature))
    figures = (Column(name, "DOUBLE") for name in _FIGURES)
    return Schema((*ids_of(signature), moment, *figures))


def run(stage: Stage) -> str:
    """Forecast into a file, and name the series."""
    from forebay.query.series_relations import attach_forecasts, attach_series

    level = level_of(stage)
    signature = stage.model.signature
    forecasts = attach_forecasts(stage, level=level)
    series = attach_series(stage)
    items = [f"s.{quote(column.name)}" for column in ids_of(signature)]
    items.append(f"{moment_sql('f.moment', signature)} AS forecast_timestamp")
    figures = {**_FIGURES, "confidence_level": literal(level)}
    items += [f"CAST({sql} AS DOUBLE) AS {name}" for name, sql in figures.items()]
    return (
        f"SELECT {', '.join(items)} FROM {quote(forecasts)} AS f JOIN {quote(series)} AS s"
        " ON s.__series = f.__series ORDER BY f.__series, f.moment"
    )
