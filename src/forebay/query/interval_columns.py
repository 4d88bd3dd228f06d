"""The two columns between which the value of a row lies, for a share of rows."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column
from forebay.engine.quote import literal
from forebay.errors import ProjectError
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import ModelCall

# BigQuery ML's names, of ML.FORECAST.
INTERVAL_COLUMNS: Final = (
    Column("prediction_interval_lower_bound", "DOUBLE"),
    Column("prediction_interval_upper_bound", "DOUBLE"),
)
LEVEL: Final = "confidence_level"


def half_width_sql(interval: ConformalInterval, level: float, predicted: str) -> str:
    """Return SQL for half the width of the interval around a prediction; NULL if it is infinite."""
    first, *others = (_number(width) for width in interval.half_widths(level))
    if not others:
        return first
    pairs = zip(interval.edges.tolist(), others, strict=True)
    whens = " ".join(
        f"WHEN {predicted} >= {literal(edge)} THEN {width}" for edge, width in reversed([*pairs])
    )
    return f"CASE {whens} ELSE {first} END"


def inside_sql(model: LiveModel, label: str, predicted: str) -> str | None:
    """Return SQL of whether a label lies in the interval of the model's own level, ends included.

    None for a model without intervals.
    """
    interval, level = model.interval, model.signature.interval_level
    if interval is None or level is None:
        return None
    return f"abs({predicted} - {label}) <= {half_width_sql(interval, level, predicted)}"


def half_width_of(model: LiveModel) -> Callable[[float], float | None]:
    """Return the function that gives half the width around a prediction; None if there is none."""
    interval, level = model.interval, model.signature.interval_level
    if interval is None or level is None:
        return lambda _: None
    edges, widths = interval.edges.tolist(), interval.half_widths(level)
    return lambda predicted: widths[bisect_right(edges, predicted)]


def interval_sql(model: LiveModel, call: ModelCall, predicted: str) -> tuple[str, ...]:
    """Return SQL of the two columns; none for a model without intervals.

    Raises
    ------
    ProjectError
        ``bad-argument``: the level that the call asks for is higher than the rows allow on which
        the intervals were measured.

    """
    given = settings_of(call).get(LEVEL)
    level = float(given) if isinstance(given, int | float) else model.signature.interval_level
    if level is None:
        return ()
    if model.interval is None:
        return tuple(f"CAST(NULL AS {column.type})" for column in INTERVAL_COLUMNS)
    if level > model.interval.highest_level:
        raise ProjectError.of(
            "bad-argument",
            f'"{LEVEL}" of ML.{call.function} is too high for model "{model.name}"',
            call.settings_spans.get(LEVEL, call.span),
            detail=f"its intervals are measured on {model.interval.rows:,} rows, which is enough"
            f" for {model.interval.highest_level:.4f}.",
            hint="ask for less, or train with a higher calibration_fraction.",
        )
    width = half_width_sql(model.interval, level, predicted)
    return tuple(
        f"CASE WHEN isfinite({predicted}) THEN {predicted} {sign} {width} END" for sign in "-+"
    )


def _number(width: float) -> str:
    return literal(width) if math.isfinite(width) else "CAST(NULL AS DOUBLE)"
