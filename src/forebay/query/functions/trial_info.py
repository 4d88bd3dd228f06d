"""``ML.TRIAL_INFO(MODEL m)``: one row for each trial of a tuned model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.features.task import LABEL_TASKS
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.query.tuned import Tuned
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(tasks=LABEL_TASKS | {"clustering"})


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return BigQuery ML's columns; the structs have the options that varied, and the metric."""
    del inputs
    if signature.tuned is None:
        raise ProjectError.of(
            "not-supported",
            f'ML.TRIAL_INFO is for tuned models, and "{signature.name}" is none',
            call.span,
            hint="add num_trials to its options; ML.TRAINING_INFO shows its one training.",
        )
    return _schema(signature.tuned)


def _schema(tuned: Tuned) -> Schema:
    options = ", ".join(f"{quote(c.name)} {c.type}" for c in tuned.hyperparameters)
    return Schema(
        (
            Column("trial_id", "BIGINT"),
            Column("hyperparameters", f"STRUCT({options})"),
            Column("hparam_tuning_evaluation_metrics", f"STRUCT({quote(tuned.objective)} DOUBLE)"),
            Column("training_loss", "DOUBLE"),
            Column("eval_loss", "DOUBLE"),
            Column("status", "VARCHAR"),
            Column("error_message", "VARCHAR"),
            Column("is_optimal", "BOOLEAN"),
        )
    )


def run(stage: Stage) -> str:
    """Return the trials in the order of their numbers."""
    from forebay.query.literal_rows import literal_rows

    trials = stage.model.trials
    if trials is None:  # output_schema has refused such a model
        return literal_rows(Schema(()), [])
    rows = [
        {
            "trial_id": trial.number,
            "hyperparameters": dict(trial.hyperparameters),
            "hparam_tuning_evaluation_metrics": {trials.tuned.objective: trial.figure},
            "training_loss": trial.training_loss,
            "eval_loss": trial.eval_loss,
            "status": trial.status,
            "error_message": trial.error_message or None,
            "is_optimal": trial.is_optimal,
        }
        for trial in trials.rows
    ]
    return literal_rows(_schema(trials.tuned), rows)
