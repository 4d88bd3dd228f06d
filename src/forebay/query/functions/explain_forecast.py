"""``ML.EXPLAIN_FORECAST(MODEL m [, STRUCT(...)])``: the parts of the past and of the next points.

Of a past point ``time_series_data`` is the sum of trend, seasons, holidays, spikes and dips, step
changes and residual; ``time_series_adjusted_data`` is that of trend, seasons and holidays. Of a
next point both are the forecast. A season that was not fitted is NULL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.errors import ProjectError
from forebay.query.function_shape import FunctionShape
from forebay.query.holiday_columns import attach_holidays, holiday_columns
from forebay.query.series_call import (
    FORECAST_SETTINGS,
    check_horizon,
    horizon_of,
    ids_of,
    level_of,
    moment_sql,
    moment_type,
)
from forebay.query.series_files import SEASON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(settings=FORECAST_SETTINGS, tasks=frozenset({"forecast"}))


def _season(name: str, prefix: str) -> str:
    return f"CASE WHEN NOT isnan({prefix}.{name}) THEN {prefix}.{name} END"


def _known(*names: str) -> str:
    return "".join(f" + coalesce({_season(name, 'h')}, 0e0)" for name in names)


# What a past point would be without what is unusual.
_USUAL: Final = f"(h.trend + h.holiday{_known(*SEASON_COLUMNS)})"
# The error that the process makes: how sure it was of its last point.
_ERROR: Final = (
    "last_value(h.scale) OVER (PARTITION BY h.__series ORDER BY h.moment"
    " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
)
# By name: of a past point, and of a next one.
_FIGURES: Final = {
    "time_series_data": ("h.value", "f.value"),
    "time_series_adjusted_data": (_USUAL, "f.value"),
    "standard_error": (f"CASE WHEN NOT isnan({_ERROR}) THEN {_ERROR} END", "f.error"),
    "confidence_level": ("NULL", ""),
    "prediction_interval_lower_bound": ("NULL", "f.low"),
    "prediction_interval_upper_bound": ("NULL", "f.high"),
    "trend": ("h.trend", "f.trend"),
    **{
        f"seasonal_period_{name}": (_season(name, "h"), _season(name, "f"))
        for name in SEASON_COLUMNS
    },
    "holiday_effect": ("h.holiday", "f.holiday"),
    "spikes_and_dips": ("h.spikes", "NULL"),
    "step_changes": ("h.steps", "NULL"),
    "residual": (f"h.value - h.spikes - h.steps - {_USUAL}", "NULL"),
}


def _names(signature: ModelSignature) -> Iterator[str]:
    """Yield the names of the figures; those of single holidays follow that of all."""
    for name in _FIGURES:
        yield name
        if name == "holiday_effect":
            yield from holiday_columns(signature.forecasts.holidays)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the ids of a series, a time, whether it is past, and the parts."""
    del inputs
    check_horizon(call, signature)
    if not signature.forecasts.keeps_parts:
        raise ProjectError.of(
            "not-supported",
            f'model "{signature.name}" keeps no parts of its series to explain',
            call.span,
            hint="train it with decompose_time_series = TRUE, or ask ML.FORECAST.",
        )
    return Schema(
        (
            *ids_of(signature),
            Column("time_series_timestamp", moment_type(signature)),
            Column("time_series_type", "VARCHAR"),
            *(Column(name, "DOUBLE") for name in _names(signature)),
        )
    )


def run(stage: Stage) -> str:
    """Return past and next points of each series, in order of time."""
    from forebay.query.series_relations import attach_forecasts, attach_history, attach_series

    level = level_of(stage)
    signature = stage.model.signature
    figures = {**_FIGURES, "confidence_level": ("NULL", literal(level))}

    def rows(relation: str, alias: str, kind: str, place: int) -> str:
        items = [f"{alias}.__series", f"{alias}.moment", f"'{kind}' AS time_series_type"]
        items += [f"CAST({sql[place]} AS DOUBLE) AS {name}" for name, sql in figures.items()]
        return f"SELECT {', '.join(items)} FROM {quote(relation)} AS {alias}"

    holidays = ""
    if signature.forecasts.holidays:
        named = attach_holidays(stage, horizon_of(stage.call, signature))
        holidays = (
            f" LEFT JOIN {quote(named)} AS n ON n.__series = r.__series AND n.moment = r.moment"
        )
    past = rows(attach_history(stage), "h", "history", 0)
    following = rows(attach_forecasts(stage, level=level), "f", "forecast", 1)
    items = [f"s.{quote(column.name)}" for column in ids_of(signature)]
    items.append(f"{moment_sql('r.moment', signature)} AS time_series_timestamp")
    items.append("r.time_series_type")
    for name in _names(signature):
        one = f"coalesce(n.{quote(name)}, 0e0) AS {quote(name)}"
        items.append(f"r.{name}" if name in figures else one)
    return (
        f"SELECT {', '.join(items)} FROM ({past} UNION ALL {following}) AS r"
        f" JOIN {quote(attach_series(stage))} AS s ON s.__series = r.__series{holidays}"
        " ORDER BY r.__series, r.moment"
    )
