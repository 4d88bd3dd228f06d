"""``ML.METRICS(data, predicted_col => '...', actual_col => '...', task_type => '...')``: one row.

The figures of predictions that stand in a table, without a model. BOOLEAN labels: of TRUE; VARCHAR
labels: the mean over the classes, also of two. Rows in which either value is NULL are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.evaluate.metric_names import evaluate_columns
from forebay.features.value_kind import value_kind
from forebay.query.function_shape import FunctionShape
from forebay.query.named_column import named_columns
from forebay.query.setting_kind import Choice
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {
        "predicted_col": "column",
        "actual_col": "column",
        "task_type": Choice(("CLASSIFICATION", "REGRESSION")),
    },
    tasks=frozenset(),
    model="none",
    needed=("predicted_col", "actual_col", "task_type"),
)

_OF_CLASSES: Final = ("precision", "recall", "accuracy", "f1_score")


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return one DOUBLE for each figure of the task."""
    del signature
    (predicted,) = named_columns(call, "predicted_col", inputs[0])
    (actual,) = named_columns(call, "actual_col", inputs[0])
    regression = _is_regression(call)
    wanted = {"number"} if regression else {"text", "boolean"}
    kinds = [value_kind(column.type) for column in (predicted, actual)]
    for column, kind in zip((predicted, actual), kinds, strict=True):
        if kind not in wanted:
            raise _refused(call, column, regression=regression)
    if kinds[0] != kinds[1]:
        raise ProjectError.of(
            "input-column",
            f'"{predicted.name}" is {predicted.type}, and "{actual.name}" is {actual.type}',
            call.settings_spans["actual_col"],
            hint=f"cast one of them: CAST({actual.name} AS {predicted.type}) AS {actual.name}.",
        )
    return _schema(call)


def _is_regression(call: ModelCall) -> bool:
    return str(settings_of(call)["task_type"]).upper() == "REGRESSION"


def _schema(call: ModelCall) -> Schema:
    names = evaluate_columns("regression") if _is_regression(call) else _OF_CLASSES
    return Schema(tuple(Column(name, "DOUBLE") for name in names))


def _refused(call: ModelCall, column: Column, *, regression: bool) -> ProjectError:
    wanted = "a number" if regression else "VARCHAR or BOOLEAN"
    task = "regression" if regression else "classification"
    return ProjectError.of(
        "input-column",
        f'"{column.name}" is {column.type}, and {task} takes {wanted}',
        call.settings_spans["task_type"],
        hint=f"cast it: CAST({column.name} AS {'DOUBLE' if regression else 'VARCHAR'}).",
    )


def run(stage: Stage) -> str:
    """Compute the figures in the engine."""
    from forebay.query.literal_rows import literal_rows

    (given,) = stage.inputs
    schema = stage.workspace.describe(given.sql, given.at)
    (predicted,) = named_columns(stage.call, "predicted_col", schema)
    (actual,) = named_columns(stage.call, "actual_col", schema)
    y, p = quote(actual.name), quote(predicted.name)
    pairs = f"(SELECT {y} AS y, {p} AS p FROM (\n{given.sql}\n)"
    pairs += f" WHERE {y} IS NOT NULL AND {p} IS NOT NULL)"
    ((n,),) = stage.workspace.rows(f"SELECT count(*) FROM {pairs}")
    found: Mapping[str, float | None] = {}
    if n:
        text = value_kind(actual.type) == "text"
        found = _of_texts(stage, pairs) if text else _of_numbers(stage, pairs)
    return literal_rows(_schema(stage.call), [found])


def _of_numbers(stage: Stage, pairs: str) -> Mapping[str, float | None]:
    """Return the figures of numbers, or of TRUE against FALSE."""
    from forebay.evaluate.figures import figures
    from forebay.evaluate.scored_rows import ScoredRows

    if _is_regression(stage.call):
        rows = ScoredRows(stage.workspace, pairs, "regression", score="p", label="y")
        found = figures(rows)
    else:
        numbers = f"(SELECT CAST(y AS INTEGER) AS y, CAST(p AS DOUBLE) AS p FROM {pairs})"
        rows = ScoredRows(
            stage.workspace, numbers, "binary", ("false", "true"), score="p", label="y"
        )
        found = figures(rows, _OF_CLASSES)
    return found


def _of_texts(stage: Stage, pairs: str) -> Mapping[str, float | None]:
    """Return the means over the classes that occur as a value or as a prediction."""
    import numpy as np

    from forebay.evaluate.multiclass_moments import multiclass_moments

    counted: Any = stage.workspace.rows(
        "SELECT c, sum(hits), sum(actual), sum(predicted) FROM ("
        f" SELECT y AS c, count(*) FILTER (WHERE y = p) AS hits, count(*) AS actual, 0 AS predicted"
        f" FROM {pairs} GROUP BY y"
        f" UNION ALL SELECT p, 0, 0, count(*) FROM {pairs} GROUP BY p) GROUP BY c ORDER BY c"
    )
    names = ("hits", "actual", "predicted")
    counts = np.array([row[1:] for row in counted], dtype=np.float64)
    sums = {f"{name} {i}": counts[i, k] for i in range(len(counts)) for k, name in enumerate(names)}
    sums |= {"right": counts[:, 0].sum(), "n": counts[:, 1].sum()}
    moments = multiclass_moments(len(counts))
    return {name: float(moments[name].value(sums)) for name in _OF_CLASSES}
