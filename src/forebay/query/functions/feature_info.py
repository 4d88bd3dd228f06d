"""``ML.FEATURE_INFO``: what the raw columns looked like in training."""

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
        Column("input", "VARCHAR"),
        *(Column(name, "DOUBLE") for name in ("min", "max", "mean", "median", "stddev")),
        *(Column(name, "BIGINT") for name in ("category_count", "null_count", "dimension")),
    )
)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return BigQuery ML's nine columns."""
    return SCHEMA


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:  # noqa: ARG001
    """Return the statistics that were taken when the features were fitted."""
    from forebay.query.values_sql import values_sql

    rows = [
        [
            *(s.name, s.minimum, s.maximum, s.mean, s.median, s.deviation),
            *(s.category_count, s.null_count, s.dimension),
        ]
        for s in context.model.features.statistics
    ]
    return values_sql(SCHEMA, rows)
