"""Write what is expected of series into a file that a query can read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine.protocol import Column, Schema
from forebay.query.series_files import SEASON_COLUMNS, SERIES
from forebay.query.summed_rows import write_sums

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms.series_forecast import SeriesForecast
    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

FORECAST_SCHEMA: Final = Schema(
    (
        Column(SERIES, "BIGINT"),
        Column("moment", "BIGINT"),  # microseconds since 1970
        *(
            Column(name, "DOUBLE")
            for name in ("value", "error", "low", "high", "trend", *SEASON_COLUMNS, "holiday")
        ),
    )
)


def forecast_rows(  # noqa: PLR0913 - four of them by name only
    workspace: Workspace,
    model: LiveModel,
    target: Path,
    *,
    name: str,
    horizon: int,
    level: float,
    most_series: int | None = None,
) -> None:
    """Write the expectations for the next points of each series, and attach them under a name.

    Series by series, points in order; a season that was not fitted is NaN. A few series are in
    memory at once. Of a hierarchy the sums follow, level by level.

    Parameters
    ----------
    level
        With what probability a value is between ``low`` and ``high``.
    most_series
        Only the first ones, and no sums.

    """
    learned = model.forecaster
    if most_series is None:
        forecasts = learned.forecasts(horizon)
    else:
        forecasts = iter([learned.forecast(learned.known[:most_series], horizon)])
    forecasts = (replace(found, interval=model.interval) for found in forecasts)
    workspace.write_batches(_batches(forecasts, level), target)
    files = [target]
    if most_series is None and learned.sums is not None:
        workspace.attach(f"{name}_series", files, FORECAST_SCHEMA)
        files.append(target.with_suffix(".sums.parquet"))
        write_sums(workspace, model, f"{name}_series", files[-1], level)
    workspace.attach(name, files, FORECAST_SCHEMA)


def _batches(
    forecasts: Iterator[SeriesForecast], level: float
) -> Iterator[tuple[list[tuple[str, Any]], None]]:
    for found in forecasts:
        low, high = found.bounds(level)
        nothing = np.full(found.times.shape, np.nan)
        columns: dict[str, NDArray[Any]] = {
            SERIES: np.repeat(found.series, found.times.shape[1]),
            "moment": found.times,
            "value": found.value,
            "error": found.error,
            "low": low,
            "high": high,
            "trend": found.limited_trend(),
            **{name: found.seasons.get(name.upper(), nothing) for name in SEASON_COLUMNS},
            "holiday": found.holiday,
        }
        yield [(name, np.ascontiguousarray(columns[name]).ravel()) for name in columns], None
