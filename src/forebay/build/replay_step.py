"""Replay a model's features in time."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.open_workspace import answered, attach_version
from forebay.build.training_frame import FRAME
from forebay.checks.outcome import CheckResult
from forebay.errors import InternalError, Problem
from forebay.features.roles import times_read
from forebay.plan import fingerprint, pinned_session
from forebay.query.live_model import load_live_model
from forebay.trust.anchor import find_anchor
from forebay.trust.asked_replay import AskedReplay
from forebay.trust.cutoffs import CUTOFFS, CUTOFFS_OF_SUSPECTED
from forebay.trust.equal_rows import COPIED
from forebay.trust.label_joins import label_joins
from forebay.trust.leakage_problems import leakage_problems
from forebay.trust.learned_columns import learned_columns
from forebay.trust.model_view import model_view
from forebay.trust.replay import replay
from forebay.trust.stacked_leaks import stacked_leaks
from forebay.trust.suspicions import suspicions
from forebay.trust.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.build.model_work import ModelWork
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.features.roles import Roles
    from forebay.project import Node
    from forebay.trust.finding import Finding
    from forebay.trust.mask import Mask
    from forebay.trust.replay_outcome import ReplayOutcome

_SHARE = 0.2  # of the time that the build has taken so far
_LEAST_SECONDS = 1.0
_NO_ROWS = "The replay in time had no rows by which to tell whether it does."


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the replay of a model says of it.

    Parameters
    ----------
    problems
        Errors: the model is not trained. Empty where it may be.
    facts
        What the version keeps for its card; empty where there is no prediction time.

    """

    problems: tuple[Problem, ...]
    facts: Mapping[str, Any]


def replay_model(work: ModelWork, roles: Roles) -> Replayed:
    """Compute features again as of some prediction times; tell what was found.

    The workspace of `work` sees the frame and nothing else.
    A difference is an error unless the model's ALLOW LEAKAGE names the feature: then it is a
    warning. It may take a fifth of the time that the build has taken so far, and a second.
    """
    if roles.predict_at is None:
        return Replayed((), {})
    walk, workspace = work.walk, work.workspace
    # Whether rows are copies, the look at the rows tells.
    findings = suspicions(walk.project, work.node.key)
    suspected = tuple(finding for finding in findings if finding.name != COPIED)
    world = _world(work, workspace, roles)
    undated = sorted(n.name for n in world.ancestors() if n.kind == "source" and not _dated(n))
    if not world.all_masks():
        walk.tell(Noticed(_nothing_checked(work, undated)))
        return Replayed((), {"cutoffs": 0, "planned": 0, "assumed_known": undated})
    if undated:
        walk.tell(Noticed(_undated(work, undated)))
    stale = sorted(node.name for node in world.ancestors() if _is_stale(walk, node))
    if stale:
        walk.tell(Noticed(_skipped(work, stale)))
        problems = _undecided(work, suspected)
        return Replayed(problems, {"cutoffs": 0, "planned": 0, "assumed_known": undated})
    world.open()
    stacked = _stacked(work, world, workspace, roles)
    names = frozenset(name for finding in suspected for name in finding.columns)
    asked = replace(_asked(work, world, roles), suspected=names)
    began = time.monotonic()
    found = replay(
        world,
        asked,
        budget_seconds=max(_LEAST_SECONDS, _SHARE * (began - walk.began)),
        at_least=CUTOFFS_OF_SUSPECTED if names else CUTOFFS,
        on_cutoff=lambda done, planned: walk.tell(
            Progress(work.node.name, "replay", done / planned, f"{done} of {planned} times")
        ),
    )
    told = _told(work, world, (found, stacked), {f: s.hint for s in suspected for f in s.columns})
    differing = {leak.feature for leak in found.leaks}
    left = [f for f in suspected if not (found.is_decided or differing >= {*f.columns})]
    cleared = sorted(names - differing) if found.is_decided else []
    facts = {**told.facts, "assumed_known": undated, "cleared": cleared}
    return Replayed((*told.problems, *_undecided(work, left)), facts)


