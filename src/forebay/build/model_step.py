"""Train one model, judge it, and keep it whatever its verdict."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.algorithms import has_label, model_task, validate_options
from forebay.build.champion import find_champion
from forebay.build.data_checks import Looked, data_checks
from forebay.build.event import Noticed, Progress, StepFinished
from forebay.build.import_step import import_model
from forebay.build.join_forecast import join_forecast
from forebay.build.judge_step import judge_version
from forebay.build.learn import Lesson
from forebay.build.model_files import write_model_files
from forebay.build.model_record import record_model
from forebay.build.model_work import ModelWork
from forebay.build.open_workspace import answered, open_workspace
from forebay.build.parted import part_rows
from forebay.build.record import seconds_since
from forebay.build.replay_step import replay_model
from forebay.build.teach import teach
from forebay.build.training_frame import write_frame
from forebay.catalog import layout
from forebay.catalog.model_folder import open_model_folder
from forebay.errors import ProjectError
from forebay.features.roles import resolve_roles

if TYPE_CHECKING:
    from forebay.build.champion import Champion
    from forebay.build.learn import Learned
    from forebay.build.walk import Walk
    from forebay.errors import Problem
    from forebay.project import Node
    from forebay.sql.statement import CreateModel


def train_model(
    walk: Walk, node: Node, statement: CreateModel, fingerprint: str, judge_fingerprint: str
) -> None:
    """Train on a frozen, canonically ordered input; judge on rows that training never saw."""
    if statement.query is None:
        import_model(walk, node, statement, fingerprint, judge_fingerprint)
        return
    began = time.monotonic()
    number = walk.catalog.versions.next_number(node.name)
    final = layout.model_folder(walk.root, node.name, number)
    folder = open_model_folder(final)
    workspace = open_workspace(walk, node.reads)
    work = ModelWork(walk, node, statement, workspace, began)
    try:
        walk.tell(Progress(node.name, "read", None))
        text = answered(walk, workspace, statement.rows)
        schema = workspace.describe(text, at=statement.rows.span)
        model_type = _model_type(statement)
        task = model_task(model_type)
        labelled = has_label(task) or task == "imported"
        roles = resolve_roles(statement, schema, labelled=labelled)
        options, problems = validate_options(model_type, statement.options)
        if problems:
            raise ProjectError(*problems)
        join_forecast(walk, node, workspace, statement.rows, text)
        frame = write_frame(
            workspace,
            text,
            roles,
            walk.scratch / f"{walk.file_name(node)}-frame.parquet",
            deterministic=node.single_threaded and walk.project.settings.deterministic,
        )
        replayed = replay_model(work, frame, roles)
        if replayed.problems:
            _refuse_leakage(work, replayed.problems)
            return
        parted, looked = None, Looked((), {})
        # A model from a file learns nothing from these rows: they only judge it.
        if roles.label is not None and task != "imported":
            parted = part_rows(work, frame, roles, options)
            looked = data_checks(work, frame, roles, parted.split, parted.label)
        if looked.problems:
            _refuse_leakage(work, looked.problems)
            return
        lesson = Lesson(frame, roles, options, number, parted)
        learned = teach(work, lesson)
        for notice in learned.notices:
            walk.tell(Noticed(notice))
        champion = _champion(work, learned)
        evidence = {"replay": dict(replayed.facts), "data_checks": dict(looked.facts)}
        write_model_files(work, learned, champion, folder, evidence)
        version = record_model(walk, node, champion, fingerprint, final, seconds_since(began))
        walk.counts.trained += 1
        judge_version(work, version, judge_fingerprint)
    finally:
        workspace.close()


def _champion(work: ModelWork, learned: Learned) -> Champion:
    """Attach what the live version says of the rows that judge the candidate."""
    if learned.model.task != "forecast":
        return find_champion(work, learned)
    from forebay.build.series_champion import find_series_champion  # needs an extra

    return find_series_champion(work, learned)


def _refuse_leakage(work: ModelWork, problems: tuple[Problem, ...]) -> None:
    """Hold back a model whose features know too much; it is not trained."""
    walk, node = work.walk, work.node
    walk.check_failed = True
    walk.counts.failed += 1
    walk.hold(node, f"{node.name} failed: {problems[0].message}")
    walk.tell(StepFinished(node.name, "failed", seconds_since(work.began), problems=problems))


def _model_type(statement: CreateModel) -> str:
    option = statement.options.get("model_type")
    return str(option.value) if option is not None else ""
