"""Run a unit test of a model: train on the fixtures, predict them, compare; store nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.algorithms import has_label, model_task, validate_options
from forebay.build.learn import Lesson
from forebay.build.model_work import ModelWork
from forebay.build.teach import teach
from forebay.build.training_frame import write_frame
from forebay.checks import Subject, attach_fixtures, judge_result
from forebay.engine.quote import quote, quote_list
from forebay.errors import ProjectError, Source
from forebay.features.roles import resolve_roles
from forebay.project.is_imported import is_imported
from forebay.query.prepare import prepare
from forebay.sql.parse_query import parse_query
from forebay.sql.statement import CreateModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.walk import Walk
    from forebay.checks.outcome import TestResult
    from forebay.engine import Schema, Workspace
    from forebay.project import Node
    from forebay.sql.statement import CreateTest


def run_model_test(
    walk: Walk, node: Node, test: CreateTest, workspace: Workspace, inputs: Mapping[str, Schema]
) -> TestResult:
    """Train on the fixtures with the gate off; the result is the prediction of the same rows.

    Raises
    ------
    ProjectError
        ``not-testable`` for a table that reads a model: a model cannot stand in a fixture.

    """
    statement = node.statement
    if isinstance(statement, CreateModel) and is_imported(statement):
        raise ProjectError.of(
            "not-testable",
            f'"{node.name}" is read from a file, and a test trains on its fixtures',
            test.target.span,
            hint="test the table that calls it.",
        )
    if not isinstance(statement, CreateModel) or statement.rows.calls:
        raise ProjectError.of(
            "not-testable",
            f'"{node.name}" calls a model, which cannot stand in a fixture',
            test.target.span,
            hint="put the SQL below the call into a table of its own, and test that.",
        )
    began = time.monotonic()
    empty = attach_fixtures(workspace, test, inputs)
    model_type = str(statement.options["model_type"].value)
    labelled = has_label(model_task(model_type))
    schema = workspace.describe(statement.rows.plain)
    roles = resolve_roles(statement, schema, labelled=labelled)
    options, problems = validate_options(model_type, statement.options)
    if problems:
        raise ProjectError(*problems)
    frame = write_frame(
        workspace, statement.rows.plain, roles, walk.scratch / f"{test.name.key}.parquet"
    )
    untouched = {**options, "data_split_method": "NO_SPLIT", "warm_start": False}
    untouched["num_trials"] = None
    alone = replace(
        roles, split_method="NO_SPLIT", predict_at=None, label_known_at=None, tune_fraction=None
    )
    lesson = Lesson(frame, alone, untouched, 0)
    silent = replace(walk, tell=lambda _: None)
    model = teach(ModelWork(silent, node, statement, workspace, began), lesson).model
    text = f"SELECT {quote_list(frame.schema.names)} FROM {quote(frame.name)}"
    asked = {"transform": f"TRANSFORM(MODEL m, ({text}))", "forecast": "FORECAST(MODEL m)"}
    function = asked.get(model.task, f"PREDICT(MODEL m, ({text}))")
    call = parse_query(Source("<test>", f"SELECT * FROM ML.{function}"))
    answer = prepare(call, workspace, lambda _: model, walk.scratch)
    subject = Subject(answer, None, inputs)
    result = judge_result(workspace, test, subject)
    return replace(result, seconds=time.monotonic() - began, empty_inputs=tuple(empty))
