"""How far forecasts are from what came: ML.EVALUATE for models of series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.query.literal_rows import literal_rows
from forebay.query.series_answer import series_answer
from forebay.query.series_call import ids_of, level_of, moment_sql
from forebay.query.series_columns import ARIMA_COLUMNS
from forebay.query.series_files import SERIES
from forebay.query.series_members import series_members
from forebay.query.series_relations import attach_forecasts, attach_series, same_series
from forebay.query.spooled_input import spooled_input

if TYPE_CHECKING:
    from forebay.features.series_roles import SeriesRoles
    from forebay.query.stage import Stage


def series_figures(stage: Stage) -> str:
    """Return the answer of ML.EVALUATE.

    Without data: the processes, as ML.ARIMA_EVALUATE gives them (BigQuery ML's older form).
    With data: figures for each series, over its points that can be forecast; or, with
    ``perform_aggregation`` FALSE, each row of the data with its forecast, NULL where there is none:
    of an unknown series, of the past, beyond the horizon, between the points. Sums of a hierarchy
    that the data has no row of are made of its series, at times when each of these has a value.

    Notes
    -----
    With errors e, values y and forecasts f: the means of abs(e), e**2, 100 abs(e / y) and
    200 abs(e) / (abs(y) + abs(f)), the square root of the second, and the first over the mean
    absolute change from one training value to the next (Hyndman and Koehler 2006, International
    Journal of Forecasting 22, 679-688). Percentages are NaN if a value is 0.

    """
    if not stage.inputs:
        rows = stage.model.forecaster.evaluate_rows(candidates=False)
        return series_answer(stage, ARIMA_COLUMNS[:-1], rows)
    compared = _compared(stage)
    ids = [quote(column.name) for column in ids_of(stage.model.signature)]
    if stage.settings.get("perform_aggregation") is False:
        return _points(stage, compared, ids)
    figures = {
        "mean_absolute_error": "avg(abs(__e) ORDER BY __moment, __y)",
        "mean_squared_error": "avg(__e * __e ORDER BY __moment, __y)",
        "root_mean_squared_error": "sqrt(avg(__e * __e ORDER BY __moment, __y))",
        "mean_absolute_percentage_error": "avg(100 * abs(__e) / abs(__y) ORDER BY __moment, __y)",
        "symmetric_mean_absolute_percentage_error": (
            "avg(200 * abs(__e) / (abs(__y) + abs(__f)) ORDER BY __moment, __y)"
        ),
        "mean_absolute_scaled_error": "avg(abs(__e) ORDER BY __moment, __y) / any_value(__naive)",
    }
    items = [*ids, *(f"{sql} AS {name}" for name, sql in figures.items())]
    naive = Schema((Column("__number", "BIGINT"), Column("__naive", "DOUBLE")))
    known = [
        {"__number": number, "__naive": error}
        for number, error in enumerate(stage.model.forecaster.naive_errors.tolist())
    ]
    return (
        f"SELECT {', '.join(items)} FROM (SELECT *, __y - __f AS __e FROM {quote(compared)}"
        f" WHERE __f IS NOT NULL AND isfinite(__y)) JOIN ({literal_rows(naive, known)}) AS n"
        f" ON n.__number = {SERIES} GROUP BY {', '.join([SERIES, *ids])} ORDER BY {SERIES}"
    )


def _compared(stage: Stage) -> str:
    """Define a view of the data with the forecasts of its points; return its name."""
    columns = stage.model.signature.forecasts.columns
    horizon = stage.settings.get("horizon")
    forecasts = attach_forecasts(
        stage,
        level=level_of(stage),
        horizon=int(str(horizon or stage.model.signature.forecasts.horizon)),
    )
    series = attach_series(stage)
    data = spooled_input(stage, 0)
    ids = "".join(f"d.{quote(column.name)}, " for column in columns.ids)
    moment = f"epoch_us(CAST(d.{quote(columns.timestamp.name)} AS TIMESTAMP))"
    name = f"{stage.name}_compared"
    given = f"{stage.name}_given"
    stage.workspace.define_view(
        given,
        f"SELECT s.{SERIES}, {ids}{moment} AS __moment,"
        f" CAST(d.{quote(columns.data.name)} AS DOUBLE) AS __y"
        f" FROM {data} AS d LEFT JOIN {quote(series)} AS s ON {same_series('d', 's', stage)}",
    )
    rows = f"SELECT * FROM {quote(given)}"
    if columns.hierarchy:
        rows = f"{rows} UNION ALL BY NAME ({_sums(given, series, forecasts, columns)})"
    stage.workspace.define_view(
        name,
        f"SELECT d.*, f.value AS __f, f.low AS __low, f.high AS __high FROM ({rows}) AS d"
        f" LEFT JOIN {quote(forecasts)} AS f ON f.{SERIES} = d.{SERIES} AND f.moment = d.__moment",
    )
    return name


def _sums(given: str, series: str, forecasts: str, columns: SeriesRoles) -> str:
    """Return a query for the sums that data has no row of, where it has each of their series."""
    members = series_members(series, columns)
    # Of the series that have forecasts: the others are no part of a sum.
    forecast = f"SELECT DISTINCT {SERIES} FROM {quote(forecasts)}"
    whole = (
        f"SELECT m.parent, count(*) AS n FROM ({members}) AS m"
        f" JOIN ({forecast}) AS f ON f.{SERIES} = m.child GROUP BY m.parent"
    )
    # Rows of one time are averaged, as in training.
    points = (
        f"SELECT {SERIES}, __moment, avg(__y ORDER BY __y) AS __y FROM {quote(given)}"
        f" WHERE isfinite(__y) AND {SERIES} IN ({forecast}) GROUP BY ALL"
    )
    added = (
        f"SELECT m.parent, p.__moment, count(*) AS n, sum(p.__y ORDER BY m.child) AS __y"
        f" FROM ({points}) AS p JOIN ({members}) AS m ON m.child = p.{SERIES} GROUP BY ALL"
    )
    return (
        f"SELECT s.*, a.__moment, a.__y FROM ({added}) AS a"
        f" JOIN ({whole}) AS w ON w.parent = a.parent AND w.n = a.n"
        f" JOIN {quote(series)} AS s ON s.{SERIES} = a.parent"
        f" WHERE a.parent NOT IN (SELECT {SERIES} FROM {quote(given)} WHERE {SERIES} IS NOT NULL)"
    )


def _points(stage: Stage, compared: str, ids: list[str]) -> str:
    signature = stage.model.signature
    columns = signature.forecasts.columns
    forecasted = f"forecasted_{columns.data.name}"
    items = [
        *ids,
        f"{moment_sql('__moment', signature)} AS {quote(columns.timestamp.name)}",
        f"__y AS {quote(columns.data.name)}",
        f"__f AS {quote(forecasted)}",
        "__low AS lower_bound",
        "__high AS upper_bound",
        "abs(__y - __f) AS absolute_error",
        f"{literal(100.0)} * abs(__y - __f) / abs(__y) AS absolute_percentage_error",
    ]
    order = ", ".join([SERIES, *ids, "__moment", "__y"])
    return f"SELECT {', '.join(items)} FROM {quote(compared)} ORDER BY {order}"
