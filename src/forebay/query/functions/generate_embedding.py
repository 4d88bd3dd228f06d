"""``ML.GENERATE_EMBEDDING(MODEL m, data)``: the coordinates of each row as one list.

``ml_generate_embedding_result`` comes first, then all columns of the data. NULL where a number of
the row is not finite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column
from forebay.engine.quote import quote
from forebay.query.added_columns import added_columns
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(1, 1, tasks=frozenset({"reduction"}))

_RESULT: Final = "ml_generate_embedding_result"


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the list, then the data's columns."""
    (given,) = inputs
    check_inputs(given, signature, input_span(call))
    return added_columns(call, (Column(_RESULT, "DOUBLE[]"),), given.columns)


def run(stage: Stage) -> str:
    """Score the data and return the query over what was written."""
    from forebay.query.component_columns import component_sql

    scored = stage.scored(n_outputs=stage.model.components.n_components)
    coordinates = ", ".join(component_sql(stage.model))
    known = f"isfinite({component_sql(stage.model)[0]})"
    columns = [
        f"CASE WHEN {known} THEN [{coordinates}] END AS {_RESULT}",
        *(quote(column.name) for column in scored.columns),
    ]
    return f"SELECT {', '.join(columns)} FROM {quote(scored.name)}"
