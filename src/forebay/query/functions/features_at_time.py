"""``ML.FEATURES_AT_TIME(data [, time => ...] [, num_rows] [, ignore_feature_nulls])``.

For each entity its last row that was known at the time, or the last few. ``feature_timestamp`` is
the time that was asked for. With ``ignore_feature_nulls`` a NULL is replaced by the last value of
that feature before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal
from forebay.query.function_shape import FunctionShape
from forebay.query.point_in_time import HISTORY_SETTINGS, check_history
from forebay.sql.expression import Expression

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {"time": "moment", **HISTORY_SETTINGS},
    tasks=frozenset(),
    model="none",
    now_without="time",
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return the columns of the table of features, in their order."""
    del signature
    check_history(call, inputs[0])
    return inputs[0]


def run(stage: Stage) -> str:
    """Return the query for what was known."""
    from forebay.query.point_in_time import History, instant

    history = History.of(stage)
    time = stage.settings.get("time")
    if isinstance(time, Expression):
        moment = f"({time.text})"
    else:
        moment = "now()" if time is None else literal(time)
    return history.at(f"SELECT entity, {instant(moment)} AS moment FROM ({history.entities})")
