"""Begin training a linear model with the weights of an earlier version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_training import LinearTraining

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters
    from forebay.algorithms.earlier_model import EarlierModel
    from forebay.algorithms.iteration import Iteration
    from forebay.features.matrix_column import MatrixColumn


def starting_weights(
    earlier: EarlierModel | None,
    parameters: Parameters,
    columns: Sequence[MatrixColumn],
    shape: tuple[int, int],
) -> NDArray[np.float64]:
    """Return weights to begin with, shape (n_parameters, n_outputs); zeros without a model.

    The earlier weights are taken over by name and from the earlier mean and deviation of a column
    to its present ones, so that both models predict the same for the same row. What is new
    begins with 0.
    """
    weights = np.zeros(shape)
    if earlier is None:
        return weights
    model = LinearModel.load(earlier.describe, earlier.arrays)
    intercept = model.intercept.copy()
    found = {column.name: i for i, column in enumerate(earlier.columns)}
    for number, position in enumerate(parameters.numbers):
        now = columns[position]
        before = found.get(now.name)
        if before is not None and earlier.columns[before].kind == "number":
            then = earlier.columns[before]
            slope = model.weight[model.start[before]] / then.scale
            weights[number] = slope * now.scale
            intercept += slope * (now.center - then.center)
    for position, first in zip(parameters.categorical, parameters.first, strict=True):
        before = found.get(columns[position].name)
        if before is not None and earlier.columns[before].kind == "category":
            of_column = model.weight[model.start[before] : model.start[before + 1]]
            names = earlier.columns[before].categories
            known = dict(zip(names, of_column, strict=True))
            for code, name in enumerate(columns[position].categories):
                weights[first + code] = known.get(name, 0.0)
    if parameters.fit_intercept:
        weights[len(parameters.numbers)] = intercept
    return weights


def hold_at_zero(
    weights: NDArray[np.float64], parameters: Parameters, held: NDArray[np.intp]
) -> None:
    """Move the weight of each category that DUMMY_ENCODING leaves out to the intercept."""
    for number in held:
        at = int(np.searchsorted(parameters.first, number, side="right")) - 1
        first = parameters.first[at]
        shift = weights[number].copy()
        weights[first : first + parameters.size[at]] -= shift
        if parameters.fit_intercept:
            weights[len(parameters.numbers)] += shift


def earlier_iterations(earlier: EarlierModel | None) -> tuple[Iteration, ...]:
    """Return the iterations that the earlier model needed itself."""
    return () if earlier is None else LinearTraining.from_json(earlier.describe).iterations
