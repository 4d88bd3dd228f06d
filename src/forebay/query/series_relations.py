"""Make what is known of a model's series readable for a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.query.forecast_rows import forecast_rows
from forebay.query.series_call import horizon_of
from forebay.query.series_files import HISTORY_SCHEMA, series_schema

if TYPE_CHECKING:
    from forebay.query.stage import Stage


def attach_series(stage: Stage) -> str:
    """Attach the numbers and ids of the series; return the name."""
    model, name = stage.model, f"{stage.name}_series"
    files = [model.series] if model.series is not None else []
    stage.workspace.attach(name, files, series_schema(model.signature.forecasts.columns))
    return name


def attach_history(stage: Stage) -> str:
    """Attach the points that training saw; return the name."""
    model, name = stage.model, f"{stage.name}_history"
    files = [model.history] if model.history is not None else []
    stage.workspace.attach(name, files, HISTORY_SCHEMA)
    return name


def attach_forecasts(stage: Stage, *, level: float, horizon: int | None = None) -> str:
    """Attach the next points of all series; return the name.

    Parameters
    ----------
    level
        With what probability a value is between the bounds.
    horizon
        How many points; None: as many as the call asks for.

    """
    name = f"{stage.name}_forecasts"
    forecast_rows(
        stage.workspace,
        stage.model,
        stage.scratch / f"{name}.parquet",
        name=name,
        horizon=horizon or horizon_of(stage.call, stage.model.signature),
        level=level,
    )
    return name


def same_series(left: str, right: str, stage: Stage) -> str:
    """Return the condition that two relations speak of the same series, by its ids."""
    ids = stage.model.signature.forecasts.columns.ids
    pairs = [f"{left}.{quote(c.name)} IS NOT DISTINCT FROM {right}.{quote(c.name)}" for c in ids]
    return " AND ".join(pairs) or "true"
