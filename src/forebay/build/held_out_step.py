"""Compute a model's rows again as if the rows that judge it had never been."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.held_out_asked import ask_held_out
from forebay.build.open_workspace import answered, attach_version
from forebay.build.replay_step import Replayed
from forebay.build.rows_told import rows_told
from forebay.checks.outcome import CheckResult
from forebay.errors import InternalError, Problem
from forebay.trust.equal_rows import COPIED
from forebay.trust.held_out_problems import held_out_problems
from forebay.trust.held_out_replay import held_out_replay
from forebay.trust.held_out_world import HeldOutWorld
from forebay.trust.judged_source import judged_source
from forebay.trust.model_view import model_view
from forebay.trust.suspicions import suspicions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.project import Node
    from forebay.trust.finding import Finding
    from forebay.trust.held_out_outcome import HeldOutOutcome
    from forebay.trust.judged_source import JudgedSource

_SHARE = 0.2  # of the time that the build has taken so far
_LEAST_SECONDS = 1.0
_NO_ROWS = "There were no rows by which the build could tell whether it does."


def hold_out_model(work: ModelWork, roles: Roles, split: Split | None) -> Replayed:
    """Compute features again without the rows that judge, and with other answers in them.

    Of a model without a time of prediction. The workspace of `work` sees the frame and nothing
    else. A difference is an error unless the model's ALLOW LEAKAGE names the feature: then it is a
    warning.
    """
    walk = work.walk
    # Whether rows are copies, the look at the rows tells.
    findings = suspicions(walk.project, work.node.key)
    suspected = tuple(finding for finding in findings if finding.name != COPIED)
    view = model_view(work.node, walk.traced(work.node))
    source = judged_source(view, walk.project)
    if (
        source is None
        or (source.is_chosen and split is None)
        or work.node.key in walk.traced(work.node).unread
    ):
        return Replayed(_undecided(work, suspected), {})
    world = _world(work, source)
    world.open()
    suspects = frozenset(name for finding in suspected for name in finding.columns)
    asked, more = ask_held_out(work, world, view, (roles, split), suspects)
    walk.tell(Progress(work.node.name, "replay", None))
    spent = time.monotonic() - walk.began
    found = held_out_replay(world, asked, budget_seconds=max(_LEAST_SECONDS, _SHARE * spent))
    told = _told(work, world, found, suspected)
    rows = rows_told(work, world, (asked, more, found), view, split)
    return Replayed((*told.problems, *rows), told.facts)


def _undecided(work: ModelWork, left: Sequence[Finding]) -> tuple[Problem, ...]:
    problems = [replace(f.problem(), detail=f"{f.detail} {_NO_ROWS}") for f in left]
    if not work.walk.request.advisory:
        return tuple(problems)
    for problem in problems:
        work.walk.tell(Noticed(replace(problem, severity="warning")))
    return ()


def _world(work: ModelWork, source: JudgedSource) -> HeldOutWorld:
    walk = work.walk

    def attach(target: Workspace, node: Node, name: str) -> None:
        version = walk.effective[node.key].version
        if version is None:
            raise InternalError.of("nothing-to-attach", f'"{node.name}" has no version to read')
        attach_version(walk.root, target, name, version)

    return HeldOutWorld(
        walk.project,
        work.node,
        work.workspace,
        attach,
        lambda target, query: answered(walk, target, query),
        source,
    )


def _told(
    work: ModelWork, world: HeldOutWorld, found: HeldOutOutcome, suspected: Sequence[Finding]
) -> Replayed:
    """Tell what was found; return what stops the training, and what the version keeps."""
    walk = work.walk
    hints = {f: s.hint for s in suspected for f in s.columns}
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    refused = [leak for leak in found.leaks if leak.feature.casefold() not in allowed]
    waived = [leak for leak in found.leaks if leak not in refused]
    for problem in held_out_problems(world, waived, hints):
        walk.tell(Noticed(replace(problem, severity="warning")))
    problems = held_out_problems(world, refused, hints)
    if walk.request.advisory:
        for problem in problems:
            walk.tell(Noticed(replace(problem, severity="warning")))
        problems = ()
    result = CheckResult(
        work.node.name,
        "held-out replay",
        "replay",
        "failed" if problems else "ok",
        found.rows,
        max((leak.rows for leak in refused), default=0),
        message=f"{found.worlds} of {found.planned} worlds, {found.seconds:.1f} s",
    )
    walk.count_check(result)
    walk.tell(CheckFinished(result))
    differing = {leak.feature for leak in found.leaks}
    left = [f for f in suspected if not (found.is_decided or differing >= {*f.columns})]
    names = {name for f in suspected for name in f.columns}
    facts = {
        "worlds": found.worlds,
        "planned_worlds": found.planned,
        "rows": found.rows,
        "seconds": round(found.seconds, 3),
        "source": world.project.nodes[world.source.key].name,
        "earlier": found.ordered,
        "cleared": sorted(names - differing) if found.is_decided else [],
        "allowed": sorted(leak.feature for leak in waived),
    }
    return Replayed((*problems, *_undecided(work, left)), facts)
