"""``ML.PREDICT(MODEL m, data [, STRUCT(0.5 AS threshold)])``: one row for each row of the data.

A regression with ``prediction_interval_level`` also has the two ends of an interval; ``STRUCT(0.8
AS confidence_level)`` asks for those of another level.

The model's columns come first, then all columns of the data, also those that the model does not
know. A data column of the name of one of the model's is an error: two columns of one name could not
be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from forebay.engine.protocol import Column
from forebay.engine.quote import literal, quote
from forebay.errors import InternalError
from forebay.features.label import Label
from forebay.features.task import LABEL_TASKS
from forebay.query.added_columns import added_columns
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.component_columns import component_columns, kept_columns, predict_components
from forebay.query.function_shape import FunctionShape
from forebay.query.imported_answer import imported_columns, predict_imported
from forebay.query.interval_columns import INTERVAL_COLUMNS, LEVEL, interval_sql
from forebay.query.nearest_centroids import NEAREST_COLUMNS, predict_clusters
from forebay.query.target import Clusters, Components, Forecasts, Imported, Transformed

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.score import ScoredInput
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {"threshold": "share", "keep_original_columns": "boolean", "trial_id": "trial", LEVEL: "level"},
    ("threshold",),
    LABEL_TASKS | {"clustering", "reduction", "imported"},
    {"keep_original_columns": frozenset({"reduction"}), LEVEL: frozenset({"regression"})},
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the predictions' columns, then those of the data."""
    (given,) = inputs
    check_inputs(given, signature, input_span(call))
    match signature.target:
        case Label():
            return added_columns(call, prediction_columns(signature), given.columns)
        case Clusters():
            return added_columns(call, NEAREST_COLUMNS, given.columns)
        case Components():
            added = component_columns(call, signature.target)
            return added_columns(call, added, kept_columns(call, given, signature))
        case Imported():
            return added_columns(call, imported_columns(signature.target), given.columns)
        case Transformed() | Forecasts():
            raise InternalError.of("other-task", f"a {signature.task} model predicts otherwise")
        case _:
            assert_never(signature.target)


def prediction_columns(signature: ModelSignature) -> tuple[Column, ...]:
    """Return ``predicted_<label>``; for classifiers ``..._probs``, for numbers any interval."""
    if signature.task == "regression":
        interval = INTERVAL_COLUMNS if signature.interval_level is not None else ()
        return (Column(signature.predicted, "DOUBLE"), *interval)
    probabilities = f'STRUCT("label" {signature.label_type}, prob DOUBLE)[]'
    return (
        Column(signature.predicted, signature.label_type),
        Column(f"{signature.predicted}_probs", probabilities),
    )


def run(stage: Stage) -> str:
    """Score the data and return the query over what was written."""
    target = stage.model.signature.target
    match target:
        case Label():
            return _labels(stage)
        case Clusters():
            return predict_clusters(stage)
        case Components():
            return predict_components(stage, target)
        case Imported():
            return predict_imported(stage, target)
        case Transformed() | Forecasts():
            raise InternalError.of("other-task", f"a {target.task} model predicts otherwise")
        case _:
            assert_never(target)


def _labels(stage: Stage) -> str:
    scored = stage.scored()
    predicted = quote(stage.model.signature.predicted)
    own = [quote(column.name) for column in scored.columns]
    if stage.model.task == "regression":
        p = scored.score_sql
        value = f"CASE WHEN isfinite({p}) THEN {p} END"
        ends = interval_sql(stage.model, stage.call, p)
        named = [f"{e} AS {c.name}" for e, c in zip(ends, INTERVAL_COLUMNS, strict=False)]
        return _select([f"{value} AS {predicted}", *named, *own], quote(scored.name))
    value, probabilities = _classes(stage, scored)
    columns = [
        f"{value} AS {predicted}",
        f"{probabilities} AS {quote(stage.model.signature.predicted + '_probs')}",
    ]
    return _select([*columns, *own], quote(scored.name))


def _classes(stage: Stage, scored: ScoredInput) -> tuple[str, str]:
    """Return SQL for the predicted class and for the probabilities, the highest first.

    A row whose features are not numbers (NaN in a linear model) has NULL for both.
    """
    from forebay.query.score import SCORE

    label, p = stage.model.label, scored.score_sql
    if stage.model.task == "binary":
        negative, positive = label.class_sql(0), label.class_sql(1)
        above = f"{p} > {literal(stage.threshold)}"
        value = f"CASE WHEN isnan({p}) THEN NULL WHEN {above} THEN {positive} ELSE {negative} END"
        yes = f"{{'label': {positive}, 'prob': {p}}}"
        no = f"{{'label': {negative}, 'prob': 1e0 - {p}}}"
        # Equal ones stand in the order of the classes.
        order = f"WHEN {p} > 1e0 - {p} THEN [{yes}, {no}] ELSE [{no}, {yes}]"
        return value, f"CASE WHEN isnan({p}) THEN NULL {order} END"
    entries = ", ".join(
        f"{{'p': {SCORE}_{i}, 'o': {-i}, 'l': {label.class_sql(i)}}}"
        for i in range(label.n_classes)
    )
    ordered = f"list_reverse_sort([{entries}])"
    # The parameter's name must be no column's: DuckDB would take the column.
    pair = "{'label': __of_class.l, 'prob': __of_class.p}"
    pairs = f"list_transform({ordered}, lambda __of_class: {pair})"
    known = f"CASE WHEN NOT isnan({SCORE}_0)"
    return f"{known} THEN {ordered}[1].l END", f"{known} THEN {pairs} END"


def _select(columns: list[str], source: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {source}"
