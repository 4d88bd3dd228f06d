"""Take one step: decide again with what is known by now, then do it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.build.define_step import define
from forebay.build.event import StepFinished, StepStarted
from forebay.build.judge_step import judge_again
from forebay.build.model_step import train_model
from forebay.build.record import seconds_since
from forebay.build.source_step import read_source_node
from forebay.build.table_step import build_table
from forebay.build.unchanged import tell_still_refused
from forebay.errors import EngineError, InternalError, ProjectError, system_error
from forebay.plan import Now, decide, fingerprint, judge_fingerprint, pinned_session
from forebay.project.select import select
from forebay.sql.statement import (
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateView,
)

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.errors import ForebayError
    from forebay.plan import Step
    from forebay.project import Node


def take_step(walk: Walk, node: Node) -> None:
    """Build, keep or hold back one node; an engine's failure holds back this node only."""
    began = time.monotonic()
    blocked = walk.blocked(node)
    if blocked:
        walk.hold(node, blocked)
        walk.tell(StepFinished(node.name, "skipped", 0.0, note=blocked))
        return
    mark, judge_mark, step = _decide(walk, node)
    try:
        _do(walk, node, step, mark, judge_mark)
    except BrokenPipeError:
        raise  # who reads the events has gone: no fault of the node
    except ProjectError as error:
        unbound = _unbound_champion(walk, node, error)
        if unbound:
            walk.hold(node, unbound)
            walk.tell(StepFinished(node.name, "skipped", seconds_since(began), note=unbound))
        else:
            _fail(walk, node, error, began)
    except (EngineError, OSError) as raised:
        # What validation could not see: a cast that fails, a label with one class, a full disk.
        _fail(walk, node, system_error(raised) if isinstance(raised, OSError) else raised, began)


def _fail(walk: Walk, node: Node, error: ForebayError, began: float) -> None:
    walk.engine_failed = True
    walk.counts.failed += 1
    walk.hold(node, f"{node.name} failed: {error.problems[0].message}")
    seconds = seconds_since(began)
    walk.tell(StepFinished(node.name, "failed", seconds, problems=error.problems))


def _unbound_champion(walk: Walk, node: Node, error: ProjectError) -> str:
    """Return why a node waits for a model: its champion cannot read the new input (rule 1).

    Empty where no model that the node calls was refused in this build: then it is an error.
    """
    for key in node.model_reads:
        if key in walk.held and key in walk.live:
            name, live = walk.node(key).name, walk.live[key]
            return (
                f"{name} was refused, and v{live.number} cannot answer: {error.problems[0].message}"
            )
    return ""


def _decide(walk: Walk, node: Node) -> tuple[str, str, Step]:
    ids = walk.input_ids(node)
    session = pinned_session(walk.project.settings)
    forced = select(walk.outline.nodes, walk.request.force) if walk.request.force else ()
    mark = fingerprint(node, ids, walk.variables, session)
    judge_mark = ""
    if node.kind == "model":
        judge_mark = judge_fingerprint(node, walk.state.champion_for(node.key, mark))
    now = Now(
        ids,
        walk.variables,
        session,
        {key: other.name for key, other in walk.project.nodes.items()},
        versions=walk.outline.versions,
        upgrade=walk.request.upgrade,
        forced=node.key in forced,
        unpinned=node.key in {name.casefold() for name in walk.request.unpin},
    )
    outlined = walk.outline.nodes[node.key]
    return mark, judge_mark, decide(outlined, mark, judge_mark, walk.state, now)


def _do(walk: Walk, node: Node, step: Step, mark: str, judge_mark: str) -> None:
    if step.action not in {"keep", "still_refused", "held"}:
        walk.tell(StepStarted(node.name, step.action))
    match step.action:
        case "keep":
            walk.keep(node)
            walk.counts.kept += 1
            walk.tell(StepFinished(node.name, "kept", 0.0, note=step.reason))
        case "reuse":
            _reuse(walk, node, mark, step.reason)
        case "read" | "build" | "define" | "train" | "judge":
            _work(walk, node, step.action, mark, judge_mark)
        case "still_refused":
            walk.counts.refused += 1
            walk.hold(node, _no_live_version(walk, node, step.reason))
            tell_still_refused(step, walk.catalog, walk.state, walk.tell)
        case "held":
            walk.hold(node, step.reason)
            walk.tell(StepFinished(node.name, "held", 0.0, note=step.reason))
        case "drop":
            raise InternalError.of("unexpected-step", f'"{node.name}" has a file and is dropped')


def _work(walk: Walk, node: Node, action: str, mark: str, judge_mark: str) -> None:
    match node.statement:
        case CreateExternalTable() as source:
            read_source_node(walk, node, source, mark)
        case CreateTable() as table:
            build_table(walk, node, table, mark)
        case CreateView() | CreateMacro():
            define(walk, node, mark)
        case CreateModel() as model if action == "judge":
            judge_again(walk, node, model, mark, judge_mark)
        case CreateModel() as model:
            train_model(walk, node, model, mark, judge_mark)


def _reuse(walk: Walk, node: Node, mark: str, reason: str) -> None:
    version = walk.catalog.versions.find(node.name, mark)
    if version is None:
        raise InternalError.of("version-gone", f'the finished version of "{node.name}" is gone')
    walk.adopt(node, version)
    walk.counts.kept += 1
    walk.tell(StepFinished(node.name, "kept", 0.0, note=reason))


def _no_live_version(walk: Walk, node: Node, reason: str) -> str:
    if node.key in walk.live:
        return reason
    return f"{node.name} has no live version; {reason}"
