"""From a frame to a model in memory: split, fit features, learn."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.algorithms import TrainingData, load_algorithm
from forebay.algorithms.class_weights import resolve_class_weights
from forebay.build.event import Progress
from forebay.build.ticking import remaining
from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.features.check_label import check_label
from forebay.features.fit import fit
from forebay.features.frame import KEY
from forebay.features.label import read_label
from forebay.features.split import plan_split
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.engine import Workspace
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Part, Split
    from forebay.project import Node


@dataclass(frozen=True, slots=True)
class Learned:
    """A model that was trained, and on what."""

    model: LiveModel
    frame: TrainingFrame
    roles: Roles
    split: Split
    options: Mapping[str, Any]
    query: str  # the AS SELECT as written
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned: a frame, what its columns are for, and how."""

    frame: TrainingFrame
    roles: Roles
    options: Mapping[str, Any]
    number: int


def learn(work: ModelWork, lesson: Lesson) -> Learned:
    """Train on the train part, stop early on the tune part, leave the gate part alone."""
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    algorithm = load_algorithm(str(options["model_type"]))
    split = plan_split(
        workspace,
        frame.name,
        roles,
        seed=int(options["seed"]),
        as_of=walk.as_of,
        tune=bool(options.get("early_stop", False)) and algorithm.encoding == "tree",
    )
    train = split.where("train")
    walk.tell(Progress(node.name, "fit", None))
    classifies = algorithm.task == "classification"
    label = read_label(workspace, frame.name, train, roles.label, classifies=classifies)
    check_label(workspace, frame.name, roles, split, label)
    features = fit(
        workspace,
        frame.name,
        train,
        roles,
        transform=work.statement.transform,
        encoding=algorithm.encoding,
    )
    data = _data(workspace, lesson, split, features, label)

    began = time.monotonic()

    def on_progress(share: float | None, figure: str) -> None:
        left = remaining(share, time.monotonic() - began) if share is not None else None
        walk.tell(Progress(node.name, "train", share, figure, left))

    trained = algorithm.train(
        data,
        _for_training(options, label),
        seed=int(options["seed"]),
        threads=walk.threads,
        on_progress=on_progress,
    )
    signature = ModelSignature(
        node.name,
        algorithm.model_type,
        label.task,
        label.name,
        label.type,
        features.inputs,
        label.classes,
    )
    model = LiveModel(signature, lesson.number, features, trained, options=options)
    return Learned(
        model,
        frame,
        roles,
        split,
        options,
        work.statement.query.span.text,
        _notices(node, split, features),
    )


def _data(
    workspace: Workspace, lesson: Lesson, split: Split, features: FrozenFeatures, label: Label
) -> TrainingData:
    weight = lesson.roles.weight
    weight_sql = "1e0" if weight is None else f"CAST({quote(weight.name)} AS DOUBLE)"
    carried = [(label.index_sql(), "label"), (weight_sql, "weight"), (KEY, "key")]

    def rows(part: Part) -> str:
        source = f"(SELECT * FROM {quote(lesson.frame.name)} WHERE {split.where(part)})"
        return features.matrix_query(source, carried=carried)

    return TrainingData(
        workspace,
        rows("train"),
        rows("tune") if split.counts["tune"] else None,
        features.columns,
        label.n_classes,
        split.counts["train"],
        split.counts["tune"],
    )


def _for_training(options: Mapping[str, Any], label: Label) -> dict[str, Any]:
    values = dict(options)
    if values.get("class_weights"):
        values["class_weights"] = resolve_class_weights(values["class_weights"], label.classes)
    return values


def _notices(node: Node, split: Split, features: FrozenFeatures) -> tuple[Problem, ...]:
    """Return what a person should know of the training, as warnings."""
    found = [
        Problem("feature-notice", f"{node.name}: {text}", severity="warning")
        for text in features.notices
    ]
    n_rows, n_columns = split.counts["train"], len(features.columns)
    if n_columns > n_rows:
        found.append(
            Problem(
                "more-features-than-rows",
                f"{node.name}: {n_columns:,} features and {n_rows:,} training rows",
                detail="such a model can know every row by heart.",
                hint="take fewer columns, or set l2_reg.",
                severity="warning",
            )
        )
    left_out = {part: split.counts[part] for part in ("unlabelled", "immature", "undated")}
    for part, count in left_out.items():
        if count:
            found.append(
                Problem(
                    "rows-left-out",
                    f"{node.name}: {count:,} {part} rows are neither trained nor judged on",
                    severity="warning",
                )
            )
    return tuple(found)
