"""From a frame and a model file to a model with a label: every row judges, none is learned from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import Progress
from forebay.build.learn import Learned
from forebay.build.open_model_file import open_model_file
from forebay.build.warm_start import WarmStart
from forebay.engine.quote import quote
from forebay.errors import EngineError, InternalError
from forebay.features.fit import describe_columns
from forebay.features.label import read_label
from forebay.features.split import judge_all
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel

if TYPE_CHECKING:
    from forebay.build.learn import Lesson
    from forebay.build.model_work import ModelWork
    from forebay.features.label import Label


def learn_imported(work: ModelWork, lesson: Lesson) -> Learned:
    """Return the model of a file, to be judged on all rows of the query.

    Who trained it may have seen these rows: that is for the person to know, and the card says so.

    Raises
    ------
    EngineError
        ``class-count``: the label has another number of classes than the file.

    """
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    walk.tell(Progress(node.name, "read", None))
    opened = open_model_file(walk, node, work.statement)
    split = judge_all(workspace, frame.name, roles, as_of=walk.as_of)
    if roles.label is None:
        raise InternalError.of("no-roles", f'"{node.name}" has no label')
    label = read_label(
        workspace,
        frame.name,
        split.where("gate"),
        roles.label,
        classifies=opened.file.predicts == "classification",
    )
    _require_classes(label, opened.file.learned.n_outputs)
    inputs = opened.features.inputs
    signature = ModelSignature(node.name, str(options["model_type"]), label, inputs)
    rows = f"{quote(frame.name)} WHERE {split.where('gate')}"
    statistics = describe_columns(workspace, rows, inputs)
    model = LiveModel(
        signature,
        lesson.number,
        replace(opened.features, statistics=statistics),
        opened.file.learned,
        options=options,
        facts=opened.facts,
    )
    text = work.statement.rows.span.text
    return Learned(model, frame, roles, split, options, text, WarmStart(), ())


def _require_classes(label: Label, n_outputs: int) -> None:
    if label.task == "regression":
        return
    known = max(2, n_outputs)
    if label.n_classes != known:
        raise EngineError.of(
            "class-count",
            f'"{label.name}" has {label.n_classes} classes, and the file knows {known}',
            detail=f"they are {', '.join(label.classes)}.",
            hint="the first class of the file is the lowest value of the label; every class must"
            " occur.",
        )
