"""Train one model, judge it, and keep it whatever its verdict."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.algorithms import has_label, model_task, validate_options
from forebay.build.audit import AUDIT, audit_model
from forebay.build.champion import find_champion
from forebay.build.event import Noticed, Progress, StepFinished
from forebay.build.evidence import EVIDENCE
from forebay.build.examine import Examination, Examined
from forebay.build.import_step import import_model
from forebay.build.join_forecast import join_forecast
from forebay.build.judge_step import judge_version
from forebay.build.learn import Lesson
from forebay.build.model_files import write_model_files
from forebay.build.model_record import record_model
from forebay.build.model_work import ModelWork
from forebay.build.number_alike import number_alike
from forebay.build.open_workspace import answered, open_workspace
from forebay.build.parted import part_rows
from forebay.build.record import seconds_since
from forebay.build.teach import teach
from forebay.build.training_frame import write_frame
from forebay.catalog import layout
from forebay.catalog.model_folder import open_model_folder
from forebay.errors import ForebayError, ProjectError
from forebay.features.roles import resolve_roles
from forebay.query.clean_process import start_clean_process
from forebay.query.live_model import write_documents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.build.champion import Champion
    from forebay.build.learn import Learned
    from forebay.build.training_frame import TrainingFrame
    from forebay.build.walk import Walk
    from forebay.errors import Problem
    from forebay.features.roles import Roles
    from forebay.project import Node
    from forebay.query.live_model import LiveModel
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
    start_clean_process()  # it is ready when the version is judged
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
        frame, roles = _framed(work, text, roles)
        parted = None
        # A model from a file learns nothing from these rows: they only judge it.
        if roles.label is not None and task != "imported":
            try:
                parted = part_rows(work, frame, roles, options)
            except ForebayError:
                # A leak is told before whatever else is wrong with the rows.
                if not _is_refused(work, frame, roles):
                    raise
                return
        lesson = Lesson(frame, roles, options, number, parted)
        taught, examined = _taught(work, lesson, folder)
        if taught is None or examined.problems:
            _refuse_leakage(work, examined.problems)
            return
        for notice in taught.learned.notices:
            walk.tell(Noticed(notice))
        evidence = {**examined.evidence, AUDIT: taught.audit}
        facts = {**taught.model.facts, EVIDENCE: evidence}
        write_documents(replace(taught.model, facts=facts), folder)
        version = record_model(
            walk, node, taught.champion, fingerprint, final, seconds_since(began)
        )
        walk.counts.trained += 1
        judge_version(work, version, judge_fingerprint)
    finally:
        workspace.close()


def _framed(work: ModelWork, text: str, roles: Roles) -> tuple[TrainingFrame, Roles]:
    """Write the rows of the AS SELECT; tell those apart that are alike by nature."""
    walk, node = work.walk, work.node
    frame = write_frame(
        work.workspace,
        text,
        roles,
        walk.scratch / f"{walk.file_name(node)}-frame.parquet",
        deterministic=node.single_threaded and walk.project.settings.deterministic,
    )
    return number_alike(work, frame, roles)


@dataclass(frozen=True, slots=True)
class _Taught:
    learned: Learned
    champion: Champion
    model: LiveModel
    audit: Mapping[str, Any]


def _taught(work: ModelWork, lesson: Lesson, folder: Path) -> tuple[_Taught | None, Examined]:
    """Train, write all files but the documents, and look for leaks beside it.

    A leak is told before whatever else may be wrong with the training.
    """
    taught = None
    with Examination(work, lesson.frame, lesson.roles, lesson.parted) as examination:
        try:
            if not examination.has_refused:
                learned = teach(work, lesson)
                champion = _champion(work, learned)
                model = write_model_files(work, learned, champion, folder)
                audit = audit_model(work, learned, model)
                taught = _Taught(learned, champion, model, audit)
        except ForebayError:
            if not examination.result().problems:
                raise
        return taught, examination.result()


def _is_refused(work: ModelWork, frame: TrainingFrame, roles: Roles) -> bool:
    with Examination(work, frame, roles, None) as examination:
        problems = examination.result().problems
    if problems:
        _refuse_leakage(work, problems)
    return bool(problems)


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
