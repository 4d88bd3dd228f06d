"""From a frame to a model with a label, in memory: split, fit features, learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.algorithms import TrainingData, load_algorithm
from forebay.build.calibrate import calibrate
from forebay.build.choose_threshold import choose_threshold, read_costs
from forebay.build.event import Progress
from forebay.build.learn_trials import learn_trials
from forebay.build.material import Material
from forebay.build.measure_interval import measure_interval
from forebay.build.parted import part_rows
from forebay.build.ticking import told
from forebay.build.training_notices import training_notices
from forebay.build.training_options import training_options
from forebay.build.warm_start import WarmStart, warm_start
from forebay.engine.quote import quote
from forebay.features.fit import fit
from forebay.features.frame import KEY
from forebay.project.model_tuned import model_tuned
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.parted import Parted
    from forebay.build.training_frame import TrainingFrame
    from forebay.engine import Workspace
    from forebay.errors import Problem
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.label import Label
    from forebay.features.part import Part
    from forebay.features.roles import Roles
    from forebay.features.split import Split


@dataclass(frozen=True, slots=True)
class Learned:
    """A model that was trained, and on what."""

    model: LiveModel
    frame: TrainingFrame
    roles: Roles
    split: Split
    options: Mapping[str, Any]
    query: str  # the AS SELECT as written
    start: WarmStart
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned: a frame, what its columns are for, and how."""

    frame: TrainingFrame
    roles: Roles
    options: Mapping[str, Any]
    number: int
    parted: Parted | None = None  # with a label: its rows, if they were split before


def learn(work: ModelWork, lesson: Lesson) -> Learned:
    """Train on the train part, stop early on the tune part, leave the gate part alone."""
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    algorithm = load_algorithm(str(options["model_type"]))
    parted = lesson.parted or part_rows(work, frame, roles, options)
    split, label = parted.split, parted.label
    costs = read_costs(work, options, label)
    train = split.where("train")
    walk.tell(Progress(node.name, "fit", None))
    features = fit(
        workspace,
        frame.name,
        train,
        roles,
        transform=work.statement.transform,
        encoding=algorithm.encoding,
    )
    tuned = model_tuned(options, work.statement.options) if options.get("num_trials") else None
    signature = ModelSignature(
        node.name,
        algorithm.model_type,
        label,
        features.inputs,
        features.transform_columns,
        tuned,
        options.get("prediction_interval_level"),
    )
    start = warm_start(work, options, signature)
    data = replace(_data(workspace, lesson, split, features, label), earlier=start.earlier)
    material = Material(frame, roles, split, features, signature, data, lesson.number)
    if tuned is not None:
        model = learn_trials(work, material, options)
    else:
        trained = algorithm.train(
            data,
            training_options(options, label),
            seed=int(options["seed"]),
            threads=walk.threads,
            on_progress=told(walk, node, "train"),
        )
        model = LiveModel(signature, lesson.number, features, trained, options=options)
    model = calibrate(work, model, material, options)
    model = measure_interval(work, model, material, options)
    if costs is not None:
        model = choose_threshold(work, model, frame, split, costs)
    return Learned(
        model,
        frame,
        roles,
        split,
        options,
        work.statement.rows.span.text,
        start,
        training_notices(work, frame.name, split, model),
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
