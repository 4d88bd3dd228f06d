"""``ML.DETECT_ANOMALIES(MODEL m, STRUCT(0.02 AS contamination), data)``: rows unlike training's.

Of series without data those of training, else the next points: see ``series_anomalies``.
A row is an anomaly if it is more unlike the others than all but the share ``contamination`` of the
training rows: beyond their (1 - contamination) quantile, an observed value. NULL where a number of
the row is not finite.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, assert_never

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.errors import InternalError, ProjectError
from forebay.query.added_columns import added_columns
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape
from forebay.query.nearest_centroids import CENTROID
from forebay.query.series_columns import anomalous_series

if TYPE_CHECKING:
    from forebay.features.task import Task
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

_SERIES: Final[frozenset[Task]] = frozenset({"forecast"})
_ROWS: Final[frozenset[Task]] = frozenset({"clustering", "reduction"})
SHAPE: Final = FunctionShape(
    0,
    1,
    {"contamination": "share", "anomaly_prob_threshold": "fraction"},
    tasks=_ROWS | _SERIES,
    only={"contamination": _ROWS, "anomaly_prob_threshold": _SERIES},
)
_MOST: Final = 0.5


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return what is said of each row, then the data's columns."""
    if signature.task == "forecast":
        return anomalous_series(call, inputs, signature)
    if not inputs:
        raise ProjectError.of(
            "argument-count",
            "ML.DETECT_ANOMALIES takes one table or query, and 0 are given",
            call.span,
            hint="write ML.DETECT_ANOMALIES(MODEL m, STRUCT(0.02 AS contamination), (SELECT ...)).",
        )
    (given,) = inputs
    check_inputs(given, signature, input_span(call))
    _contamination(call)
    return added_columns(call, _columns(signature.task), given.columns)


def _columns(task: Task) -> tuple[Column, ...]:
    is_anomaly = Column("is_anomaly", "BOOLEAN")
    match task:
        case "clustering":
            return (is_anomaly, Column("normalized_distance", "DOUBLE"), Column(CENTROID, "BIGINT"))
        case "reduction":
            return (is_anomaly, Column("mean_squared_error", "DOUBLE"))
        case "regression" | "binary" | "multiclass" | "transform" | "forecast" | "imported":
            raise InternalError.of("other-task", f"a {task} model ranks no rows")
        case _:
            assert_never(task)


def _contamination(call: ModelCall) -> float:
    given: Any = {**call.settings, **call.named}.get("contamination")
    if given is None:
        raise ProjectError.of(
            "bad-argument",
            "ML.DETECT_ANOMALIES needs contamination: the share of training rows that are unusual",
            call.span,
            hint="write ML.DETECT_ANOMALIES(MODEL m, STRUCT(0.02 AS contamination), (SELECT ...)).",
        )
    if given > _MOST:
        raise ProjectError.of(
            "bad-argument",
            f'"contamination" of ML.DETECT_ANOMALIES takes a number from 0 to {_MOST}',
            call.settings_spans.get("contamination", call.span),
            hint="0.02 calls two rows of a hundred odd.",
        )
    return float(given)


def run(stage: Stage) -> str:
    """Score the data and compare with the training rows."""
    from forebay.query.anomaly import anomaly_sql
    from forebay.query.score import SCORE

    if stage.model.task == "forecast":
        from forebay.query.series_anomalies import series_anomalies

        return series_anomalies(stage)
    limit = _limit(stage, _contamination(stage.call))
    scored = stage.scored()
    figure = anomaly_sql(stage.model)
    is_known = f"isfinite({figure})"
    columns = _columns(stage.model.task)
    said = [
        f"CASE WHEN {is_known} THEN {figure} > {literal(limit)} END",
        f"CASE WHEN {is_known} THEN {figure} END",
        f"CASE WHEN {is_known} THEN CAST({SCORE}_0 AS BIGINT) END",
    ]
    items = [f"{sql} AS {column.name}" for sql, column in zip(said, columns, strict=False)]
    items += [quote(column.name) for column in scored.columns]
    return f"SELECT {', '.join(items)} FROM {quote(scored.name)}"


def _limit(stage: Stage, contamination: float) -> float:
    """Return the training rows' quantile; infinite without training rows."""
    file = stage.model.scatter
    if file is None:
        return math.inf
    name = f"{stage.name}_scatter"
    stage.workspace.attach(name, [file], Schema((Column("unlike", "DOUBLE"),)))
    count: Any = stage.workspace.rows(f"SELECT count(*) FROM {quote(name)}")
    # The smallest value that at least this share of the rows do not exceed; 1e-9 for 0.9 * 10.
    place = max(0, math.ceil((1.0 - contamination) * count[0][0] - 1e-9) - 1)
    found: Any = stage.workspace.rows(
        f"SELECT unlike FROM {quote(name)} ORDER BY unlike LIMIT 1 OFFSET {place}"
    )
    return float(found[0][0]) if found else math.inf
