"""``ML.ENTITY_FEATURES_AT_TIME(features, times [, num_rows] [, ignore_feature_nulls])``.

For each row of the second table, an entity and a time, what was known of that entity then. A row
of which nothing was known gives none, and other columns of the second table are not carried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.query.function_shape import FunctionShape
from forebay.query.input_column import NeededColumn, input_column
from forebay.query.point_in_time import ENTITY, HISTORY_SETTINGS, check_history

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(2, 2, HISTORY_SETTINGS, tasks=frozenset(), model="none")

_TIME: Final = NeededColumn("time", "instant", "TIMESTAMP")


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return the columns of the table of features, in their order."""
    del signature
    features, times = inputs
    check_history(call, features)
    for needed in (ENTITY, _TIME):
        input_column(call, 1, times, needed)
    return features


def run(stage: Stage) -> str:
    """Return the query for what was known."""
    from forebay.query.point_in_time import History, instant

    moment = instant(quote(_TIME.name))
    return History.of(stage).at(
        f"SELECT entity_id AS entity, {moment} AS moment FROM (\n{stage.inputs[1].sql}\n)"
    )
