"""Stored rows with the answers that a model gave for them; a version that serves gives them again.

That is all that models without a label are judged by where nobody asks for more (SEMANTICS 28).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError
from forebay.gate.judge_figures import Served
from forebay.query.live_model import load_live_model
from forebay.query.score import SCORE, score

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version
    from forebay.engine import Schema, Workspace
    from forebay.query.live_model import LiveModel

GOLDEN = "golden.parquet"
_WRITTEN = "__golden"
_STORED = "__golden_stored"
_AGAIN = "__golden_again"


def write_golden(workspace: Workspace, model: LiveModel, rows: str, folder: Path) -> None:
    """Write some rows of the training query and the model's answers into a model folder."""
    score(workspace, model, rows, folder / GOLDEN, name=_WRITTEN)


def serves(work: ModelWork, version: Version) -> Served:
    """Load a version as a reader would, by the hashes of its files, and ask it again.

    The answers must be the stored ones, bit for bit.
    """
    walk, workspace = work.walk, work.workspace
    try:
        model = load_live_model(walk.root, version)
        file = layout.model_folder(walk.root, version.node, version.number) / GOLDEN
        if not file.exists():
            return Served(0, "it was trained on no row")
        _attach(workspace, model, file)
        inputs = quote_list([column.name for column in model.features.inputs])
        again = score(
            workspace,
            model,
            f"SELECT {inputs} FROM {quote(_STORED)}",
            walk.scratch / f"{walk.file_name(work.node)}-golden.parquet",
            name=_AGAIN,
        )
        before, after = (_answers(workspace, name) for name in (_STORED, _AGAIN))
    except ForebayError as error:
        return Served(0, "; ".join(problem.message for problem in error.problems))
    differ = sum(one != other for one, other in zip(before, after, strict=True))
    problem = f"{differ:,} of {len(before):,} stored answers differ" if differ else ""
    return Served(again.rows, problem)


def _attach(workspace: Workspace, model: LiveModel, file: Path) -> None:
    """Attach the stored rows; scoring casts the raw columns to the types of training itself."""
    n = model.scorer.n_outputs
    scores = [SCORE] if n == 1 else [f"{SCORE}_{i}" for i in range(n)]
    workspace.attach(_STORED, [file], _schema(scores, model))


def _schema(scores: list[str], model: LiveModel) -> Schema:
    from forebay.engine import Column, Schema

    columns = [Column(name, "DOUBLE") for name in scores]
    return Schema((*columns, *model.features.inputs))


def _answers(workspace: Workspace, name: str) -> list[bytes]:
    """Return the answers of each row, as bits."""
    columns = [c for c in workspace.describe(f"FROM {quote(name)}").names if c.startswith(SCORE)]
    rows = workspace.rows(f"SELECT {quote_list(columns)} FROM {quote(name)}")
    return [struct.pack(f"{len(row)}d", *row) for row in rows]
