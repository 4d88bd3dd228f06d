"""Points that their series do not explain: ML.DETECT_ANOMALIES for models of series."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote
from forebay.query.normal_share import normal_share
from forebay.query.series_call import moment_sql
from forebay.query.series_files import SERIES
from forebay.query.series_relations import (
    attach_forecasts,
    attach_history,
    attach_series,
    same_series,
)
from forebay.query.spooled_input import spooled_input

if TYPE_CHECKING:
    from forebay.query.stage import Stage

_THRESHOLD: Final = 0.95
_SAID: Final = ("is_anomaly", "lower_bound", "upper_bound", "anomaly_probability")


def series_anomalies(stage: Stage) -> str:
    """Return the answer of ML.DETECT_ANOMALIES.

    A point is an anomaly if the probability that one is nearer to what was expected is above
    ``anomaly_prob_threshold`` (0.95 by default). Without data: the points of training that are
    data, each expected from those before it, by parts that saw all of them; NULL for the first
    ones, which nothing precedes. With data: each of its rows against the forecast, NULL for an
    unknown series, the past, a time beyond the horizon or between the points.
    """
    threshold = float(str(stage.settings.get("anomaly_prob_threshold", _THRESHOLD)))
    reach = literal(NormalDist().inv_cdf((1.0 + threshold) / 2.0))
    columns = stage.model.signature.forecasts.columns
    # Where nothing can vary, any distance is one too many.
    share = normal_share("abs(__y - __expected) / __scale")
    probability = f"CASE WHEN __scale > 0 THEN {share} WHEN __y = __expected THEN 0e0 ELSE 1e0 END"
    probability = f"CASE WHEN __known AND isfinite(__y) THEN {probability} END"
    said = (
        f"{probability} > {literal(threshold)}",
        f"CASE WHEN __known THEN __expected - {reach} * __scale END",
        f"CASE WHEN __known THEN __expected + {reach} * __scale END",
        probability,
    )
    ids = [quote(column.name) for column in columns.ids]
    moment = moment_sql("__moment", stage.model.signature)
    items = [
        *ids,
        f"{moment} AS {quote(columns.timestamp.name)}",
        f"__y AS {quote(columns.data.name)}",
        *(f"{sql} AS {name}" for sql, name in zip(said, _SAID, strict=True)),
        *_others(stage),
    ]
    rows = _given(stage) if stage.inputs else _trained(stage)
    order = ", ".join([SERIES, *ids, "__moment", "__y"])
    return f"SELECT {', '.join(items)} FROM ({rows}) ORDER BY {order}"


def _others(stage: Stage) -> list[str]:
    """Return the data's columns that are none of the series and under none of our names."""
    if not stage.inputs:
        return []
    (given,) = stage.inputs
    columns = stage.model.signature.forecasts.columns.columns
    taken = {name.casefold() for name in (*_SAID, *(c.name for c in columns))}
    names = stage.workspace.describe(given.sql, given.at).names
    return [f"__data.{quote(name)}" for name in names if name.casefold() not in taken]


def _trained(stage: Stage) -> str:
    ids = stage.model.signature.forecasts.columns.ids
    named = "".join(f"s.{quote(column.name)}, " for column in ids)
    return (
        f"SELECT s.{SERIES}, {named}h.moment AS __moment, h.value AS __y,"
        " h.value - h.residual - h.spikes AS __expected, h.scale AS __scale,"
        " NOT isnan(h.scale) AS __known"
        f" FROM {quote(attach_history(stage))} AS h JOIN {quote(attach_series(stage))} AS s"
        f" ON s.{SERIES} = h.{SERIES} WHERE NOT h.is_filled"
    )


def _given(stage: Stage) -> str:
    columns = stage.model.signature.forecasts.columns
    horizon = stage.model.signature.forecasts.horizon
    forecasts = attach_forecasts(stage, level=_THRESHOLD, horizon=horizon)
    series = attach_series(stage)
    named = "".join(f"__data.{quote(column.name)}, " for column in columns.ids)
    moment = f"epoch_us(CAST(__data.{quote(columns.timestamp.name)} AS TIMESTAMP))"
    return (
        f"SELECT s.{SERIES}, {named}{moment} AS __moment,"
        f" CAST(__data.{quote(columns.data.name)} AS DOUBLE) AS __y, f.value AS __expected,"
        " f.error AS __scale, f.value IS NOT NULL AS __known, __data"
        f" FROM {spooled_input(stage, 0)} AS __data"
        f" LEFT JOIN {quote(series)} AS s ON {same_series('__data', 's', stage)}"
        f" LEFT JOIN {quote(forecasts)} AS f ON f.{SERIES} = s.{SERIES} AND f.moment = {moment}"
    )
