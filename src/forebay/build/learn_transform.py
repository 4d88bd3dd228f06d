"""From a frame to a frozen TRANSFORM clause, in memory: split, fit its functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.transform_only import TransformOnly
from forebay.build.event import Progress
from forebay.build.learn import Learned
from forebay.build.training_notices import training_notices
from forebay.build.warm_start import WarmStart
from forebay.features.fit import fit
from forebay.features.split import plan_split
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel
from forebay.query.target import Transformed

if TYPE_CHECKING:
    from forebay.build.learn import Lesson
    from forebay.build.model_work import ModelWork


def learn_transform(work: ModelWork, lesson: Lesson) -> Learned:
    """Fit the functions of the clause on every row that no split holds back."""
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    seed = int(options["seed"])
    split = plan_split(workspace, frame.name, roles, seed=seed, as_of=walk.as_of, tune=False)
    walk.tell(Progress(node.name, "fit", None))
    features = fit(
        workspace,
        frame.name,
        split.where("train"),
        roles,
        transform=work.statement.transform,
        encoding=None,
    )
    signature = ModelSignature(
        node.name,
        str(options["model_type"]),
        Transformed(),
        features.inputs,
        features.transform_columns,
    )
    model = LiveModel(signature, lesson.number, features, TransformOnly(), options=options)
    text = work.statement.rows.span.text
    found = training_notices(work, frame.name, split, model)
    return Learned(model, frame, roles, split, options, text, WarmStart(), found)
