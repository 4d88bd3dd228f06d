"""What one version of a model is worth, computed from its stored gate rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.made_of_trees import made_of_trees
from forebay.engine import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ForebayError
from forebay.evaluate import ScoredRows, evaluate_columns, main_metric
from forebay.evaluate.metric_names import metric_names
from forebay.features.task import LABEL_TASKS
from forebay.query.live_model import load_live_model
from forebay.session.report.gate_looks import read_gate_looks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.evaluate.calibration import Calibration
    from forebay.evaluate.confusion_matrix import ConfusionMatrix
    from forebay.evaluate.interval import Interval
    from forebay.evaluate.roc_curve import RocPoint
    from forebay.query.live_model import LiveModel
    from forebay.session.report.gate_looks import GateLooks

_ROWS: Final = "__card_gate"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A version with its figures; what there is no evidence for is empty.

    Parameters
    ----------
    model
        None if its files are damaged; `problem` then says how.
    figures
        With 95 % intervals, the main metric first.
    baseline, champion
        The same metrics of the trivial model on the same rows, and of the champion on the rows on
        which it may be compared.
    ranking
        Raw columns with their share of what the model uses, the largest first.
    deciles
        Regression: mean prediction, mean label and rows of ten groups of equal size.
    looks
        What each feature is worth on the gate rows, and the main metric over time.

    """

    version: Version
    model: LiveModel | None = None
    problem: str = ""
    figures: Mapping[str, Interval] = field(default_factory=dict)
    baseline: Mapping[str, float] = field(default_factory=dict)
    champion: Mapping[str, float] = field(default_factory=dict)
    roc: tuple[RocPoint, ...] = ()
    champion_roc: tuple[RocPoint, ...] = ()
    calibration: Calibration | None = None
    confusion: ConfusionMatrix | None = None
    deciles: tuple[tuple[float, float, int], ...] = ()
    ranking: tuple[tuple[str, float], ...] = ()
    looks: GateLooks | None = None


def read_card(root: Path, env: str, workspace: Workspace, version: Version) -> ModelCard:
    """Verify the version's files, load it and compute its figures.

    A damaged file is told in the card: the rest of the report is wanted all the more then.
    """
    try:
        model = load_live_model(root, version)
        card = ModelCard(version, model, ranking=_ranking(model))
        if model.gate is None:
            return card
        card = replace(card, looks=read_gate_looks(root, env, workspace, version, model))
        return _judged(card, model, workspace)
    except ForebayError as error:
        return ModelCard(version, problem="; ".join(p.message for p in error.problems))


def _judged(card: ModelCard, model: LiveModel, workspace: Workspace) -> ModelCard:
    from forebay.evaluate.confusion_matrix import confusion_matrix
    from forebay.evaluate.figures import figures
    from forebay.evaluate.intervals import intervals
    from forebay.evaluate.ranking import ranking
    from forebay.evaluate.roc_curve import roc_curve
    from forebay.evaluate.sample import take_sample

    rows = _attach(model, workspace)
    try:
        names = _metrics(model)
        card = replace(
            card, figures=intervals(rows, names), baseline=figures(rows, names, scorer="baseline")
        )
        against = rows.narrowed("champion IS NOT NULL")
        ((compared,),) = workspace.rows(f"SELECT count(champion) FROM {rows.relation}")
        if compared:
            card = replace(card, champion=figures(against, names, scorer="champion"))
        if model.task == "forecast":
            return card
        if model.task == "regression":
            return replace(card, deciles=_deciles(rows))
        card = replace(card, confusion=confusion_matrix(rows))
        if model.task == "multiclass":
            return card
        return replace(
            card,
            roc=roc_curve(rows),
            champion_roc=roc_curve(replace(against, score="champion")) if compared else (),
            calibration=ranking(
                rows, "score", take_sample(rows, ["score"]), ["calibration_error"]
            ).calibration,
        )
    finally:
        workspace.drop(_ROWS)


def _attach(model: LiveModel, workspace: Workspace) -> ScoredRows:
    score = "DOUBLE[]" if model.task == "multiclass" else "DOUBLE"
    kinds = {"label": "DOUBLE", "score": score, "baseline": score, "champion": score}
    kinds["block"] = "BIGINT"
    schema = Schema(tuple(Column(f"__{name}", kind) for name, kind in kinds.items()))
    assert model.gate is not None  # noqa: S101 - for the type checker: the caller has looked
    workspace.attach(_ROWS, [model.gate], schema)
    columns = ", ".join(f"__{name} AS {name}" for name in kinds)
    relation = f"(SELECT {columns} FROM {quote(_ROWS)} WHERE __label IS NOT NULL)"
    if model.task == "forecast":
        return ScoredRows(workspace, relation, "regression", block="block", forecasts=True)
    return ScoredRows(
        workspace, relation, model.label.task, model.classes, model.threshold, block="block"
    )


def _metrics(model: LiveModel) -> tuple[str, ...]:
    if model.task == "forecast":
        return metric_names("forecast")
    task = model.label.task
    extra = {
        "binary": (
            "average_precision",
            "brier_score",
            "brier_skill",
            "calibration_error",
            "calibration_slope",
            "calibration_intercept",
        ),
        "multiclass": ("balanced_accuracy",),
        "regression": ("root_mean_squared_error", "bias"),
    }[task]
    found = (main_metric(task), *evaluate_columns(task), *extra)
    # The logarithm of a label of -1 or less does not exist; most regressions have no use for it.
    return tuple(name for name in dict.fromkeys(found) if name != "mean_squared_log_error")


def _deciles(rows: ScoredRows) -> tuple[tuple[float, float, int], ...]:
    found: list[Any] = rows.workspace.rows(
        f"SELECT avg(score), avg(label), count(*) FROM (SELECT score, label,"
        f" ntile(10) OVER (ORDER BY score, label) AS part FROM {rows.relation}"
        " WHERE isfinite(score) AND isfinite(label)) GROUP BY part ORDER BY part"
    )
    return tuple((float(a), float(b), int(n)) for a, b, n in found)


def _ranking(model: LiveModel) -> tuple[tuple[str, float], ...]:
    """Return each raw column's share: of the gain of all splits, or of the sizes of weights.

    A weight's size is per standard deviation for a number; for categories it is the distance from
    the least to the greatest weight.
    """
    sizes: dict[str, float] = {}
    columns = model.features.columns
    if model.task not in LABEL_TASKS:
        return ()
    if made_of_trees(model.signature.model_type):
        for row in model.model.importance(columns):
            sizes[row["feature"]] = row["importance_weight"] * row["importance_gain"]
    else:
        raw = {column.name: column.raw_name or column.name for column in columns}
        for row in model.model.weights(columns, standardize=True):
            name = raw.get(row["processed_input"])
            if name is not None:
                sizes[name] = sizes.get(name, 0.0) + _size(row)
    whole = sum(sizes.values()) or 1.0
    ranked = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    return tuple((name, size / whole) for name, size in ranked)


def _size(row: Mapping[str, Any]) -> float:
    if row["weight"] is not None:
        return abs(float(row["weight"]))
    weights = [float(pair["weight"]) for pair in row["category_weights"]]
    return max(weights, default=0.0) - min(weights, default=0.0)
