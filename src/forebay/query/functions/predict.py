"""``ML.PREDICT``: the model's columns first, then every column of the input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS = frozenset({"threshold"})
INPUTS = (1, 1)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:
    """Return ``predicted_<label>`` [, ``predicted_<label>_probs``] and the input's columns."""
    own = predicted_columns(signature.task, signature.label, signature.label_type)
    given = inputs[0].columns
    taken = {column.name.casefold() for column in own}
    clash = next((c for c in given if c.name.casefold() in taken), None)
    if clash is not None:
        raise ProjectError.of(
            "duplicate-column",
            f'the input of ML.PREDICT has a column "{clash.name}", which the model adds',
            call.span,
            hint=f"leave it out: SELECT * EXCLUDE ({clash.name}).",
        )
    return Schema((*own, *given))


def predicted_columns(task: str, label: str, label_type: str) -> tuple[Column, ...]:
    """Return the columns that a prediction adds.

    Examples
    --------
    >>> [c.type for c in predicted_columns("binary", "late", "BOOLEAN")]
    ['BOOLEAN', 'STRUCT("label" BOOLEAN, prob DOUBLE)[]']

    """
    if task == "regression":
        return (Column(f"predicted_{label}", "DOUBLE"),)
    return (
        Column(f"predicted_{label}", label_type),
        Column(f"predicted_{label}_probs", f'STRUCT("label" {label_type}, prob DOUBLE)[]'),
    )


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:
    """Score the input in one ordered stream; nothing is joined (SEMANTICS 21)."""
    from forebay.query.score import predict

    model = context.model
    threshold = call.settings.get("threshold")
    given = context.workspace.describe(inputs[0])
    _, target = context.fresh_name()
    written = predict(
        context.workspace,
        model,
        inputs[0],
        target,
        threshold=model.threshold if threshold is None else float(str(threshold)),
        threads=context.threads,
    )
    own = predicted_columns(model.label.task, model.label.name, model.label.type)
    return context.attach(written, Schema((*own, *given.columns)))
