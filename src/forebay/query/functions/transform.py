"""``ML.TRANSFORM(MODEL m, data)``: what the TRANSFORM clause of a model makes of each row.

The columns of the clause come first, under its names; then the columns of the data whose names the
clause does not give, also those that it reads. Statistics are those of training.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.features.task import LABEL_TASKS
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.transform_output import TransformColumn
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(1, 1, tasks=LABEL_TASKS | {"clustering", "reduction", "transform"})


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the columns of the clause that the data can give, then the others of the data."""
    (given,) = inputs
    if not signature.transform:
        raise ProjectError.of(
            "no-transform",
            f'model "{signature.name}" has no TRANSFORM clause',
            call.span,
            detail="its features are the columns of its query, as the model type prepares them.",
            hint="CREATE MODEL ... TRANSFORM (...) keeps the preprocessing with the model.",
        )
    check_inputs(given, signature, input_span(call))
    made = _given(signature.transform, given)
    columns = [Column(c.name, c.type) for c in made]
    return Schema((*columns, *_others(given, made)))


def _given(columns: Sequence[TransformColumn], data: Schema) -> list[TransformColumn]:
    """Return the columns that the data can give: the label and other roles may be missing."""
    return [c for c in columns if not c.is_role or data.find(c.name) is not None]


def _others(data: Schema, made: Sequence[TransformColumn]) -> list[Column]:
    names = {c.name.casefold() for c in made}
    return [c for c in data.columns if c.name.casefold() not in names]


def run(stage: Stage) -> str:
    """Return the query that applies the frozen expressions to the data."""
    (given,) = stage.inputs
    data = stage.workspace.describe(given.sql, given.at)
    features = stage.model.features
    made = _given(features.transform_columns, data)
    carried = [(quote(c.name), c.name) for c in _others(data, made)]
    outputs = [o for o in features.outputs if o.column in made]
    return features.transform_query(f"(\n{given.sql}\n)", outputs, carried)