def _undecided(work: ModelWork, left: Sequence[Finding]) -> tuple[Problem, ...]:
    """Return what stays suspected, because no row was there by which to decide."""
    problems = [replace(f.problem(), detail=f"{f.detail} {_NO_ROWS}") for f in left]
    if not work.walk.request.advisory:
        return tuple(problems)
    for problem in problems:
        work.walk.tell(Noticed(replace(problem, severity="warning")))
    return ()


def _world(work: ModelWork, workspace: Workspace, roles: Roles) -> World:
    walk = work.walk

    def attach(target: Workspace, node: Node, name: str) -> None:
        version = walk.effective[node.key].version
        if version is None:
            raise InternalError.of("nothing-to-attach", f'"{node.name}" has no version to read')
        attach_version(walk.root, target, name, version)

    origins = walk.origins(work.node)
    assert roles.predict_at is not None  # noqa: S101 - the caller asked
    anchor = find_anchor(
        walk.project, origins, roles.predict_at, roles.label.name if roles.label else None
    )
    return World(
        walk.project,
        work.node,
        workspace,
        attach,
        lambda target, query: answered(walk, target, query),
        anchor,
    )


def _asked(work: ModelWork, world: World, roles: Roles) -> AskedReplay:
    assert roles.predict_at is not None  # noqa: S101 - the caller asked
    label = roles.label.name if roles.label is not None else ""
    origins = set(work.walk.origins(work.node).get(label, ()))
    sources = {origin.rpartition(".")[0].casefold() for origin in origins}
    anchored = world.anchor.key if world.anchor is not None else ""

    times = times_read(roles.predict_at, roles.columns)
    names = [column.name for column in roles.feature_columns]
    learned = learned_columns(work.statement, names, names)

    def of_label(mask: Mask) -> bool:
        if mask.column is not None:
            return f"{mask.relation}.{mask.column}" in origins
        return mask.relation.casefold() in sources and mask.relation.casefold() != anchored

    return AskedReplay(
        work.statement,
        roles.predict_at,
        FRAME,
        [column for column in roles.feature_columns if column.name.casefold() in learned],
        roles.key,
        tuple(c.name for c in roles.columns if c.name.casefold() in times),
        frozenset(mask for mask in world.all_masks() if of_label(mask)),
        label=label,
        label_joins=label_joins(model_view(work.node, work.walk.traced(work.node))),
    )


def _stacked(
    work: ModelWork, world: World, workspace: Workspace, roles: Roles
) -> dict[str, Problem]:
    """Return the leaks of features that other models of the project answer."""
    walk = work.walk
    trained_until: dict[str, datetime | None] = {}
    for node in world.ancestors():
        version = walk.effective[node.key].version if node.kind == "model" else None
        if version is not None:
            facts = load_live_model(walk.root, version).facts
            until = facts.get("trained_until")
            trained_until[node.key] = datetime.fromisoformat(until) if until else None
    if not trained_until:
        return {}
    origins = walk.origins(work.node)
    features = {column.name: origins.get(column.name, ()) for column in roles.feature_columns}
    return stacked_leaks(
        workspace, FRAME, features, trained_until, (work.node.name, work.statement.rows.span)
    )


