"""From a frame to a model without a label, in memory: split, fit features, learn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.algorithms import TrainingData, load_matrix_algorithm
from forebay.algorithms.matrix_protocol import N_SQUARES
from forebay.build.event import Progress
from forebay.build.learn import Learned
from forebay.build.learn_trials import learn_trials
from forebay.build.material import Material
from forebay.build.ticking import told
from forebay.build.training_notices import training_notices
from forebay.build.warm_start import warm_start
from forebay.engine.quote import quote
from forebay.features.fit import fit
from forebay.features.frame import KEY
from forebay.features.split import plan_split
from forebay.project.model_target import model_target
from forebay.project.model_tuned import model_tuned
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel
from forebay.query.target import Components

if TYPE_CHECKING:
    from forebay.algorithms.matrix_protocol import MatrixModel
    from forebay.build.learn import Lesson
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.split import Split
    from forebay.query.target import Target


def learn_matrix(work: ModelWork, lesson: Lesson) -> Learned:
    """Train on every row that no split holds back."""
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    algorithm = load_matrix_algorithm(str(options["model_type"]))
    seed = int(options["seed"])
    split = plan_split(workspace, frame.name, roles, seed=seed, as_of=walk.as_of, tune=False)
    walk.tell(Progress(node.name, "fit", None))
    features = fit(
        workspace,
        frame.name,
        split.where("train"),
        roles,
        transform=work.statement.transform,
        encoding="linear",
    )
    expected = ModelSignature(
        node.name,
        algorithm.model_type,
        model_target(options, roles),
        features.inputs,
        features.transform_columns,
        model_tuned(options, work.statement.options) if options.get("num_trials") else None,
    )
    start = warm_start(work, options, expected)
    data = replace(_data(workspace, lesson, split, features), earlier=start.earlier)
    if expected.tuned is not None:
        material = Material(frame, roles, split, features, expected, data, lesson.number)
        model = learn_trials(work, material, options)
    else:
        trained = algorithm.train(
            data, options, seed=seed, threads=walk.threads, on_progress=told(walk, node, "train")
        )
        signature = replace(expected, target=_target(expected.target, trained))
        model = LiveModel(signature, lesson.number, features, trained, options=options)
    text = work.statement.rows.span.text
    found = training_notices(work, frame.name, split, model)
    return Learned(model, frame, roles, split, options, text, start, found)


def _data(
    workspace: Workspace, lesson: Lesson, split: Split, features: FrozenFeatures
) -> TrainingData:
    init = lesson.roles.init
    marked = "0e0" if init is None else f"CAST({quote(init.name)} IS TRUE AS DOUBLE)"
    source = f"(SELECT * FROM {quote(lesson.frame.name)} WHERE {split.where('train')})"
    carried = [(marked, "label"), ("1e0", "weight"), (KEY, "key")]
    rows = features.matrix_query(source, carried=carried)
    return TrainingData(workspace, rows, None, features.columns, 0, split.counts["train"], 0)


def _target(expected: Target, trained: MatrixModel) -> Target:
    """Return what the model answers with, now that it is known."""
    if isinstance(expected, Components):
        return Components(trained.n_outputs - N_SQUARES)
    return expected
