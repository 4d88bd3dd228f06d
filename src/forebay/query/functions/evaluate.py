"""``ML.EVALUATE(MODEL m [, data] [, STRUCT(0.5 AS threshold)])``: one row of figures.

Two classes: of the positive class; more: accuracy over all rows, the others as the mean over the
classes. NaN where a figure is not defined, such as the precision without a predicted positive.
Series: one row for each; see ``series_figures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.evaluate.metric_names import evaluate_columns
from forebay.features.task import LABEL_TASKS
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape
from forebay.query.series_call import EVALUATE_SETTINGS
from forebay.query.series_columns import evaluated_series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    0,
    1,
    {"threshold": "share", "trial_id": "trial", **EVALUATE_SETTINGS},
    ("threshold",),
    LABEL_TASKS | {"clustering", "reduction", "forecast"},
    dict.fromkeys(EVALUATE_SETTINGS, frozenset({"forecast"})),
    tells_trial=True,
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return one DOUBLE for each figure of the task, in BigQuery ML's order."""
    if signature.task == "forecast":
        return evaluated_series(call, inputs, signature)
    has_label = signature.task in LABEL_TASKS
    for given in inputs:
        check_inputs(given, signature, input_span(call), with_label=has_label)
    return Schema(tuple(Column(name, "DOUBLE") for name in evaluate_columns(signature.task)))


def run(stage: Stage) -> str:
    """Compute the figures in the engine."""
    from forebay.evaluate.figures import figures
    from forebay.query.judged_rows import judged_rows
    from forebay.query.literal_rows import literal_rows
    from forebay.query.matrix_figures import matrix_figures

    if stage.model.task == "forecast":
        from forebay.query.series_figures import series_figures

        return series_figures(stage)
    if stage.model.task in LABEL_TASKS:
        found = figures(judged_rows(stage))
    elif stage.inputs:
        found, _ = matrix_figures(
            stage.workspace, stage.model, stage.scored([], is_read_often=True).name
        )
    else:
        found = _stored(stage)
    columns = tuple(Column(name, "DOUBLE") for name in found)
    return literal_rows(Schema(columns), [found])


def _stored(stage: Stage) -> Mapping[str, float]:
    """Return the figures that a version without a label keeps: those of the trial that serves."""
    call, model = stage.call, stage.model
    if model.trial:
        raise ProjectError.of(
            "bad-argument",
            f'of trial {model.trial} of "{model.name}" no figures are kept',
            call.settings_spans.get("trial_id", call.span),
            hint=f"give it rows: ML.EVALUATE(MODEL {model.name}, TABLE t,"
            f" STRUCT({model.trial} AS trial_id)).",
        )
    return model.figures
