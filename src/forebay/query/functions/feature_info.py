"""``ML.FEATURE_INFO(MODEL m)``: what training saw of each raw column, before TRANSFORM.

Numbers have statistics of their finite values and no category count; categories the reverse. A
timestamp is described by its seconds since 1970.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.features.task import LABEL_TASKS
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    tasks=LABEL_TASKS | {"clustering", "reduction", "transform", "forecast"}
)

_COLUMNS: Final = Schema(
    (
        Column("input", "VARCHAR"),
        Column("min", "DOUBLE"),
        Column("max", "DOUBLE"),
        Column("mean", "DOUBLE"),
        Column("median", "DOUBLE"),
        Column("stddev", "DOUBLE"),
        Column("category_count", "BIGINT"),
        Column("null_count", "BIGINT"),
        Column("dimension", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the nine columns, the same for every model type."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the statistics that were frozen with the features."""
    from forebay.query.literal_rows import literal_rows

    rows = [
        {
            "input": s.name,
            "min": s.minimum,
            "max": s.maximum,
            "mean": s.mean,
            "median": s.median,
            "stddev": s.deviation,
            "category_count": s.category_count,
            "null_count": s.null_count,
            "dimension": s.dimension,
        }
        for s in stage.model.features.statistics
    ]
    return literal_rows(_COLUMNS, rows)
