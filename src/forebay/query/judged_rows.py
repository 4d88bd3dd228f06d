"""The rows on which a call's figures are computed: its data, else the model's gate rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.evaluate.scored_rows import ScoredRows
from forebay.query.gate_file import gate_file
from forebay.query.score import score

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.query.stage import Stage

LABEL = "__label"
_SCORE = "__score"


def judged_rows(stage: Stage) -> ScoredRows:
    """Return scored rows with a label.

    With data: the data is scored; without: the gate rows that are stored with the version, which
    were neither trained nor tuned on. (Where there are none, who resolves the models of a query may
    give training rows in their place, as BigQuery ML does; no build does.)

    Raises
    ------
    ProjectError
        ``no-gate-rows``: there is no data, and the model has no gate rows.

    """
    relation = _scored(stage) if stage.inputs else _stored(stage)
    model = stage.model
    rows = ScoredRows(
        stage.workspace, f"({relation})", model.label.task, model.classes, label=LABEL, score=_SCORE
    )
    return replace(rows, threshold=stage.threshold)


def _scored(stage: Stage) -> str:
    label = stage.model.label
    scored = stage.scored([label.name], is_read_often=True)
    # The data's label may be of another type than training's: integers for a BIGINT, texts.
    typed = f"CAST({quote(label.name)} AS {label.type}) AS {quote(label.name)}"
    return (
        f"SELECT {label.index_sql()} AS {LABEL}, {_SCORE}"
        f" FROM (SELECT {typed}, {scored.score_sql} AS {_SCORE} FROM {quote(scored.name)})"
    )


def _stored(stage: Stage) -> str:
    model = stage.model
    name = f"{stage.name}_gate"
    gate = gate_file(stage)
    if model.trial:
        return _of_trial(stage, gate, name)
    score_type = "DOUBLE[]" if model.task == "multiclass" else "DOUBLE"
    schema = Schema((Column(LABEL, "DOUBLE"), Column(_SCORE, score_type)))
    stage.workspace.attach(name, [gate], schema)
    return f"SELECT {LABEL}, {_SCORE} FROM {quote(name)}"


def _of_trial(stage: Stage, gate: Path, name: str) -> str:
    """Score the gate rows by the model of a trial: those that are stored are the serving one's."""
    schema = Schema((Column(LABEL, "DOUBLE"), *stage.model.features.inputs))
    stage.workspace.attach(name, [gate], schema)
    scored = score(
        stage.workspace,
        stage.model,
        f"SELECT * FROM {quote(name)}",
        stage.scratch / f"{name}_scored.parquet",
        name=f"{name}_scored",
        carried=[LABEL],
    )
    return f"SELECT {LABEL}, {scored.score_sql} AS {_SCORE} FROM {quote(scored.name)}"
