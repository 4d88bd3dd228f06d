"""What is expected of the sums of series: the engine adds up what is expected of their series.

Sums are taken in the order of the series, so that they are the same on any number of threads.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.query.interval_columns import half_width_sql
from forebay.query.series_files import SEASON_COLUMNS, SERIES, series_schema
from forebay.query.series_members import series_members

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.algorithms.series_sums import SeriesSums
    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

_CORRELATION = Schema(
    (Column("parent", "BIGINT"), Column("step", "BIGINT"), Column("correlation", "DOUBLE"))
)
# Steps ahead of a correlation that is known for fewer steps.
LAST_STEP = "(SELECT max(step) FROM {relation})"


def write_sums(
    workspace: Workspace, model: LiveModel, forecasts: str, target: Path, level: float
) -> None:
    """Write the forecasts of the sums of a model's series, in the columns of ``forecasts``.

    Parameters
    ----------
    forecasts
        The attached forecasts of the series (``FORECAST_SCHEMA``).
    level
        With what probability a value is between ``low`` and ``high``.

    """
    sums = model.forecaster.sums
    if sums is None or model.series is None:
        return
    columns = model.signature.forecasts.columns
    names, correlation = f"{forecasts}_names", f"{forecasts}_correlation"
    workspace.attach(names, [model.series], series_schema(columns))
    attach_correlation(workspace, sums, correlation, target.with_suffix(".correlation.parquet"))
    text = (
        f"SELECT m.parent AS {SERIES}, f.moment, {_added('value')}, {_added('error')},"
        f" {_added('trend')}, {', '.join(map(_added, SEASON_COLUMNS))}, {_added('holiday')},"
        f" {_added('error * error', 'squares')}, count(*) AS n"
        f" FROM {quote(forecasts)} AS f JOIN ({series_members(names, columns)}) AS m"
        f" ON m.child = f.{SERIES} GROUP BY ALL"
    )
    steps = (
        "SELECT moment, row_number() OVER (ORDER BY moment) - 1 AS lead"
        f" FROM (SELECT DISTINCT moment FROM {quote(forecasts)})"
    )
    if sums.interval is not None:
        width = f"({half_width_sql(sums.interval, level, 'lead')})"
    else:
        width = literal(NormalDist().inv_cdf((1.0 + level) / 2.0))
    low, high = (_limit(model, place) for place in (0, 1))
    seasons = ", ".join(SEASON_COLUMNS)
    workspace.write(
        f"SELECT {SERIES}, moment, value, sure AS error,"
        f" {_held(f'value - {width} * sure', low, high)} AS low,"
        f" {_held(f'value + {width} * sure', low, high)} AS high, trend, {seasons}, holiday"
        f" FROM (SELECT s.*, t.lead, {sum_error('s.squares', 's.error')} AS sure"
        f" FROM ({text}) AS s JOIN ({steps}) AS t ON t.moment = s.moment"
        f" JOIN {quote(correlation)} AS c ON c.parent = s.{SERIES}"
        f" AND c.step = least(t.lead, {LAST_STEP.format(relation=quote(correlation))}))",
        target,
        order_by=f"{SERIES}, moment",
    )


def attach_correlation(workspace: Workspace, sums: SeriesSums, name: str, target: Path) -> None:
    """Write how errors hang together, by sum and steps ahead, and attach it under a name."""
    n_sums, n_steps = sums.correlation.shape
    parents = len(sums.lags) + np.arange(n_sums, dtype=np.int64)
    columns = [
        ("parent", np.repeat(parents, n_steps)),
        ("step", np.tile(np.arange(n_steps, dtype=np.int64), n_sums)),
        ("correlation", np.ascontiguousarray(sums.correlation).ravel()),
    ]
    workspace.write_batches(iter([([*columns], None)]), target)
    workspace.attach(name, [target], _CORRELATION)


def sum_error(squares: str, errors: str, correlation: str = "c.correlation") -> str:
    """Return SQL for the standard error of a sum; see ``sum_correlation``.

    Parameters
    ----------
    squares, errors
        SQL for the sums of the squared standard errors of the series, and of these themselves.

    """
    shared = f"greatest(0, {errors} * {errors} - {squares})"
    return f"sqrt({squares} + {correlation} * {shared})"


def _added(what: str, name: str = "") -> str:
    """Return SQL that adds up a column of the series of a sum; NaN where all of them are NaN."""
    known = f"sum(f.{what.replace('* ', '* f.')} ORDER BY m.child)"
    if what in SEASON_COLUMNS:
        nan = literal(math.nan)
        return f"coalesce({known} FILTER (WHERE NOT isnan(f.{what})), {nan}) AS {what}"
    return f"{known} AS {name or what}"


def _limit(model: LiveModel, place: int) -> str | None:
    """Return SQL for the limit of a sum: that of each of its series, added up."""
    limit = model.forecaster.limits[place]
    return None if limit is None else f"n * {literal(limit)}"


def _held(sql: str, low: str | None, high: str | None) -> str:
    if low is not None:
        sql = f"greatest({sql}, {low})"
    return sql if high is None else f"least({sql}, {high})"
