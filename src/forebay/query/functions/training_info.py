"""``ML.TRAINING_INFO(MODEL m)``: one row for each iteration of training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.features.task import LABEL_TASKS
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.features.task import Task
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    settings={"trial_id": "trial"}, tasks=LABEL_TASKS | {"clustering", "forecast"}
)

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
_CLUSTERING: Final = Schema(
    (
        Column("training_run", "BIGINT"),
        Column("iteration", "BIGINT"),
        Column("loss", "DOUBLE"),
        Column("duration_ms", "BIGINT"),
        Column(
            "cluster_info",
            "STRUCT(centroid_id BIGINT, cluster_radius DOUBLE, cluster_size BIGINT)[]",
        ),
    )
)
_SERIES: Final = Schema(
    (
        Column("training_run", "BIGINT"),
        Column("iteration", "BIGINT"),
        Column("duration_ms", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the columns of models with a label, of a clustering, or of series."""
    del call, inputs
    return _columns(signature.task)


def _columns(task: Task) -> Schema:
    return {"clustering": _CLUSTERING, "forecast": _SERIES}.get(task, _COLUMNS)


def run(stage: Stage) -> str:
    """Return what training noted."""
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    learned = model.forecaster if model.task == "forecast" else model.trained
    return literal_rows(_columns(model.task), learned.training_info())
