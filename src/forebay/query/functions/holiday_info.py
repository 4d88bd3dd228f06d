"""``ML.HOLIDAY_INFO(MODEL m)``: the holidays that may move the series of a model.

From the first point of training to the last that can be forecast; none without ``holiday_region``
and custom holidays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(tasks=frozenset({"forecast"}))
_COLUMNS: Final = Schema(
    (
        Column("region", "VARCHAR"),
        Column("holiday_name", "VARCHAR"),
        Column("primary_date", "DATE"),
        Column("preholiday_days", "BIGINT"),
        Column("postholiday_days", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the five columns, the same for every model."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the days in order."""
    from datetime import date, timedelta

    from forebay.query.literal_rows import literal_rows

    rows = [
        {
            "region": holiday.region,
            "holiday_name": holiday.name,
            "primary_date": date(1970, 1, 1) + timedelta(days=holiday.date),
            "preholiday_days": holiday.before,
            "postholiday_days": holiday.after,
        }
        for holiday in stage.model.forecaster.holidays
    ]
    return literal_rows(_COLUMNS, rows)
