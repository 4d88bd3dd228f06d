"""Judge a model version on its stored gate rows; nothing is trained here."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, assert_never

from forebay.build.calibration_evidence import calibration_words
from forebay.build.event import Judged, Progress, StepFinished
from forebay.build.gate_rows import gate_schema, scored_rows
from forebay.build.interval_evidence import interval_words
from forebay.build.judging_options import confidence_of, least_of_class
from forebay.build.model_work import ModelWork
from forebay.build.open_workspace import empty_workspace, schema_of
from forebay.build.record import seconds_since
from forebay.build.serves import serves
from forebay.build.take_look import take_look
from forebay.build.unlabelled_files import known_figures
from forebay.catalog import Judgement
from forebay.errors import InternalError
from forebay.gate import JudgeContext, Verdict, verdict_to_json
from forebay.gate.holdout import confidence_at
from forebay.gate.judge import judge
from forebay.gate.judge_figures import KnownFigures, judge_figures, with_served
from forebay.gate.verdict import Waiver
from forebay.gate.why_refused import why_refused
from forebay.query.live_model import load_live_model

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.catalog import Version
    from forebay.catalog.looks import Look
    from forebay.project import Node
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import CreateModel

_RELATION = "__gate"


def judge_again(
    walk: Walk, node: Node, statement: CreateModel, fingerprint: str, judge_fingerprint: str
) -> None:
    """Judge the stored gate rows of a version that was trained before (SEMANTICS rule 8)."""
    began = time.monotonic()
    version = next(
        (v for v in reversed(walk.catalog.versions.of(node.key)) if v.fingerprint == fingerprint),
        None,
    )
    if version is None:
        raise InternalError.of("version-gone", f'the candidate of "{node.name}" is gone')
    workspace = empty_workspace(walk)
    try:
        work = ModelWork(walk, node, statement, workspace, began)
        judge_version(work, version, judge_fingerprint)
    finally:
        workspace.close()


def judge_version(work: ModelWork, version: Version, judge_fingerprint: str) -> None:
    """Judge a version, record the verdict, and go on with the version or with its champion."""
    walk, node = work.walk, work.node
    walk.tell(Progress(node.name, "judge", None))
    model = load_live_model(walk.root, version)
    verdict, look = _verdict(work, version, model)
    verdict = replace(
        verdict,
        calibration=calibration_words(model) or interval_words(model),
        waivers=_waivers(work),
    )
    reason = why_refused(verdict)
    passed = not reason
    walk.catalog.record_verdict(
        Judgement(
            version.id,
            judge_fingerprint,
            "PASS" if passed else verdict.outcome,
            walk.env,
            walk.run,
            reason,
            verdict_to_json(verdict),
            look=look,
        )
    )
    live = walk.live.get(node.key)
    serving = f"v{live.number}" if live is not None else ""
    walk.tell(Judged(node.name, version.number, verdict, serving=serving))
    seconds = seconds_since(work.began)
    if passed:
        walk.adopt(node, version)
        outcome: Literal["trained", "judged"] = "trained" if version.run == walk.run else "judged"
        walk.tell(StepFinished(node.name, outcome, seconds, note=f"v{version.number}"))
        return
    walk.counts.refused += 1
    note = f"v{version.number} was refused: {reason}"
    if live is None:
        note = f"{node.name} has no live version; {note}"
    walk.hold(node, note)
    walk.tell(StepFinished(node.name, "refused", seconds, note=f"v{version.number} was refused"))


def _verdict(work: ModelWork, version: Version, model: LiveModel) -> tuple[Verdict, Look | None]:
    """Return the verdict, and which look at its gate rows it took."""
    standards = work.statement.standards
    served = serves(work, version)
    match model.task:
        case "regression" | "binary" | "multiclass":
            verdict, look = _on_gate_rows(work, version, model)
            return with_served(verdict, served(), standards), look
        case "clustering" | "reduction":
            return judge_figures(known_figures(model), standards, served()), None
        case "forecast":
            from forebay.build.series_files import judge_series  # needs an extra

            verdict = judge_series(work, version, model)
            return with_served(verdict, served(), standards), None
        case "transform" | "imported":
            nothing = KnownFigures(model.task, {}, 0, on_training=True)
            return judge_figures(nothing, standards, served()), None
        case _:
            assert_never(model.task)


def _on_gate_rows(
    work: ModelWork, version: Version, model: LiveModel
) -> tuple[Verdict, Look | None]:
    details: Any = version.details
    columns = gate_schema(model, schema_of(version.columns))
    work.workspace.attach(_RELATION, [model.gate] if model.gate is not None else [], columns)
    look = take_look(work, _RELATION)
    asked = confidence_of(work.statement)
    context = JudgeContext(
        champion=details["comparison"],
        has_champion=details["compared"],
        retrain=details["same_code"],
        can_be_proven=model.gate is not None,
        env=work.walk.env,
        n_dropped=details["n_dropped"],
        confidence=confidence_at(look.number if look is not None else 0, asked),
        least_of_class=least_of_class(work.statement),
        look=look.number if look is not None else 0,
        carried=look.carried if look is not None else 0.0,
        carried_share=look.carried_share if look is not None else 1.0,
    )
    standards = work.statement.standards
    rows = scored_rows(
        work.workspace, model, _RELATION, standards or (), details.get("champion_threshold")
    )
    verdict = judge(rows, standards, context)
    if look is not None:
        look = replace(look, chance=verdict.chance, chance_share=verdict.chance_share)
    return verdict, look


def _waivers(work: ModelWork) -> tuple[Waiver, ...]:
    """Return what is waived now: another reason or column is judged again, not trained again."""
    return tuple(
        Waiver(tuple(allowed.columns), allowed.reason) for allowed in work.statement.allow_leakage
    )
