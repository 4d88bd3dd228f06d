"""Compute a model's rows again as if the rows that judge it had never been."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.held_out_asked import ask_held_out
from forebay.build.open_workspace import answered, attach_version
from forebay.build.replay_step import Replayed
from forebay.checks.outcome import CheckResult
from forebay.engine.quote import quote
from forebay.errors import InternalError, Problem
from forebay.features.value_kind import value_kind
from forebay.trust.bound_answers import bound_answers, bound_problem
from forebay.trust.change import JUDGED
from forebay.trust.clustered_answers import ClusteredAnswers, clustered_problem
from forebay.trust.compared_rows import MADE
from forebay.trust.equal_rows import COPIED
from forebay.trust.even_classes import even_classes
from forebay.trust.held_out_problems import held_out_problems
from forebay.trust.held_out_replay import held_out_replay
from forebay.trust.held_out_world import HeldOutWorld
from forebay.trust.judged_source import judged_source
from forebay.trust.left_out_things import left_out_things
from forebay.trust.model_view import model_view
from forebay.trust.repeated_sources import repeated_source_problem, repeated_sources
from forebay.trust.suspicions import suspicions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.project import Node
    from forebay.trust.asked_held_out import AskedHeldOut
    from forebay.trust.finding import Finding
    from forebay.trust.held_out_outcome import HeldOutOutcome
    from forebay.trust.judged_source import JudgedSource
from forebay.trust.model_view import ModelView

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
    rows = _rows_told(work, world, (asked, more), view, split) if world.links else ()
    return Replayed((*told.problems, *rows), told.facts)


def _rows_told(
    work: ModelWork,
    world: HeldOutWorld,
    asked: tuple[AskedHeldOut, Mapping[str, str]],
    view: ModelView,
    split: Split | None,
) -> tuple[Problem, ...]:
    """Tell of rows that go together, and that the split tears apart."""
    label, name, span = view.label or "", work.node.name, work.statement.name.span
    source = world.project.nodes[world.source.key].name
    found: list[Problem] = []
    is_row = all(not a.pooled and a.shift == "row" for a in view.answer)
    if (
        is_row
        and len({a.row for a in view.answer}) == 1
        and split is not None
        and split.kind == "random"
    ):
        repeated = repeated_sources(work.workspace, MADE, world.source_rows, world.links)
        if repeated is not None:
            found.append(repeated_source_problem(repeated, name, label, source, span))
    things = [c for c in asked[0].context if c not in asked[0].features or c in asked[0].unturned]
    bound = bound_answers(work.workspace, MADE, things, label)
    if bound is not None:
        shown = asked[1].get(bound.column, bound.column)
        found.append(bound_problem(bound, name, label, span, shown))
    if split is not None and split.kind == "random" and not asked[0].key:
        told = _left_out(work, asked, label)
        if told is not None:
            found.append(_of_left_out(told, name, label, span))
    if split is not None and split.kind == "custom":
        even = even_classes(work.workspace, MADE, label, name, span)
        found += [even] if even is not None else []
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    if work.walk.request.advisory or label.casefold() in allowed:
        for problem in found:
            work.walk.tell(Noticed(replace(problem, severity="warning")))
        return ()
    return tuple(found)


def _of_left_out(told: ClusteredAnswers, name: str, label: str, span: Span) -> Problem:
    (column,) = told.columns
    return replace(
        clustered_problem(told, name, label, span),
        hint=f'select "{column}" and keep its rows together: data_split_group_cols ='
        f" ['{column}'], or split by time: PREDICT AT ...; if no new ones ever come:"
        f" ALLOW LEAKAGE ({label}) BECAUSE '...'.",
    )


def _left_out(
    work: ModelWork, asked: tuple[AskedHeldOut, Mapping[str, str]], label: str
) -> ClusteredAnswers | None:
    """Return things that a column names which the model does not select, if a split tears them."""
    made = work.workspace.describe(f"SELECT * FROM {quote(MADE)}")
    answer, selected = made.find(label), {c.name.casefold() for c in asked[0].features}
    kind = value_kind(answer.type) if answer is not None else ""
    if kind not in {"number", "boolean"}:
        return None
    shown = {
        name: own
        for name, own in asked[1].items()
        if made.find(name) is not None and own.casefold() not in selected
    }
    number = f"CAST({quote(label)} AS DOUBLE)"
    found = left_out_things(work.workspace, MADE, shown, JUDGED, number)
    return replace(found, columns=tuple(shown[c] for c in found.columns)) if found else None


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
