"""``ML.FEATURE_IMPORTANCE``: how much each raw column is used by trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS: frozenset[str] = frozenset()
INPUTS = (0, 0)
SCHEMA = Schema(
    (
        Column("feature", "VARCHAR"),
        Column("importance_weight", "BIGINT"),
        Column("importance_gain", "DOUBLE"),
        Column("importance_cover", "DOUBLE"),
    )
)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return BigQuery ML's four columns."""
    if "TREE" not in signature.model_type:
        raise ProjectError.of(
            "no-trees",
            f'model "{signature.name}" is a {signature.model_type} and has no trees',
            call.span,
            hint="ask ML.WEIGHTS.",
        )
    return SCHEMA


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:  # noqa: ARG001
    """Return what the forest's splits say."""
    from forebay.query.values_sql import values_sql

    rows = context.model.model.importance(context.model.features.columns)
    return values_sql(SCHEMA, [[row.get(c.name) for c in SCHEMA.columns] for row in rows])
