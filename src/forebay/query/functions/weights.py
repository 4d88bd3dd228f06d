"""``ML.WEIGHTS(MODEL m [, STRUCT(TRUE AS standardize)])``: the weights of a linear model.

On the original scale of the columns, or, with ``standardize``, in standard deviations. With more
than two classes, the first column says which class a weight is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    settings={"standardize": "boolean", "trial_id": "trial"}, tells_trial=True
)

_LINEAR: Final = frozenset({"LINEAR_REG", "LOGISTIC_REG"})
_COLUMNS: Final = (
    Column("processed_input", "VARCHAR"),
    Column("weight", "DOUBLE"),
    Column("category_weights", "STRUCT(category VARCHAR, weight DOUBLE)[]"),
)
_CLASS: Final = "class_label"


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the three columns; four for more than two classes."""
    del inputs
    if signature.model_type not in _LINEAR:
        raise ProjectError.of(
            "not-supported",
            f'ML.WEIGHTS is for linear models, and "{signature.name}" is a {signature.model_type}',
            call.span,
            hint=f"write ML.FEATURE_IMPORTANCE(MODEL {signature.name}).",
        )
    return _schema(signature)


def _schema(signature: ModelSignature) -> Schema:
    first = [Column(_CLASS, signature.label_type)] if signature.task == "multiclass" else []
    return Schema((*first, *_COLUMNS))


def run(stage: Stage) -> str:
    """Return the weights, the intercept last."""
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    standardize = stage.settings.get("standardize") is True
    rows = model.model.weights(model.features.columns, standardize=standardize)
    for row in rows:
        if _CLASS in row:
            row[_CLASS] = model.classes[row[_CLASS]]
    return literal_rows(_schema(model.signature), rows)
