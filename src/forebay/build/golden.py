"""Stored rows with the answers that a model gave for them; a version that serves gives them again.

That is all that models without a label are judged by where nobody asks for more (SEMANTICS 28).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from forebay.catalog import layout
from forebay.engine import Column, Schema
from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError
from forebay.gate.judge_figures import Served
from forebay.query.forecast_rows import FORECAST_SCHEMA, forecast_rows
from forebay.query.live_model import GOLDEN_FILE, load_live_model
from forebay.query.score import SCORE, score

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel

_WRITTEN = "__golden"
_STORED = "__golden_stored"
_AGAIN = "__golden_again"
_SERIES, _STEPS = 10, 10  # of forecasts


def write_golden(workspace: Workspace, model: LiveModel, rows: str, folder: Path) -> None:
    """Write some rows of the training query and the model's answers into a model folder."""
    _answer(workspace, model, rows, folder / GOLDEN_FILE, _WRITTEN)


def serves(work: ModelWork, version: Version) -> Served:
    """Load a version as a reader would, by the hashes of its files, and ask it again.

    The answers must be the stored ones, bit for bit.
    """
    walk, workspace = work.walk, work.workspace
    try:
        model = load_live_model(walk.root, version)
        file = layout.model_folder(walk.root, version.node, version.number) / GOLDEN_FILE
        if not file.exists():
            return Served(0, "it was trained on no row")
        # Asking casts the raw columns to the types of training itself; a forecast reads none.
        given = () if model.task == "forecast" else model.features.inputs
        workspace.attach(_STORED, [file], Schema((*_answers(model), *given)))
        inputs = quote_list([column.name for column in given or _answers(model)])
        target = walk.scratch / f"{walk.file_name(work.node)}-golden.parquet"
        _answer(workspace, model, f"SELECT {inputs} FROM {quote(_STORED)}", target, _AGAIN)
        names = quote_list([column.name for column in _answers(model)])
        before, after = (
            # As texts: NaN is NaN, and a number has all its digits.
            [repr(row) for row in workspace.rows(f"SELECT {names} FROM {quote(name)}")]
            for name in (_STORED, _AGAIN)
        )
    except ForebayError as error:
        return Served(0, "; ".join(problem.message for problem in error.problems))
    differ = sum(one != other for one, other in zip(before, after, strict=True))
    problem = f"{differ:,} of {len(before):,} stored answers differ" if differ else ""
    return Served(len(after), problem)


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


def _answer(workspace: Workspace, model: LiveModel, rows: str, target: Path, name: str) -> None:
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
