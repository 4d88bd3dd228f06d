"""A small boosted tree model that answers a question about data, and is thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.algorithms import TrainingData, load_algorithm, validate_options
from forebay.build.training_frame import write_frame
from forebay.engine import Column
from forebay.engine.quote import quote
from forebay.errors import ForebayError
from forebay.features.fit import fit
from forebay.features.frame import KEY
from forebay.features.label import read_label
from forebay.features.roles import Roles
from forebay.features.split import plan_split
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel
from forebay.query.score import score
from forebay.trust.area import Area, area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.model_work import ModelWork

_TYPE = "BOOSTED_TREE_CLASSIFIER"
_OPTIONS = {"max_iterations": 20, "early_stop": False, "max_tree_depth": 4}
_TOO_LITTLE = frozenset({"no-features", "no-training-rows", "one-class"})
ANSWER = "__answer"  # BOOLEAN: what it learns
JUDGED = "__judged"  # BOOLEAN: it is judged on these rows, and learns from the others


@dataclass(frozen=True, slots=True)
class SmallModel:
    """How well the answer is told on the judged rows, and by which features, the best first."""

    area: Area
    features: tuple[str, ...]


def small_model(
    work: ModelWork, name: str, rows: str, features: Sequence[Column]
) -> SmallModel | None:
    """Learn ``__answer`` from features on some rows of a query, judge on the others.

    20 trees of depth 4, seed 1, so that it is the same each time, whatever the number of threads;
    the rows should be few. None where the rows do not teach anything: one class, one value of
    every feature.

    Parameters
    ----------
    name
        For its files and relations.
    rows
        A query with ``__answer``, ``__judged`` and the features.

    """
    answer, judged = Column(ANSWER, "BOOLEAN"), Column(JUDGED, "BOOLEAN")
    roles = Roles((answer, judged, *features), answer, split_method="CUSTOM", split_column=judged)
    try:
        return _learned(work, name, rows, roles)
    except ForebayError as error:
        if error.problems[0].name in _TOO_LITTLE:
            return None
        raise


def _learned(work: ModelWork, name: str, rows: str, roles: Roles) -> SmallModel | None:
    workspace, scratch = work.workspace, work.walk.scratch
    frame = write_frame(workspace, rows, roles, scratch / f"{name}.parquet", name=name)
    split = plan_split(workspace, name, roles, tune=False)
    train = split.where("train")
    assert roles.label is not None  # noqa: S101 - given by the caller above
    label = read_label(workspace, name, train, roles.label, classifies=True)
    features = fit(workspace, name, train, roles, transform=None, encoding="tree", whole=False)
    source = f"(SELECT * FROM {quote(name)} WHERE {train})"
    carried = [(label.index_sql(), "label"), ("1e0", "weight"), (KEY, "key")]
    data = TrainingData(
        workspace,
        features.matrix_query(source, carried=carried),
        None,
        features.columns,
        label.n_classes,
        split.counts["train"],
        0,
    )
    options = {**validate_options(_TYPE, {})[0], **_OPTIONS}
    trained = load_algorithm(_TYPE).train(
        data, options, seed=1, threads=work.walk.threads, on_progress=lambda *_: None
    )
    signature = ModelSignature(
        name, _TYPE, label, features.inputs, features.transform_columns, None
    )
    model = LiveModel(signature, 0, features, trained, options=options)
    scored = score(
        workspace,
        model,
        f"SELECT * FROM {quote(frame.name)} WHERE {split.where('gate')}",
        scratch / f"{name}-scored.parquet",
        name=f"{name}_scored",
        carried=[ANSWER],
    )
    found = area(
        workspace,
        f"SELECT {scored.score_sql} AS x, CAST({ANSWER} AS INTEGER) AS y FROM {quote(scored.name)}",
    )
    names = [
        str(row["feature"])
        for row in trained.importance(features.columns)
        if row["importance_gain"] > 0
    ]
    return SmallModel(found, tuple(names)) if found is not None else None
