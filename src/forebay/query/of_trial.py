"""The trial for which a call of a tuned model answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.query.function_shape import FunctionShape
    from forebay.query.live_model import LiveModel
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

_TRIAL: Final = Column("trial_id", "BIGINT")


def of_trial(model: LiveModel, call: ModelCall) -> LiveModel:
    """Return the model of the trial that a call names, else the model itself.

    Raises
    ------
    ProjectError
        ``bad-argument``: the tuning has no such trial, or it gave no model.

    """
    number, trials = settings_of(call).get("trial_id"), model.trials
    if trials is None or not isinstance(number, int) or number == trials.serving:
        return model
    if number not in trials.numbers:
        there_are = ", ".join(map(str, trials.numbers))
        raise ProjectError.of(
            "bad-argument",
            f'model "{model.name}" has no trial {number} that gave a model',
            call.settings_spans.get("trial_id", call.span),
            detail=f"trials that did: {there_are}.",
            hint=f"ML.TRIAL_INFO(MODEL {model.name}) shows them all.",
        )
    learned = trials.model(number, model.signature.model_type)
    # What was fitted to the scores of the serving trial says nothing of another one's.
    return replace(model, learned=learned, trial=number, calibration=None, interval=None)


def schema_of_trial(
    schema: Schema, shape: FunctionShape, signature: ModelSignature | None
) -> Schema:
    """Return the columns of an answer: of a tuned model some begin with ``trial_id``."""
    if shape.tells_trial and signature is not None and signature.tuned is not None:
        return Schema((_TRIAL, *schema.columns))
    return schema


def rows_of_trial(sql: str, shape: FunctionShape, model: LiveModel | None) -> str:
    """Return the query of an answer, with the number of the trial where its columns have it."""
    if shape.tells_trial and model is not None and model.trials is not None:
        number = model.trial or model.trials.serving
        return f"SELECT CAST({number} AS BIGINT) AS {_TRIAL.name}, * FROM ({sql})"
    return sql
