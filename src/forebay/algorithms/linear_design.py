"""What LINEAR_REG and LOGISTIC_REG are trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.design import Design
from forebay.algorithms.design_means import design_means
from forebay.algorithms.free_parameters import free_parameters
from forebay.algorithms.warm_start import earlier_iterations, hold_at_zero, starting_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters
    from forebay.algorithms.iteration import Iteration
    from forebay.algorithms.training_data import TrainingData


@dataclass(frozen=True, slots=True, eq=False)
class LinearDesign:
    """The design matrices of the train and tune rows, and which parameters are learned.

    Parameters
    ----------
    tune
        None if there are no tune rows.
    means
        Of the train rows, shape (n_parameters,).
    free
        The numbers of the parameters that are not held at 0.
    start
        The weights to begin with, shape (n_parameters, n_outputs).
    before
        The iterations of the model that a warm start began with.

    """

    train: Design
    tune: Design | None
    means: NDArray[np.float64]
    free: NDArray[np.intp]
    start: NDArray[np.float64]
    before: tuple[Iteration, ...]

    @classmethod
    def of(cls, data: TrainingData, options: Mapping[str, Any], n_outputs: int) -> LinearDesign:
        """Return the design of training data; one pass over the train rows."""
        fit_intercept = options["fit_intercept"]
        train = Design(data, fit_intercept=fit_intercept)
        tune = None
        if data.tune is not None and data.n_tune:
            tune = Design(data, fit_intercept=fit_intercept, query=data.tune, n_rows=data.n_tune)
        parameters, means = train.parameters, design_means(train)
        free = free_parameters(parameters, means, options["category_encoding_method"])
        shape = (parameters.n_parameters, n_outputs)
        start = starting_weights(data.earlier, parameters, data.columns, shape)
        hold_at_zero(start, parameters, np.setdiff1d(np.arange(shape[0]), free))
        return cls(train, tune, means, free, start, earlier_iterations(data.earlier))

    @property
    def parameters(self) -> Parameters:
        """Which parameter belongs to what."""
        return self.train.parameters

    @property
    def moves(self) -> NDArray[np.float64]:
        """1 where a parameter is learned, 0 where it is held, shape (n_parameters,)."""
        moves = np.zeros(self.parameters.n_parameters)
        moves[self.free] = 1.0
        return moves

    @property
    def training_run(self) -> int:
        """The number of this training: 0, and 1 more at each warm start."""
        return self.before[-1].training_run + 1 if self.before else 0
