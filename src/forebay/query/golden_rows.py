"""Stored rows with the answers that a model gave for them; a version that serves gives them again.

That is all that models without a label are judged by where nobody asks for more (SEMANTICS 28).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote, quote_list
from forebay.query.forecast_rows import FORECAST_SCHEMA, forecast_rows
from forebay.query.score import SCORE, score

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

STORED: Final = "__golden_stored"
_WRITTEN: Final = "__golden"
_AGAIN: Final = "__golden_again"
_SERIES, _STEPS = 10, 10  # of forecasts
# Another number of threads adds up in another order; nothing else may move an answer.
_TOLERANCE: Final = 1e-9


def write_golden(workspace: Workspace, model: LiveModel, rows: str, target: Path) -> None:
    """Write some rows of the training query, with the model's answers to them, into a file."""
    answer_golden(workspace, model, rows, target, _WRITTEN)


def differing_answers(
    workspace: Workspace, model: LiveModel, file: Path, scratch: Path
) -> tuple[int, int]:
    """Ask a model again; return how many stored answers there are, and how many are others now.

    Numbers must agree to 1e-9 (of the larger one, or absolutely below 1), anything else must be
    equal. The rows stay attached as ``STORED``.
    """
    # Asking casts the raw columns to the types of training itself.
    # A forecast reads none.
    given = () if model.task == "forecast" else model.features.inputs
    workspace.attach(STORED, [file], Schema((*_answers(model), *given)))
    inputs = quote_list([column.name for column in given or _answers(model)])
    text = f"SELECT {inputs} FROM {quote(STORED)}"
    answer_golden(workspace, model, text, scratch / "golden-again.parquet", _AGAIN)
    names = quote_list([column.name for column in _answers(model)])
    before, after = (
        list(workspace.rows(f"SELECT {names} FROM {quote(name)}")) for name in (STORED, _AGAIN)
    )
    if len(before) != len(after):
        return len(before), abs(len(before) - len(after))
    differ = sum(not _is_alike(one, other) for one, other in zip(before, after, strict=True))
    return len(before), differ


def _is_alike(one: object, other: object) -> bool:
    match one, other:
        case float(), float():
            if math.isnan(one) or math.isnan(other):
                return math.isnan(one) and math.isnan(other)
            return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        case dict(), dict():
            return one.keys() == other.keys() and all(_is_alike(one[k], other[k]) for k in one)
        case list() | tuple(), list() | tuple():
            return len(one) == len(other) and all(map(_is_alike, one, other))
    return one == other


def answer_names(model: LiveModel) -> tuple[str, ...]:
    """Return the names of the columns in which a model's answers are stored."""
    return tuple(column.name for column in _answers(model))


def _answers(model: LiveModel) -> tuple[Column, ...]:
    """Return the columns in which answers are stored."""
    match model.task:
        case "regression" | "binary" | "multiclass" | "clustering" | "reduction" | "imported":
            n = model.scorer.n_outputs
            names = [SCORE] if n == 1 else [f"{SCORE}_{i}" for i in range(n)]
            return tuple(Column(name, "DOUBLE") for name in names)
        case "transform":
            outputs = [output for output in model.features.outputs if not output.is_role]
            return tuple(Column(f"{SCORE}_{i}", o.type) for i, o in enumerate(outputs))
        case "forecast":
            return FORECAST_SCHEMA.columns
        case _:
            assert_never(model.task)


def answer_golden(
    workspace: Workspace, model: LiveModel, rows: str, target: Path, name: str
) -> None:
    """Write the model's answers and the raw columns, and attach them under a name."""
    if model.task == "forecast":
        horizon = min(model.signature.forecasts.horizon, _STEPS)
        forecast_rows(
            workspace, model, target, name=name, horizon=horizon, level=0.95, most_series=_SERIES
        )
        return
    if model.task != "transform":
        score(workspace, model, rows, target, name=name)
        return
    outputs = [output for output in model.features.outputs if not output.is_role]
    frozen = replace(model.features, expressions=tuple(o.expression for o in outputs))
    inputs = [(quote(column.name), column.name) for column in model.features.inputs]
    made = [f"__f{i} AS {answer.name}" for i, answer in enumerate(_answers(model))]
    columns = ", ".join([*made, *(sql for sql, _ in inputs)])
    text = f"SELECT {columns} FROM ({frozen.matrix_query(f'({rows})', carried=inputs)})"
    workspace.write(text, target)
    workspace.attach(name, [target], workspace.describe(text))
