"""``ML.TRAINING_INFO(MODEL m)``: one row for each iteration of training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape()

_COLUMNS: Final = Schema(
    (
        Column("training_run", "BIGINT"),
        Column("iteration", "BIGINT"),
        Column("loss", "DOUBLE"),
        Column("eval_loss", "DOUBLE"),
        Column("learning_rate", "DOUBLE"),
        Column("duration_ms", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the six columns, the same for every model type."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return what training noted."""
    from forebay.query.literal_rows import literal_rows

    return literal_rows(_COLUMNS, stage.model.model.training_info())
