"""``ML.FEATURE_IMPORTANCE(MODEL m)``: how much each raw column counts in trees.

``importance_weight`` is the number of splits on it, ``importance_gain`` and ``importance_cover``
the mean gain and cover of those splits, as XGBoost defines them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.algorithms.made_of_trees import made_of_trees
from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.features.task import LABEL_TASKS
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(settings={"trial_id": "trial"}, tasks=LABEL_TASKS | {"imported"})

_COLUMNS: Final = Schema(
    (
        Column("feature", "VARCHAR"),
        Column("importance_weight", "BIGINT"),
        Column("importance_gain", "DOUBLE"),
        Column("importance_cover", "DOUBLE"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the four columns; only trees have them."""
    del inputs
    if not made_of_trees(signature.model_type):
        raise ProjectError.of(
            "not-supported",
            f'ML.FEATURE_IMPORTANCE is for trees, and "{signature.name}" is a'
            f" {signature.model_type}",
            call.span,
            hint=""
            if signature.task == "imported"
            else f"write ML.WEIGHTS(MODEL {signature.name}).",
        )
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the importances, the highest gain first."""
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    return literal_rows(_COLUMNS, model.trees.importance(model.features.columns))
