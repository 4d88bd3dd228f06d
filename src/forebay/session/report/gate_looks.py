"""What the stored gate rows say beyond figures: what each feature is worth, and how time went."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from forebay.build.learning_curve import CurvePoint, LearningCurve, Simpler
from forebay.catalog import layout
from forebay.catalog.atomic import write_atomically
from forebay.engine.quote import literal, quote
from forebay.errors import ForebayError
from forebay.evaluate import ScoredRows, main_metric
from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.interval import Interval
from forebay.evaluate.intervals import intervals
from forebay.evaluate.quantity import Formula, Quantity
from forebay.features.frame import KEY
from forebay.features.task import LABEL_TASKS
from forebay.query.score import score
from forebay.session.report.mean_shap import mean_shap
from forebay.session.report.slice_figures import declared_slices, slice_figures
from forebay.session.report.train_again import train_again

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel

_ROWS: Final = 4_000  # of which permutations are scored: an AUC is known to 0.01
_FEATURES: Final = 60
_PARTS: Final = 16  # at most so many stretches of time
_LEAST: Final = 30  # rows of a stretch for which a figure is told
_DAY: Final = 86_400
_WIDTHS: Final = (3_600, 6 * 3_600, _DAY, 7 * _DAY, 28 * _DAY, 91 * _DAY, 364 * _DAY)
_SAMPLE: Final = "__card_sample"
_SHUFFLED: Final = "__card_shuffled"
_FORM: Final = 2  # of the file: another number is computed again


@dataclass(frozen=True, slots=True)
class GateLooks:
    """What is read from the rows that a version was judged on.

    Parameters
    ----------
    metric
        The main metric of the model, of which both lists tell.
    importance
        By feature, how much worse the metric is when the feature's values are shuffled among the
        rows, with its 95 % interval (paired: the same rows before and after); the most first.
    times
        The start of a stretch of time, its rows, and the metric there with its 95 % interval.
    rows
        How many gate rows the shuffling was tried on.
    shap
        By feature, how much it moves the predictions for these rows; see ``mean_shap``. Empty for a
        model that does not explain its predictions.
    curve
        What training on fewer rows gives; None if nobody asked.
    slices
        By column, each value with rows enough to be judged, its rows, and the metric there; see
        ``slice_figures``.

    """

    metric: str
    importance: tuple[tuple[str, Interval], ...] = ()
    times: tuple[tuple[str, int, Interval], ...] = ()
    rows: int = 0
    shap: tuple[tuple[str, Interval], ...] = ()
    curve: LearningCurve | None = None
    slices: tuple[tuple[str, tuple[tuple[str, int, Interval], ...]], ...] = ()


def read_gate_looks(
    root: Path, env: str, workspace: Workspace, version: Version, model: LiveModel
) -> GateLooks | None:
    """Return the looks at a version's gate rows; the first time they are computed and kept.

    They lie in ``.forebay/cache/cards`` as JSON, by the content id of the version, so that a
    build pays nothing for them. None for models without a label, and without gate rows.

    """
    if model.gate is None or model.task not in LABEL_TASKS:
        return None
    kept = kept_looks(root, version)
    if kept is not None:
        return kept
    try:
        found = _look(workspace, model)
        found = replace(found, slices=slice_figures(workspace, model, declared_slices(version)))
    except ForebayError:
        return None  # a role needs what the file does not hold: the rest of the card is wanted
    found = replace(found, curve=train_again(root, env, version, model))
    text = json.dumps({"form": _FORM, **asdict(found)}, indent=1) + "\n"
    with suppress(OSError):  # a folder that may only be read: computed again next time
        write_atomically(_file(root, version), text.encode())
    return found


def _file(root: Path, version: Version) -> Path:
    return layout.cache(root) / "cards" / f"{version.content_id}.json"


def kept_looks(root: Path, version: Version) -> GateLooks | None:
    """Return what an earlier report computed of a version; None if none did."""
    try:
        kept: dict[str, Any] = json.loads(_file(root, version).read_text())
        if kept.pop("form") != _FORM:
            return None
        importance = tuple((name, Interval(**ends)) for name, ends in kept["importance"])
        times = tuple((start, rows, Interval(**ends)) for start, rows, ends in kept["times"])
        shap = tuple((name, Interval(**ends)) for name, ends in kept["shap"])
        slices = tuple(
            (column, tuple((value, rows, Interval(**ends)) for value, rows, ends in values))
            for column, values in kept["slices"]
        )
        looks = GateLooks(kept["metric"], importance, times, kept["rows"], shap)
        return replace(looks, curve=_curve(kept["curve"]), slices=slices)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _curve(kept: dict[str, Any]) -> LearningCurve:
    points = (
        CurvePoint(point["rows"], Interval(**point["judged"]), point["trained"])
        for point in kept["points"]
    )
    simpler = kept["simpler"]
    if simpler is not None:
        simpler = Simpler(**{**simpler, "lead": Interval(**simpler["lead"])})
    return LearningCurve(kept["metric"], tuple(points), simpler, kept["words"])


def _look(workspace: Workspace, model: LiveModel) -> GateLooks:
    gate = f"read_parquet({literal(str(model.gate))})"
    metric = main_metric(model.label.task)
    importance, rows = _importance(workspace, model, gate, metric)
    times = _times(workspace, model, gate, metric)
    return GateLooks(metric, importance, times, rows, _shap(workspace, model))


def _shap(workspace: Workspace, model: LiveModel) -> tuple[tuple[str, Interval], ...]:
    """Explain the rows that were shuffled."""
    kept = workspace.scratch / f"{_SAMPLE}.parquet"
    try:
        return mean_shap(workspace, model, f"read_parquet({literal(str(kept))})")
    except ForebayError:
        return ()  # a model from a file may not be one that explains its predictions


def _importance(
    workspace: Workspace, model: LiveModel, gate: str, metric: str
) -> tuple[tuple[tuple[str, Interval], ...], int]:
    """Shuffle each feature among the first rows by the hash of their keys, in a seeded order."""
    kept = workspace.scratch / f"{_SAMPLE}.parquet"
    workspace.write(
        f"SELECT *, row_number() OVER (ORDER BY {KEY}) AS __place FROM"
        f" (SELECT * FROM {gate} WHERE __label IS NOT NULL ORDER BY {KEY} LIMIT {_ROWS})",
        kept,
    )
    sample = f"read_parquet({literal(str(kept))})"
    ((rows,),) = workspace.rows(f"SELECT count(*) FROM {sample}")
    names = [column.name for column in model.features.inputs][:_FEATURES]
    inputs = ", ".join(f"s.{quote(name)}" for name in names)
    found = []
    for number, name in enumerate(names):
        order = f"ORDER BY hash(__place * 7919 + {number + 1}), __place"
        other = f"(SELECT {quote(name)} AS other, row_number() OVER ({order}) AS place"
        other += f" FROM {sample})"
        mixed = inputs.replace(f"s.{quote(name)}", f"o.other AS {quote(name)}", 1)
        text = f"SELECT {mixed}, s.__label AS label, s.__score AS before"
        text += f" FROM {sample} AS s JOIN {other} AS o ON o.place = s.__place"
        found.append((name, _worse(workspace, model, text, metric)))
    ranked = sorted(found, key=lambda item: (-_known(item[1].value), item[0]))
    return tuple(ranked), int(rows)  # type: ignore[call-overload]


def _known(value: float) -> float:
    return value if math.isfinite(value) else -math.inf


def _worse(workspace: Workspace, model: LiveModel, text: str, metric: str) -> Interval:
    """Return by how much the metric is worse for the rows of a query than it was before."""
    assert model.gate is not None  # noqa: S101 - for the type checker: the caller has looked
    target = workspace.scratch / f"{_SHUFFLED}.parquet"
    score(
        workspace, model, text, target,
        name=_SHUFFLED, carried=["label", "before"], as_lists=model.task == "multiclass",
    )  # fmt: skip
    try:
        relation = f"(SELECT label, before AS score, __score AS champion FROM {quote(_SHUFFLED)})"
        rows = _scored(workspace, model, relation)
        before, after = Quantity(metric), Quantity(metric, "champion")
        # Of both main metrics, more is better.
        formula = Formula(
            (before, after),
            lambda values: values[before] - values[after],
            {before: 1.0, after: -1.0},
        )
        return estimate(Evidence(rows, [before, after]), formula).interval()
    finally:
        workspace.drop(_SHUFFLED)
        target.unlink(missing_ok=True)


def _scored(workspace: Workspace, model: LiveModel, relation: str) -> ScoredRows:
    return ScoredRows(workspace, relation, model.label.task, model.classes, model.threshold)


def _times(
    workspace: Workspace, model: LiveModel, gate: str, metric: str
) -> tuple[tuple[str, int, Interval], ...]:
    """Cut the time of the predictions into equal stretches and judge each."""
    at = model.facts.get("predict_at")
    if not at:
        return ()
    whole = f"(SELECT __label AS label, __score AS score, epoch({at}) AS asked FROM {gate}"
    whole += " WHERE __label IS NOT NULL)"
    ((first, last),) = workspace.rows(f"SELECT min(asked), max(asked) FROM {whole}")
    if first is None or last is None:
        return ()
    start, end = float(str(first)), float(str(last))
    fitting = (w for w in _WIDTHS if (end - start) / w < _PARTS)
    width = next(fitting, math.ceil((end - start) / _PARTS))
    rows = _scored(workspace, model, whole)
    found = []
    low = start // width * width
    while low <= end:
        part = rows.narrowed(f"asked >= {literal(low)} AND asked < {literal(low + width)}")
        ((count, told),) = workspace.rows(
            f"SELECT count(*), strftime(to_timestamp({literal(low)}) AT TIME ZONE 'UTC',"
            f" '%Y-%m-%d{' %H:%M' if width < _DAY else ''}') FROM {whole} WHERE {part.where}"
        )
        if int(str(count)) >= _LEAST:
            found.append((str(told), int(str(count)), intervals(part, [metric])[metric]))
        low += width
    return tuple(found)
