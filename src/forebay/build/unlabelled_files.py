"""What a version without a label stores beside the model: its figures, and how rows scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build.ticking import counting
from forebay.engine.quote import quote
from forebay.gate.judge_figures import KnownFigures
from forebay.query.anomaly import anomaly_sql
from forebay.query.live_model import SCATTER_FILE
from forebay.query.matrix_figures import matrix_figures
from forebay.query.score import score

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.features.part import Part
    from forebay.query.live_model import LiveModel

JUDGED_ON = "judged_on"  # among the facts of a version


def write_scatter(work: ModelWork, learned: Learned, folder: Path) -> KnownFigures:
    """Write how unlike the others each training row is, sorted; return the model's figures.

    They are computed on the held-out rows, or, if no split was asked for, on the training rows.
    """
    workspace, held_out = work.workspace, learned.split.counts["gate"]
    trained = _scored(work, learned, "train")
    unlike = anomaly_sql(learned.model)
    workspace.write(
        f"SELECT {unlike} AS unlike FROM {quote(trained)} WHERE isfinite({unlike})",
        folder / SCATTER_FILE,
        order_by="unlike",
    )
    judged = _scored(work, learned, "gate") if held_out else trained
    values, rows = matrix_figures(workspace, learned.model, judged)
    return KnownFigures(learned.model.task, values, rows, on_training=not held_out)


def _scored(work: ModelWork, learned: Learned, part: Part) -> str:
    walk, name = work.walk, f"__scored_{part}"
    frame = f"SELECT * FROM {quote(learned.frame.name)} WHERE {learned.split.where(part)}"
    score(
        work.workspace,
        learned.model,
        frame,
        walk.scratch / f"{walk.file_name(work.node)}-{part}.parquet",
        name=name,
        carried=[],
        on_rows=counting(walk, work.node, "score", learned.split.counts[part]),
    )
    return name


def known_figures(model: LiveModel) -> KnownFigures:
    """Return the figures that are stored with a version."""
    about: Any = model.facts[JUDGED_ON]
    return KnownFigures(
        model.task, model.figures, int(about["rows"]), on_training=about["on_training"]
    )
