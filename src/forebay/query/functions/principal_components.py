"""``ML.PRINCIPAL_COMPONENTS(MODEL m)``: one row for each feature of each component.

Components are numbered from 0, the greatest variance first. A value is a coordinate of a direction
of length 1, in standard deviations of the feature (with ``scale_features`` FALSE: in its own unit).
"""

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
        Column("feature", "VARCHAR"),
        Column("numerical_value", "DOUBLE"),
        Column("categorical_value", "STRUCT(category VARCHAR, value DOUBLE)[]"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the four columns."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the directions in order, features in the order of the query."""
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    return literal_rows(_COLUMNS, model.components.components(model.features.columns))
