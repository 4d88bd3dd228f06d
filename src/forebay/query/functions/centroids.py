"""``ML.CENTROIDS(MODEL m)``: one row for each feature of each centroid, on the column's own scale.

A number has ``numerical_value``; a category has the share of the cluster's rows that hold it, for
each value that training saw. ``geography_value`` is always NULL: there are no geographies here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    settings={"trial_id": "trial"}, tasks=frozenset({"clustering"}), tells_trial=True
)

_COLUMNS: Final = Schema(
    (
        Column("centroid_id", "BIGINT"),
        Column("feature", "VARCHAR"),
        Column("numerical_value", "DOUBLE"),
        Column("categorical_value", "STRUCT(category VARCHAR, value DOUBLE)[]"),
        Column("geography_value", "VARCHAR"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the five columns; of a tuned model ``trial_id`` comes before them."""
    del call, inputs, signature
    return _COLUMNS


def run(stage: Stage) -> str:
    """Return the centroids in order of their number, features in the order of the query."""
    from forebay.query.literal_rows import literal_rows

    model = stage.model
    return literal_rows(_COLUMNS, model.clusters.centroids(model.features.columns))
