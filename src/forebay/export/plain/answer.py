"""Scores as the columns of ML.PREDICT."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def answer(told: Mapping[str, Any], scores: Sequence[float]) -> dict[str, Any]:
    """Return what ML.PREDICT gives for the scores of one row.

    Parameters
    ----------
    told
        ``task``; ``predicted``, ``classes`` and ``threshold`` of a model with a label;
        ``interval``, if it has one: the names of its ends, the edges between the bins of
        predictions, half its width in each bin; ``outputs`` of a model from a file: name, first
        score, width, type, whether it is a class.

    """
    task = told["task"]
    if task == "regression":
        return {told["predicted"]: _finite(scores[0]), **_interval(told, scores[0])}
    if task == "binary":
        p = scores[0]
        return _classes(told, [1.0 - p, p], 1 if p > told["threshold"] else 0)
    if task == "multiclass":
        return _classes(told, scores, None)
    if task == "clustering":
        return _centroids(scores)
    if task == "reduction":
        return {f"principal_component_{i + 1}": _finite(s) for i, s in enumerate(scores)}
    return {name: _output(scores, place) for name, *place in told["outputs"]}


def _interval(told: Mapping[str, Any], predicted: float) -> dict[str, Any]:
    if "interval" not in told:
        return {}
    names, edges, widths = told["interval"]
    half = widths[bisect_right(edges, predicted)] if math.isfinite(predicted) else math.inf
    ends = (predicted - half, predicted + half) if math.isfinite(half) else (None, None)
    return dict(zip(names, ends))  # noqa: B905 - of Python 3.10


def _classes(
    told: Mapping[str, Any], shares: Sequence[float], chosen: int | None
) -> dict[str, Any]:
    name, classes = told["predicted"], told["classes"]
    if math.isnan(shares[0]):
        return {name: None, f"{name}_probs": None}
    # Equal ones stand in the order of the classes.
    order = sorted(range(len(classes)), key=lambda i: -shares[i])
    pairs = [{"label": classes[i], "prob": shares[i]} for i in order]
    return {name: classes[order[0] if chosen is None else chosen], f"{name}_probs": pairs}


def _centroids(scores: Sequence[float]) -> dict[str, Any]:
    n = len(scores) // 2
    if not math.isfinite(scores[n]):
        return {"centroid_id": None, "nearest_centroids_distance": None}
    pairs = [{"centroid_id": int(scores[i]), "distance": scores[n + i]} for i in range(n)]
    return {"centroid_id": int(scores[0]), "nearest_centroids_distance": pairs}


def _output(scores: Sequence[float], place: Sequence[Any]) -> Any:
    first, width, kind, is_class = place
    if width is None:
        return _typed(scores[first], kind)
    parts = list(scores[first : first + width])
    if is_class:
        return None if math.isnan(parts[0]) else parts.index(max(parts))
    return [_typed(part, kind) for part in parts]


def _typed(number: float, kind: str) -> Any:
    if kind == "DOUBLE":
        return number
    if not math.isfinite(number):
        return None
    return number != 0 if kind == "BOOLEAN" else round(number)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
