"""Scores as the columns of ML.PREDICT, row by row; the SQL of ``query.functions.predict``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, TypeAlias, assert_never

from forebay.engine.protocol import Column
from forebay.errors import InternalError
from forebay.features.class_values import class_values
from forebay.features.label import Label
from forebay.query.functions.predict import prediction_columns
from forebay.query.imported_answer import imported_columns
from forebay.query.interval_columns import half_width_of
from forebay.query.nearest_centroids import NEAREST_COLUMNS
from forebay.query.target import Clusters, Components, Forecasts, Imported, Transformed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.algorithms.imported_output import ImportedOutput
    from forebay.query.live_model import LiveModel

    Answer: TypeAlias = dict[str, Any]

_TWO: Final = 2


def answer_columns(model: LiveModel) -> tuple[Column, ...]:
    """Return the columns that ML.PREDICT adds for the model."""
    target = model.signature.target
    match target:
        case Label():
            return prediction_columns(model.signature)
        case Clusters():
            return NEAREST_COLUMNS
        case Components():
            n = model.components.n_components
            return tuple(Column(f"principal_component_{i + 1}", "DOUBLE") for i in range(n))
        case Imported():
            return imported_columns(target)
        case Transformed() | Forecasts():
            raise InternalError.of("other-task", f"a {model.task} model is not served")
        case _:
            assert_never(target)


def answers_of(model: LiveModel) -> Callable[[Sequence[float]], Answer]:
    """Return the function that makes an answer of the scores of one row."""
    target = model.signature.target
    match target:
        case Label() if model.task == "regression":
            return _number(model)
        case Label() if model.task == "binary":
            return _binary(model)
        case Label():
            return _multiclass(model)
        case Clusters():
            return _clusters(model.clusters.n_nearest)
        case Components():
            names = [column.name for column in answer_columns(model)]
            return lambda scores: {n: _finite(s) for n, s in zip(names, scores, strict=False)}
        case Imported(outputs):
            return lambda scores: {output.name: _imported(output, scores) for output in outputs}
        case Transformed() | Forecasts():
            raise InternalError.of("other-task", f"a {model.task} model is not served")
        case _:
            assert_never(target)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _number(model: LiveModel) -> Callable[[Sequence[float]], Answer]:
    name, *ends = (column.name for column in answer_columns(model))
    if not ends:
        return lambda scores: {name: _finite(scores[0])}
    lower, upper = ends
    half_width = half_width_of(model)

    def answer(scores: Sequence[float]) -> Answer:
        p = _finite(scores[0])
        width = half_width(p) if p is not None else None
        if p is None or width is None:
            return {name: p, lower: None, upper: None}
        return {name: p, lower: p - width, upper: p + width}

    return answer


def _binary(model: LiveModel) -> Callable[[Sequence[float]], Answer]:
    negative, positive = class_values(model.label)
    predicted, threshold = model.signature.predicted, model.threshold
    probabilities = f"{predicted}_probs"

    def answer(scores: Sequence[float]) -> Answer:
        p = scores[0]
        if math.isnan(p):
            return {predicted: None, probabilities: None}
        yes, no = {"label": positive, "prob": p}, {"label": negative, "prob": 1.0 - p}
        return {
            predicted: positive if p > threshold else negative,
            probabilities: [yes, no] if p > 1.0 - p else [no, yes],
        }

    return answer


def _multiclass(model: LiveModel) -> Callable[[Sequence[float]], Answer]:
    values = class_values(model.label)
    predicted = model.signature.predicted
    probabilities = f"{predicted}_probs"

    def answer(scores: Sequence[float]) -> Answer:
        if math.isnan(scores[0]):
            return {predicted: None, probabilities: None}
        # Equal ones stand in the order of the classes.
        order = sorted(range(len(values)), key=lambda i: -scores[i])
        pairs = [{"label": values[i], "prob": scores[i]} for i in order]
        return {predicted: pairs[0]["label"], probabilities: pairs}

    return answer


def _clusters(n: int) -> Callable[[Sequence[float]], Answer]:
    centroid, distances = (column.name for column in NEAREST_COLUMNS)

    def answer(scores: Sequence[float]) -> Answer:
        if not math.isfinite(scores[n]):
            return {centroid: None, distances: None}
        pairs = [{centroid: int(scores[i]), "distance": scores[n + i]} for i in range(n)]
        return {centroid: int(scores[0]), distances: pairs}

    return answer


def _imported(output: ImportedOutput, scores: Sequence[float]) -> Any:
    if output.width is None:
        return _typed(scores[output.first], output.type)
    parts = scores[output.first : output.first + output.width]
    if output.is_class:
        return None if math.isnan(parts[0]) else list(parts).index(max(parts))
    return [_typed(part, output.type) for part in parts]


def _typed(number: float, kind: str) -> Any:
    if kind == "DOUBLE":
        return number
    if not math.isfinite(number):
        return None
    return number != 0 if kind == "BOOLEAN" else round(number)
