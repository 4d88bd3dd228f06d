"""The scored rows that an evaluation function reads: stored gate rows, or rows that are given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.evaluate.scored_rows import ScoredRows
from forebay.query.live_model import GATE
from forebay.query.score import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import ModelCall


def evaluated_rows(call: ModelCall, inputs: Sequence[str], context: CallContext) -> ScoredRows:
    """Return ``label`` and ``score`` of the rows to evaluate on.

    Raises
    ------
    ProjectError
        ``no-evaluation-rows``: no data is given, and the model kept none back.

    """
    model = context.model
    name = _stored(call, context) if not inputs else _given(inputs[0], context)
    relation = f"(SELECT __label AS label, {score_sql(model)} AS score FROM {quote(name)})"
    rows = scored_rows_of(model, context, relation)
    threshold = call.settings.get("threshold")
    return rows if threshold is None else replace(rows, threshold=float(str(threshold)))


def scored_rows_of(model: LiveModel, context: CallContext, relation: str) -> ScoredRows:
    """Return rows of a relation with ``label`` and ``score``, read as the model means them."""
    return ScoredRows(
        context.workspace, relation, model.label.task, model.label.classes, model.threshold
    )


def score_sql(model: LiveModel) -> str:
    """Return SQL for the score of a stored row: a DOUBLE, or a DOUBLE[] for several classes."""
    if model.label.task != "multiclass":
        return "__score"
    return "[" + ", ".join(f"__score_{i}" for i in range(model.label.n_classes)) + "]"


def score_columns(model: LiveModel) -> tuple[Column, ...]:
    """Return the columns in which scores are stored."""
    if model.label.task != "multiclass":
        return (Column("__score", "DOUBLE"),)
    return tuple(Column(f"__score_{i}", "DOUBLE") for i in range(model.label.n_classes))


def _stored(call: ModelCall, context: CallContext) -> str:
    model = context.model
    path = model.folder / GATE if model.folder is not None else None
    if path is None or not path.exists():
        raise ProjectError.of(
            "no-evaluation-rows",
            f'model "{model.name}" kept no rows back to be evaluated on',
            call.span,
            hint=f"give them: ML.{call.function}(MODEL {model.name}, (SELECT ...)).",
        )
    name, _ = context.fresh_name()
    schema = Schema((Column("__label", "DOUBLE"), *score_columns(model)))
    context.workspace.attach(name, [path], schema)
    return name


def _given(text: str, context: CallContext) -> str:
    model = context.model
    name, target = context.fresh_name()
    source = f"(\n{text}\n) AS given"
    written = score(
        context.workspace,
        model,
        source,
        target,
        carried=[(model.label.index_sql(), "__label")],
        threads=context.threads,
    )
    schema = Schema((*score_columns(model), Column("__label", "DOUBLE")))
    context.workspace.attach(name, [written.path] if written is not None else [], schema)
    return name
