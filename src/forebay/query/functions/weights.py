"""``ML.WEIGHTS``: the coefficients of a linear model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS = frozenset({"standardize"})
INPUTS = (0, 0)
_CATEGORY_WEIGHTS = "STRUCT(category VARCHAR, weight DOUBLE)[]"


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return ``processed_input``, ``weight``, ``category_weights``; ``class_label`` for classes."""
    if not signature.model_type.endswith("_REG"):
        raise ProjectError.of(
            "no-weights",
            f'model "{signature.name}" is a {signature.model_type} and has no weights',
            call.span,
            hint="ask ML.FEATURE_IMPORTANCE.",
        )
    many = signature.task == "multiclass"
    return _schema(signature.label_type if many else None)


def _schema(class_type: str | None) -> Schema:
    columns = (
        Column("processed_input", "VARCHAR"),
        Column("weight", "DOUBLE"),
        Column("category_weights", _CATEGORY_WEIGHTS),
    )
    if class_type is not None:
        columns = (*columns, Column("class_label", "VARCHAR"))
    return Schema(columns)


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:  # noqa: ARG001
    """Return the weights on the scale of the raw columns, or standardised where asked for."""
    from forebay.query.values_sql import values_sql

    model = context.model
    given = {**call.settings, **call.named}
    rows = model.model.weights(
        model.features.columns, standardize=bool(given.get("standardize", False))
    )
    schema = _schema(model.label.type if model.label.task == "multiclass" else None)
    return values_sql(schema, [[row.get(c.name) for c in schema.columns] for row in rows])
