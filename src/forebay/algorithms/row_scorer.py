"""The scores of one matrix row without arrays: a server answers for one row at a time.

The bits are those of ML.PREDICT: of trees those of ``score``, with NumPy's exponential; of linear
models those of ``linear_sql``, with the C library's. Of principal components the coordinates alone.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_row import cluster_row
from forebay.algorithms.component_row import component_row
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.link import predictions
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.algorithms.link import Link
    from forebay.algorithms.matrix_protocol import ClusterModel, MatrixModel, ReductionModel
    from forebay.algorithms.score_calibration import ScoreCalibration

    RowModel: TypeAlias = MatrixModel | ClusterModel | ReductionModel
    MatrixRow: TypeAlias = Sequence[Any]
    ScoresOf: TypeAlias = Callable[[MatrixRow], list[float]]

_FAR: Final = 700.0  # exp beyond float64 warns in a single call; arrays are asked not to


def row_scorer(
    model: RowModel, is_category: Sequence[bool], calibration: ScoreCalibration | None = None
) -> ScoresOf | None:
    """Return the function that gives the scores of one row; None where arrays are as good.

    Parameters
    ----------
    is_category
        Whether a column of the matrix holds codes: an int in the row, else a float.
    calibration
        What makes probabilities of the model's scores. Of trees only: those of linear models are
        NumPy's to the bit there, and a row's are not.

    """
    if calibration is not None:
        trees = _trees(model, is_category) if isinstance(model, TreeModel) else None
        return None if trees is None else _calibrated(trees, calibration)
    match model:
        case TreeModel():
            return _trees(model, is_category)
        case LinearModel():
            return _linear(model)
        case Centroids():
            return cluster_row(model)
        case PrincipalComponents():
            return component_row(model)
        case _:
            return None


def _trees(model: TreeModel, is_category: Sequence[bool]) -> ScoresOf | None:
    sums = model.row_sums(is_category)
    if sums is None:
        return None
    base, linked = model.base_score, _linked(model.link)

    def scores(row: MatrixRow) -> list[float]:
        return linked([value + base for value in sums(row)])

    return scores


def _calibrated(scores_of: ScoresOf, calibration: ScoreCalibration) -> ScoresOf:
    def scores(row: MatrixRow) -> list[float]:
        found: list[float] = calibration.of(np.array([scores_of(row)]))[0].tolist()
        return found

    return scores


def _linear(model: LinearModel) -> ScoresOf:
    linked = _linked_as_sql(model.link)
    bounds = list(pairwise(model.start.tolist()))
    outputs = [
        (
            model.intercept[output].item(),
            [_weights(model, i, output, bounds[i]) for i in range(len(bounds))],
        )
        for output in range(model.n_outputs)
    ]

    def scores(row: MatrixRow) -> list[float]:
        sums = []
        for intercept, weights in outputs:
            total = intercept
            for value, weight in zip(row, weights, strict=True):
                if isinstance(weight, float):
                    total += value * weight
                else:  # an unknown category adds 0.0, which turns a -0.0 as in the array
                    total += weight[value] if 0 <= value < len(weight) else 0.0
            sums.append(total)
        return linked(sums)

    return scores


def _weights(
    model: LinearModel, column: int, output: int, bounds: tuple[int, int]
) -> float | list[float]:
    """Return the weight of a number, or those of the categories."""
    first, stop = bounds
    found: list[float] = model.weight[first:stop, output].tolist()
    return found if model.is_category[column] else found[0]


def _linked_as_sql(link: Link) -> Callable[[list[float]], list[float]]:
    """Return ``linear_sql`` in floats: the engine's exponential is that of the C library."""

    def exp(value: float) -> float:
        try:
            return math.exp(value)
        except OverflowError:
            return math.inf

    def softmax(raw: list[float]) -> list[float]:
        greatest = math.nan if any(map(math.isnan, raw)) else max(raw)
        parts = [exp(value - greatest) for value in raw]
        total = parts[0]
        for part in parts[1:]:
            total += part
        return [part / total for part in parts]

    match link:
        case "exp":
            return lambda raw: [exp(raw[0])]
        case "logistic":
            return lambda raw: [1.0 / (1.0 + exp(-raw[0]))]
        case "softmax":
            return softmax
        case _:
            return lambda raw: raw


def _linked(link: Link) -> Callable[[list[float]], list[float]]:
    exp = np.exp

    def logistic(raw: list[float]) -> list[float]:
        value = raw[0]
        if not -_FAR < value < _FAR:
            return whole(raw)
        return [1.0 / (1.0 + float(exp(-value)))]

    def whole(raw: list[float]) -> list[float]:
        found: list[float] = predictions(np.array([raw]), link)[0].tolist()
        return found

    match link:
        case "identity":
            return lambda raw: raw
        case "logistic":
            return logistic
        case _:
            return whole
