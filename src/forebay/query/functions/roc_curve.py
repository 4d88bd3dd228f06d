"""``ML.ROC_CURVE(MODEL m [, data] [, thresholds => [...]])``: what each threshold gives.

Without thresholds: 0 and the distinct values among the 100 quantiles of the scores.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final, cast

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(0, 1, {"thresholds": "shares", "trial_id": "trial"})

_COLUMNS: Final = Schema(
    (
        Column("threshold", "DOUBLE"),
        Column("recall", "DOUBLE"),
        Column("false_positive_rate", "DOUBLE"),
        Column("true_positives", "BIGINT"),
        Column("false_positives", "BIGINT"),
        Column("true_negatives", "BIGINT"),
        Column("false_negatives", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the seven columns; only models with two classes have the curve."""
    if signature.task != "binary":
        raise ProjectError.of(
            "not-supported",
            f'ML.ROC_CURVE is for two classes, and model "{signature.name}" is a'
            f" {signature.task} model",
            call.span,
            hint="ML.EVALUATE has its figures.",
        )
    for given in inputs:
        check_inputs(given, signature, input_span(call), with_label=True)
    return _COLUMNS


def run(stage: Stage) -> str:
    """Compute the points in the engine."""
    from forebay.evaluate.roc_curve import roc_curve
    from forebay.query.judged_rows import judged_rows
    from forebay.query.literal_rows import literal_rows

    given = cast("tuple[float, ...] | None", stage.settings.get("thresholds"))
    points = roc_curve(judged_rows(stage), given)
    return literal_rows(_COLUMNS, [asdict(point) for point in points])
