"""``ML.ADVANCED_WEIGHTS(MODEL m [, STRUCT(TRUE AS standardize)])``: weights with p-values.

One row for each number and for each category, the intercept last. The model must have been trained
with ``calculate_p_values``.
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

SHAPE: Final = FunctionShape(settings={"standardize": "boolean"})

_LINEAR: Final = frozenset({"LINEAR_REG", "LOGISTIC_REG"})
_COLUMNS: Final = Schema(
    (
        Column("processed_input", "VARCHAR"),
        Column("category", "VARCHAR"),
        Column("weight", "DOUBLE"),
        Column("standard_error", "DOUBLE"),
        Column("p_value", "DOUBLE"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the five columns; linear models of a number or of two classes have them."""
    del inputs
    if signature.model_type not in _LINEAR or signature.task == "multiclass":
        what = "model with more than two classes"
        if signature.model_type not in _LINEAR:
            what = signature.model_type
        instead = "FEATURE_IMPORTANCE" if "TREE" in signature.model_type else "WEIGHTS"
        raise ProjectError.of(
            "not-supported",
            "ML.ADVANCED_WEIGHTS is for linear models of a number or of two classes, and"
            f' "{signature.name}" is a {what}',
            call.span,
            hint=f"write ML.{instead}(MODEL {signature.name}).",
        )
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the weights, the intercept last.

    Raises
    ------
    ProjectError
        ``no-p-values``: the model was trained without them.

    """
    from forebay.algorithms.advanced_weights import advanced_weights
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    standardize = stage.settings.get("standardize") is True
    rows = advanced_weights(model.model, model.features.columns, standardize=standardize)
    if not rows:
        raise ProjectError.of(
            "no-p-values",
            f'model "{model.name}" was trained without p-values',
            stage.call.span,
            hint="set calculate_p_values = TRUE and category_encoding_method = 'DUMMY_ENCODING',"
            " and build again.",
        )
    return literal_rows(_COLUMNS, rows)