def _told(
    work: ModelWork,
    world: World,
    outcome: tuple[ReplayOutcome, Mapping[str, Problem]],
    hints: Mapping[str, str],
) -> Replayed:
    """Tell what was found; return what stops the training, and what the version keeps."""
    walk, (found, stacked) = work.walk, outcome
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    refused = [leak for leak in found.leaks if leak.feature.casefold() not in allowed]
    waived = [leak for leak in found.leaks if leak not in refused]
    for problem in leakage_problems(world, waived, found.done):
        walk.tell(Noticed(_as_warning(problem)))
    answered_late = [p for feature, p in stacked.items() if feature.casefold() not in allowed]
    for feature in stacked:
        if feature.casefold() in allowed:
            walk.tell(Noticed(_as_warning(stacked[feature])))
    if found.vanished or found.appeared:
        walk.tell(Noticed(_selection(work, found)))
    times = f"{found.done} of {found.planned} prediction times"
    result = CheckResult(
        work.node.name,
        "time replay",
        "replay",
        "failed" if refused or answered_late else "ok",
        found.rows,
        max((leak.rows for leak in refused), default=0),
        message=f"{times}, {found.seconds:.1f} s",
        span=work.statement.predict_at.span if work.statement.predict_at else None,
    )
    walk.count_check(result)
    walk.tell(CheckFinished(result))
    problems = (*leakage_problems(world, refused, found.done, hints), *answered_late)
    facts = {
        "cutoffs": found.done,
        "planned": found.planned,
        "rows": found.rows,
        "seconds": round(found.seconds, 3),
        "vanished": found.vanished,
        "appeared": found.appeared,
        "allowed": sorted(
            {leak.feature for leak in waived} | {f for f in stacked if f.casefold() in allowed}
        ),
    }
    return Replayed(problems, facts)


def _is_stale(walk: Walk, node: Node) -> bool:
    """Whether the rows of a table are not those of its present SQL: it was not selected."""
    version = walk.effective[node.key].version
    if node.kind != "table" or version is None:
        return False
    session = pinned_session(walk.project.settings)
    return version.fingerprint != fingerprint(node, walk.input_ids(node), walk.variables, session)


def _skipped(work: ModelWork, stale: list[str]) -> Problem:
    listed = ", ".join(f'"{name}"' for name in stale)
    return Problem(
        "replay-skipped",
        f'the time replay of "{work.node.name}" is left out',
        work.statement.predict_at.span if work.statement.predict_at else None,
        detail=f"the rows of {listed} are older than what the project says now, and this build"
        " does not select it.",
        hint=f"forebay build +{work.node.name}",
        severity="warning",
    )


def _dated(node: Node) -> bool:
    return bool(getattr(node.statement, "known_at", ()))


def _undated(work: ModelWork, names: list[str]) -> Problem:
    listed = ", ".join(f'"{name}"' for name in names)
    many = len(names) > 1
    return Problem(
        "undated-sources",
        f"nothing says when {listed} become{'' if many else 's'} known",
        work.statement.predict_at.span if work.statement.predict_at else None,
        detail=f'"{work.node.name}" takes every value of {"them" if many else "it"} for known.',
        hint="add KNOWN AT to the source; a constant time says that it was there from the start.",
        severity="warning",
    )


def _nothing_checked(work: ModelWork, undated: list[str]) -> Problem:
    return Problem(
        "replay-checked-nothing",
        f'the time replay of "{work.node.name}" checked nothing',
        work.statement.predict_at.span if work.statement.predict_at else None,
        detail=f"no source that it reads has KNOWN AT: {', '.join(undated)}.",
        hint="add KNOWN AT to the sources.",
        severity="warning",
    )


def _selection(work: ModelWork, found: ReplayOutcome) -> Problem:
    gone = found.vanished or found.appeared
    of_what = "are not there" if found.vanished else "come in addition"
    return Problem(
        "selection-by-future",
        f'{gone:,} of {found.rows:,} rows of "{work.node.name}" {of_what} at their prediction time',
        work.statement.rows.span.part(0, 6),
        detail="what chooses them (WHERE, a join, a rejected row) is only known later; the model"
        " is trained and judged on other rows than it will meet.",
        hint="choose rows by what is known at PREDICT AT.",
        severity="warning",
    )


def _as_warning(problem: Problem) -> Problem:
    return Problem(
        problem.name,
        problem.message,
        problem.span,
        problem.detail,
        "ALLOW LEAKAGE names it: the model is trained all the same, and its card says so.",
        severity="warning",
    )
