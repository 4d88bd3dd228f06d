"""Take the steps of a plan one after the other, then publish."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from forebay.build.event import StepFinished
from forebay.build.finish import Ending, finish
from forebay.build.hide_private import private_names
from forebay.build.publish import publish
from forebay.build.read_ahead import ReadAhead
from forebay.build.rehearse import rehearse
from forebay.build.run_asserts import Assertions
from forebay.build.run_tests import run_tests
from forebay.build.slow_steps import slow_steps
from forebay.build.take_step import take_step
from forebay.build.walk import Effective, Walk
from forebay.catalog import layout
from forebay.catalog.close_to_others import close_to_others
from forebay.plan import variables
from forebay.project.load import load, open_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from forebay.build.event import Event, RunFinished
    from forebay.build.request import BuildRequest
    from forebay.catalog import Catalog
    from forebay.plan import DataSignature, Plan, PlanState
    from forebay.project import Project, ProjectOutline


@dataclass(frozen=True, slots=True)
class Opened:
    """A run that has its lock and number, and what is known before its first step."""

    root: Path
    outline: ProjectOutline
    project: Project | None
    env: str
    run: int
    catalog: Catalog
    state: PlanState
    signatures: Mapping[str, DataSignature]


def walk_plan(
    opened: Opened,
    request: BuildRequest,
    plan: Plan,
    on_event: Callable[[Event], None],
    began: float,
) -> RunFinished:
    """Do what the plan says; return how the run ended."""
    walk = _walk(opened, request, on_event, began)
    selected = {step.node.casefold() for step in plan.steps if step.action != "drop"}
    with ReadAhead(walk, plan):
        passed = run_tests(walk, plan)
        if passed:
            _take_all(walk, selected)
    if passed:
        walk.drops = [step.node.casefold() for step in plan.steps if step.action == "drop"]
        for key in walk.drops:
            on_event(StepFinished(walk.live[key].node, "dropped", 0.0))
        published = publish(walk)
        learned = {"rehearsed": rehearse(walk, published), "times": slow_steps(walk)}
    else:
        walk.check_failed = True
        published, learned = (), {}
    ending = Ending(_exit_code(walk), sorted(walk.held), len(walk.held), published, learned)
    return finish(walk.catalog, walk.run, walk.counts, ending, began)


def _walk(
    opened: Opened, request: BuildRequest, on_event: Callable[[Event], None], began: float
) -> Walk:
    project = opened.project if opened.project is not None else load(opened.root)
    if project.settings.columns.private:
        close_to_others(opened.root)
    scratch = layout.scratch(opened.root, opened.run)
    scratch.mkdir(parents=True, exist_ok=True)
    return Walk(
        opened.root,
        project,
        opened.outline,
        request,
        opened.env,
        opened.run,
        open_engine(project.settings),
        opened.catalog,
        opened.state,
        opened.catalog.live(opened.env),
        opened.signatures,
        variables(request, datetime.now(UTC)),
        _one_at_a_time(on_event),
        scratch,
        began,
        private=private_names(project),
    )


def _one_at_a_time(on_event: Callable[[Event], None]) -> Callable[[Event], None]:
    """Return a function that several threads may call: progress comes from a thread of its own."""
    lock = threading.Lock()

    def tell(event: Event) -> None:
        with lock:
            on_event(event)

    return tell


def _take_all(walk: Walk, selected: set[str]) -> None:
    assertions = Assertions(walk)
    for key, node in walk.project.nodes.items():
        if key in selected:
            take_step(walk, node)
        elif key in walk.live:
            walk.keep(node)
        else:
            walk.effective[key] = Effective(None, "", blocked=f"{node.name} was never built")
        assertions.after(key)


def _exit_code(walk: Walk) -> int:
    """Return the exit code: an engine's failure before a check's before a refusal (rule 6)."""
    if walk.engine_failed:
        return 3
    if walk.check_failed:
        return 1
    return 4 if walk.counts.refused else 0
