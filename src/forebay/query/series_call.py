"""What calls of functions for models of series have in common; standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.query.setting_kind import Whole
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.engine.protocol import Column
    from forebay.query.setting_kind import SettingKind
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

DEFAULT_HORIZON: Final = 3
DEFAULT_LEVEL: Final = 0.95
MOST_STEPS: Final = 10_000
FORECAST_SETTINGS: Final[dict[str, SettingKind]] = {
    "horizon": Whole(1, MOST_STEPS),
    "confidence_level": "fraction",
}

EVALUATE_SETTINGS: Final[dict[str, SettingKind]] = {
    "perform_aggregation": "boolean",
    **FORECAST_SETTINGS,
}


def ids_of(signature: ModelSignature) -> tuple[Column, ...]:
    """Return the columns that tell the series of a model apart."""
    return signature.forecasts.columns.ids


def moment_type(signature: ModelSignature) -> str:
    """Return the type of times: a TIMESTAMP also for dates, with a zone if training's had one."""
    given = signature.forecasts.columns.timestamp.type
    return given if given == "TIMESTAMP WITH TIME ZONE" else "TIMESTAMP"


def moment_sql(micros: str, signature: ModelSignature) -> str:
    """Return SQL for the time that is so many microseconds after 1970."""
    kind = moment_type(signature)
    time = f"make_timestamp({micros})"
    return time if kind == "TIMESTAMP" else f"CAST({time} AS {kind})"


def horizon_of(call: ModelCall, signature: ModelSignature) -> int:
    """Return for how many points a call asks: 3 if it does not say, or fewer if there are fewer."""
    given = settings_of(call).get("horizon")
    most = signature.forecasts.horizon
    return min(DEFAULT_HORIZON, most) if given is None else int(str(given))


def check_horizon(call: ModelCall, signature: ModelSignature) -> None:
    """Raise ProjectError ``bad-argument`` if a call asks for more points than the model has."""
    most = signature.forecasts.horizon
    if horizon_of(call, signature) > most:
        raise ProjectError.of(
            "bad-argument",
            f'"horizon" of ML.{call.function} is above that of model "{signature.name}": {most:,}',
            call.settings_spans.get("horizon", call.span),
            hint=f"ask for at most {most:,}, or train with a larger horizon.",
        )


def level_of(stage: Stage) -> float:
    """Return the level of the bounds that a call asks for; else the model's own, else 0.95.

    Raises
    ------
    ProjectError
        ``bad-argument``: the level is higher than the points allow that intervals were measured on.

    """
    model, call = stage.model, stage.call
    own = model.signature.interval_level
    given = stage.settings.get("confidence_level")
    level = float(str(given)) if given is not None else own or DEFAULT_LEVEL
    sums = model.forecaster.sums
    intervals = [model.interval, sums.interval if sums is not None else None]
    least = min((i for i in intervals if i is not None), key=_highest_level, default=None)
    if least is not None and level > least.highest_level:
        raise ProjectError.of(
            "bad-argument",
            f'"confidence_level" of ML.{call.function} is too high for model "{model.name}"',
            call.settings_spans.get("confidence_level", call.span),
            detail=f"its intervals are measured on {least.rows:,} points of earlier"
            f" forecasts, which is enough for {least.highest_level:.4f}.",
            hint="ask for less.",
        )
    return level


def _highest_level(interval: ConformalInterval) -> float:
    return interval.highest_level
