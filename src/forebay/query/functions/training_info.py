"""``ML.TRAINING_INFO``: the loss of every iteration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS: frozenset[str] = frozenset()
INPUTS = (0, 0)
SCHEMA = Schema(
    (
        Column("training_run", "BIGINT"),
        Column("iteration", "BIGINT"),
        Column("loss", "DOUBLE"),
        Column("eval_loss", "DOUBLE"),
        Column("learning_rate", "DOUBLE"),
        Column("duration_ms", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return BigQuery ML's six columns."""
    return SCHEMA


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:  # noqa: ARG001
    """Return what training wrote down."""
    from forebay.query.values_sql import values_sql

    rows = [[row.get(c.name) for c in SCHEMA.columns] for row in context.model.training]
    return values_sql(SCHEMA, rows)
