"""What a version was trained on, made readable once more."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from forebay.build.learning_curve import LearningCurve, learning_curve
from forebay.build.model_work import ModelWork
from forebay.build.open_workspace import open_workspace
from forebay.build.walk import Effective
from forebay.catalog.integrity import verify_files
from forebay.errors import ForebayError
from forebay.evaluate import main_metric
from forebay.features.task import LABEL_TASKS
from forebay.project.is_imported import is_imported
from forebay.project.load import load
from forebay.session.walk_apart import walk_apart
from forebay.sql.statement import CreateModel

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.catalog import Version
    from forebay.project import Project
    from forebay.query.live_model import LiveModel


def train_again(root: Path, env: str, version: Version, model: LiveModel) -> LearningCurve:
    """Return the learning curve of a version; its words say why there is none.

    The project must still say what it said when the version was trained, and the versions of the
    tables that it read must still be there. Nothing is stored.
    """
    metric = main_metric(model.label.task)
    try:
        project = load(root)
        words = _why_not(project, version, model)
        return LearningCurve(metric, words=words) if words else _again(project, env, version, model)
    except ForebayError as error:
        return LearningCurve(metric, words=error.problems[0].message)


def _why_not(project: Project, version: Version, model: LiveModel) -> str:
    """Return why a version cannot be trained once more; empty if it can, as far as files say."""
    node = project.nodes.get(version.key)
    if model.options.get("num_trials"):
        return "a tuned model would be tuned again for each share"
    if node is None or node.definition != version.details.get("definition"):
        return "its SQL was changed since"
    if not isinstance(node.statement, CreateModel) or model.task not in LABEL_TASKS:
        return "it has no label"
    return "it was trained elsewhere" if is_imported(node.statement) else ""


def _again(project: Project, env: str, version: Version, model: LiveModel) -> LearningCurve:
    node = project.nodes[version.key]
    assert isinstance(node.statement, CreateModel)  # noqa: S101 - _why_not has looked
    day = datetime.fromisoformat(version.created_at).astimezone(UTC)
    with walk_apart(project, env, day, _told(version)) as walk:
        for key, number in version.inputs.items():
            found = walk.catalog.versions.with_id(number)
            if found is None:
                words = f'the version of "{key}" that it read is gone'
                return LearningCurve(main_metric(model.label.task), words=words)
            verify_files(project.root, found.files)
            walk.effective[key] = Effective(found, found.content_id)
        workspace = open_workspace(walk, node.reads)
        try:
            work = ModelWork(walk, node, node.statement, workspace, time.monotonic())
            return learning_curve(work, model)
        finally:
            workspace.close()


def _told(version: Version) -> dict[str, str]:
    """Return the variables that were given when a version was trained."""
    kept: Any = version.details.get("variables") or {}
    return {name: value for name, value in kept.items() if value is not None}
