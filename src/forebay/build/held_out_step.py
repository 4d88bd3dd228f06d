"""Compute a model's rows again as if the rows that judge it had never been."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.open_workspace import answered, attach_version
from forebay.build.replay_step import Replayed
from forebay.checks.outcome import CheckResult
from forebay.errors import InternalError, Problem
from forebay.features.frame import frame_query
from forebay.trust.asked_held_out import AskedHeldOut
from forebay.trust.bound_answers import bound_answers, bound_problem
from forebay.trust.compared_rows import MADE
from forebay.trust.even_classes import even_classes
from forebay.trust.held_out_problems import held_out_problems
from forebay.trust.held_out_replay import held_out_replay
from forebay.trust.held_out_world import HeldOutWorld
from forebay.trust.judged_source import is_of_its_row, judged_source
from forebay.trust.model_view import model_view
from forebay.trust.orders_of import orders_of
from forebay.trust.repeated_sources import repeated_source_problem, repeated_sources
from forebay.trust.suspicions import suspicions
from forebay.trust.traced import UNTRACED
from forebay.trust.witnesses import witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.build.model_work import ModelWork
    from forebay.engine import Column, Workspace
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.project import Node
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
    suspected = suspicions(walk.project, work.node.key)
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
    asked, more = _asked(work, world, view, (roles, split), suspected)
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
    if split is not None and split.kind == "custom":
        even = even_classes(work.workspace, MADE, label, name, span)
        found += [even] if even is not None else []
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    if work.walk.request.advisory or label.casefold() in allowed:
        for problem in found:
            work.walk.tell(Noticed(replace(problem, severity="warning")))
        return ()
    return tuple(found)


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


def _asked(
    work: ModelWork,
    world: HeldOutWorld,
    view: ModelView,
    of_rows: tuple[Roles, Split | None],
    suspected: Sequence[Finding],
) -> tuple[AskedHeldOut, Mapping[str, str]]:
    """Return what is compared, and how its witnesses are called in the source."""
    workspace, walk, (roles, split) = work.workspace, work.walk, of_rows
    more = witnesses(
        work.statement.rows,
        walk.traced(work.node),
        walk.project,
        view.label or "",
        lambda text: tuple(workspace.describe(text).names),
    )
    schema = workspace.describe(answered(walk, workspace, more.query))
    turned = world.answers()
    answers = {(world.source.key, name) for name in turned}
    context: list[Column] = []
    suspects = frozenset(name for finding in suspected for name in finding.columns)
    links: dict[str, str] = {}
    rows, seen = {answer.row for answer in view.answer}, set[str]()
    unturned: list[Column] = []
    features: list[Column] = []
    roles_of = {c.name.casefold() for c in (roles.label, roles.split_column) if c is not None}
    for column in schema.columns:
        name = column.name.casefold()
        if column.name in more.columns:
            places = more.columns[column.name]
            is_linked = column.name in more.linked
        elif name in roles_of:
            continue
        else:
            traced = view.relation.columns.get(name)
            if name in {f.casefold() for f in view.features}:
                features.append(column)
            if traced is None or not traced.value or not is_of_its_row(traced):
                continue
            places = frozenset(o.place for o in traced.value)
            is_linked = {o.row for o in traced.value} <= rows
        is_other = any(place[0] == world.source.key for place in places) and not is_linked
        if column.name in suspects or is_other:
            continue  # of another row of the same source: it is not this row that it tells
        context.append(column)
        seen |= {c for source, c in places if source == world.source.key}
        place = next(iter(places))
        if is_linked and len(places) == 1 and place[0] == world.source.key:
            links[column.name] = place[1]
        if not places & answers:
            unturned.append(column)
    by_label = any(
        o.meets(a) for f in view.relation.filters for o in f.origins for a in view.answer
    )
    shown = {name: "/".join(sorted(c for _, c in p)) for name, p in more.columns.items()}

    def text() -> str:
        return answered(walk, workspace, more.query)

    names = {name.casefold() for name in world.schema.names}
    source = world.source
    said = {*(source.marked or ()), *source.fixed}  # what says which rows judge stays as it is
    values = frozenset(names - {*source.unit.values(), *source.columns} - said)
    asked = AskedHeldOut(
        text=text,
        framed=lambda: frame_query(roles, f"(\n{text()}\n)"),
        judged=split.where("gate") if split is not None else "false",
        label=view.label or "",
        features=features,
        context=context,
        unturned=unturned,
        links=dict(world.source.unit) or links,
        carried=links,
        key=_key(view, roles),
        orders=orders_of(world.schema),
        answers=turned,
        is_chosen=world.source.is_chosen,
        others=_others(world),
        values=values,
        is_seen=not values.isdisjoint(seen),
        by_label=by_label,
        is_ahead=any(answer.shift == "future" for answer in view.answer),
        turnable=_turnable(view, suspects),
        together=suspects if roles.groups else frozenset(),
    )
    return asked, shown


def _others(world: HeldOutWorld) -> frozenset[str]:
    source = world.source
    if not source.fixed:
        return frozenset()
    names = {name.casefold() for name in world.schema.names}
    return frozenset(names - source.fixed - {*source.unit.values()})


def _turnable(view: ModelView, suspects: frozenset[str]) -> frozenset[str]:
    """Return the features that are compared where answers are others.

    Where many rows of a source are put together for one answer, some of them are none (the first
    term of a student whose last is asked for); only what is suspected is looked at then.
    """
    if any(answer.pooled for answer in view.answer):
        return suspects
    others = {name for name, column in view.features.items() if not is_of_its_row(column)}
    return suspects | others


def _key(view: ModelView, roles: Roles) -> Sequence[Column]:
    """Return the key, unless it is a number that the query gives its rows: then it says nothing."""
    made = [view.relation.columns.get(column.name.casefold(), UNTRACED) for column in roles.key]
    is_carried = all(c.value and is_of_its_row(c) and all(o.source for o in c.value) for c in made)
    return roles.key if is_carried else ()


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
