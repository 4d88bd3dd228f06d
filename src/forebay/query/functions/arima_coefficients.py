"""``ML.ARIMA_COEFFICIENTS(MODEL m)``: the coefficients of the process of each series.

``intercept_or_drift`` is the mean of a level (d = 0) or what the trend climbs at each point
(d = 1), as R's ``arima`` and ``Arima`` have them; 0 without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.query.function_shape import FunctionShape
from forebay.query.series_call import ids_of

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(tasks=frozenset({"forecast"}))
_COLUMNS: Final = (
    Column("ar_coefficients", "DOUBLE[]"),
    Column("ma_coefficients", "DOUBLE[]"),
    Column("intercept_or_drift", "DOUBLE"),
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the ids of a series, and its coefficients."""
    del call, inputs
    return Schema((*ids_of(signature), *_COLUMNS))


def run(stage: Stage) -> str:
    """Return the stored coefficients."""
    from forebay.query.series_answer import series_answer

    return series_answer(stage, _COLUMNS, stage.model.forecaster.coefficient_rows())
