"""``ML.PRINCIPAL_COMPONENT_INFO(MODEL m)``: how much variance lies along each component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(tasks=frozenset({"reduction"}))

_COLUMNS: Final = Schema(
    (
        Column("principal_component_id", "BIGINT"),
        Column("eigenvalue", "DOUBLE"),
        Column("explained_variance_ratio", "DOUBLE"),
        Column("cumulative_explained_variance_ratio", "DOUBLE"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the four columns."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the components that are kept, from 0."""
    from forebay.query.literal_rows import literal_rows

    return literal_rows(_COLUMNS, stage.model.components.component_info())
