"""Run the unit tests of the nodes that a build changes, before anything is built."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.build.event import TestFinished
from forebay.build.model_test import run_model_test
from forebay.build.open_workspace import empty_workspace
from forebay.checks import Subject, run_test
from forebay.checks.outcome import TestResult
from forebay.errors import ProjectError
from forebay.sql.statement import CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Schema
    from forebay.plan import Plan
    from forebay.sql.statement import CreateTest

_CHANGES = frozenset({"build", "define", "train"})


def run_tests(walk: Walk, plan: Plan) -> bool:
    """Return whether all tests of changed nodes passed; tell each."""
    changed = {step.node.casefold() for step in plan.steps if step.action in _CHANGES}
    passed = True
    for test in walk.project.tests:
        if test.target.key in changed:
            result = run_one(walk, test)
            walk.tell(TestFinished(result))
            passed = passed and result.passed
            walk.counts.failed += not result.passed
    return passed


def run_one(walk: Walk, test: CreateTest) -> TestResult:
    """Run one test on its fixtures; nothing of it is stored."""
    node = walk.node(test.target.key)
    began = time.perf_counter()
    workspace = empty_workspace(walk)
    try:
        match node.statement:
            case CreateTable() | CreateView() as statement if not statement.query.calls:
                columns = statement.columns if isinstance(statement, CreateTable) else None
                inputs = _inputs(walk, test)
                subject = Subject(statement.query.plain, statement.query, inputs, columns)
                return run_test(workspace, test, subject)
            case CreateModel() | CreateTable() | CreateView():
                return run_model_test(walk, node, test, workspace, _inputs(walk, test))
            case _:
                raise ProjectError.of(
                    "not-testable",
                    f'"{node.name}" has no SELECT that a test could run',
                    test.target.span,
                    hint="test a table or a model that reads it.",
                )
    except ProjectError as error:
        seconds = time.perf_counter() - began
        message = error.problems[0].message
        return TestResult(
            test.name.text,
            node.name,
            passed=False,
            seconds=seconds,
            span=test.span,
            message=message,
        )
    finally:
        workspace.close()


def _inputs(walk: Walk, test: CreateTest) -> dict[str, Schema]:
    """Return the columns of what the node reads directly, views and macros opened up."""
    found: dict[str, Schema] = {}
    for key in walk.node(test.target.key).reads:
        node = walk.node(key)
        if node.schema is not None and node.kind != "model":
            found[node.name] = node.schema
    return found
