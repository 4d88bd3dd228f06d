"""What gate rows say of probabilities: are they right, and were they before calibration."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.build.calibrate import CALIBRATION
from forebay.engine.quote import quote
from forebay.evaluate.figures import figures
from forebay.evaluate.scored_rows import ScoredRows
from forebay.query.score import SCORE, score

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel

ON_GATE_ROWS: Final = "on_gate_rows"
_LABEL: Final = "__label"
_BEFORE: Final = "__uncalibrated"
_TWO: Final = ("calibration_error", "log_loss", "brier_score", "roc_auc")
_MORE: Final = ("log_loss", "roc_auc")


def calibration_evidence(work: ModelWork, model: LiveModel, relation: str) -> LiveModel:
    """Return a model with the figures of its probabilities on its gate rows, after and before.

    Parameters
    ----------
    relation
        The attached gate rows, with the model's raw columns, ``__label`` and ``__score``.

    """
    facts = model.facts.get(CALIBRATION)
    if facts is None:
        return model
    after = _figures(work.workspace, model, relation)
    before = after
    if model.calibration is not None:
        target = work.walk.scratch / f"{work.walk.file_name(work.node)}{_BEFORE}.parquet"
        score(
            work.workspace,
            replace(model, calibration=None),
            f"SELECT * EXCLUDE ({SCORE}) FROM {quote(relation)} WHERE {_LABEL} IS NOT NULL",
            target,
            name=_BEFORE,
            carried=[_LABEL],
            as_lists=True,
        )
        before = _figures(work.workspace, model, _BEFORE)
        work.workspace.drop(_BEFORE)
        target.unlink(missing_ok=True)
    told = {name: {"before": before[name], "after": after[name]} for name in after}
    return replace(model, facts={**model.facts, CALIBRATION: {**facts, ON_GATE_ROWS: told}})


def calibration_words(model: LiveModel) -> str:
    """Return what a person should know of a model's calibration; empty if none was asked for."""
    facts: Any = model.facts.get(CALIBRATION)
    if facts is None:
        return ""
    if facts["left_out"]:
        return f"scores are not calibrated: {facts['left_out']}"
    if facts["method"] == "NONE":
        return f"AUTO left scores as they are, by {facts['rows']:,} rows of their own"
    words = f"{facts['method']}, fitted on {facts['rows']:,} rows of their own"
    told = facts.get(ON_GATE_ROWS, {})
    changes = [
        f"{name} {_shown(told[name]['before'])} before, {_shown(told[name]['after'])} after"
        for name in ("calibration_error", "log_loss", "roc_auc")
        if name in told
    ]
    return "; ".join([words, *changes])


def probability_rows(workspace: Workspace, model: LiveModel, relation: str) -> ScoredRows:
    """Return attached gate rows as evaluation reads them, with nothing but probabilities."""
    return ScoredRows(
        workspace,
        f"(SELECT {_LABEL}, {SCORE} FROM {quote(relation)} WHERE {_LABEL} IS NOT NULL)",
        model.label.task,
        model.classes,
        model.threshold,
        score=SCORE,
        label=_LABEL,
    )


def _figures(workspace: Workspace, model: LiveModel, relation: str) -> dict[str, str]:
    """Return figures as texts that give the same numbers back.

    The calibration error of more than two classes is the mean over classes, each against the rest.
    """
    rows = probability_rows(workspace, model, relation)
    if model.task == "binary":
        return {name: repr(value) for name, value in figures(rows, _TWO).items()}
    found = dict(figures(rows, _MORE))
    errors = []
    for index, _ in enumerate(model.classes):
        one = (
            f"(SELECT CAST({_LABEL} = {index} AS DOUBLE) AS {_LABEL}, {SCORE}[{index + 1}] AS"
            f" {SCORE} FROM {rows.relation})"
        )
        alone = replace(rows, relation=one, task="binary", classes=("other", "this"))
        errors.append(figures(alone, ["calibration_error"])["calibration_error"])
    known = [error for error in errors if not math.isnan(error)]
    found = {"calibration_error": math.fsum(known) / len(known) if known else math.nan, **found}
    return {name: repr(value) for name, value in found.items()}


def _shown(text: str) -> str:
    return f"{float(text):.3f}"
