"""``ML.EVALUATE``: one row of figures, of the gate rows or of the rows that are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.evaluate.metric_names import evaluate_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS = frozenset({"threshold"})
INPUTS = (0, 1)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return BigQuery ML's columns for the task, all DOUBLE."""
    return Schema(tuple(Column(name, "DOUBLE") for name in evaluate_columns(signature.task)))


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:
    """Compute the figures in the engine."""
    from forebay.evaluate.figures import figures
    from forebay.query.evaluated_rows import evaluated_rows
    from forebay.query.values_sql import values_sql

    rows = evaluated_rows(call, inputs, context)
    names = evaluate_columns(rows.task)
    found = figures(rows, names)
    schema = Schema(tuple(Column(name, "DOUBLE") for name in names))
    return values_sql(schema, [[found[name] for name in names]])
