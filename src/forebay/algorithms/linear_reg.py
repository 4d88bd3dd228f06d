"""LINEAR_REG: a number, by least squares."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, assert_never

import numpy as np

from forebay.algorithms.coefficient_errors import check_full_rank, coefficient_errors
from forebay.algorithms.coordinate_descent import coordinate_descent
from forebay.algorithms.gradient_descent import GradientDescent
from forebay.algorithms.gram_limits import check_gram_size
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.least_squares import LeastSquares
from forebay.algorithms.linear_design import LinearDesign
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_strategy import linear_strategy
from forebay.algorithms.linear_training import LinearTraining
from forebay.algorithms.one_blas_thread import one_blas_thread
from forebay.algorithms.p_value_limits import check_p_value_limits
from forebay.algorithms.squared_loss import SquaredLoss

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.linear_strategy import LinearStrategy
    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData


class LinearReg:
    r"""Least squares with optional L1 and L2 regularisation.

    Notes
    -----
    Minimises $\tfrac12 \sum_i s_i (y_i - x_i'w)^2 + \tfrac12 \ell_2 \|w\|^2 + \ell_1 \|w\|_1$ for
    row weights s, over standardised numbers and one-hot categories; the intercept is not
    regularised. ``linear_strategy`` chooses how: the normal equation (see ``LeastSquares``),
    gradient descent (see ``GradientDescent``), or, for an exact solution with L1, coordinate
    descent on the sums.

    Standard errors are those of ordinary least squares, $\sigma^2 (X'SX)^{-1}$ with $\sigma^2$
    the squared errors divided by rows minus weights; p-values are Student's t [^1].

    References
    ----------
    [^1]: Hastie, Tibshirani, Friedman (2009). The Elements of Statistical Learning, 3.2.

    """

    model_type: ClassVar[str] = "LINEAR_REG"
    task: ClassVar[Task] = "regression"
    encoding: ClassVar[Encoding] = "linear"

    @one_blas_thread()
    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: OnProgress,
    ) -> LinearModel:
        """Learn a model; see ``Algorithm.train``. Nothing is random, one thread works."""
        del seed, threads
        on_progress(None, "summing rows")
        design = LinearDesign.of(data, options, 1)
        strategy = linear_strategy(
            options,
            cardinality=design.parameters.n_parameters - options["fit_intercept"],
            n_rows=data.n_train,
        )
        return _Fit(data, design, options, on_progress).model(strategy)

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> LinearModel:
        """Return the model that was stored."""
        return LinearModel.load(describe, arrays)


@dataclass(slots=True, eq=False)
class _Fit:
    data: TrainingData
    design: LinearDesign
    options: Mapping[str, Any]
    on_progress: OnProgress

    def model(self, strategy: LinearStrategy) -> LinearModel:
        began = time.monotonic()
        freedom = None
        match strategy:
            case "BATCH_GRADIENT_DESCENT":
                return self._descended()
            case "NORMAL_EQUATION":
                learned, freedom = self._solved()
            case "COORDINATE_DESCENT":
                learned = {"weight": self._by_coordinates()}
            case _:
                assert_never(strategy)
        loss, eval_loss = self._losses(learned["weight"])
        duration = round(1000 * (time.monotonic() - began))
        last = Iteration(0, loss, eval_loss, None, duration, self.design.training_run)
        self.on_progress(1.0, f"train squared error {loss:.4g}")
        iterations = (*self.design.before, last)
        return self._named(learned, LinearTraining(strategy, iterations, (), freedom))

    def _named(self, learned: dict[str, NDArray[Any]], training: LinearTraining) -> LinearModel:
        learned["mean"] = self.design.means
        return LinearModel.of(self.design.parameters, learned, "identity", training)

    def _descended(self) -> LinearModel:
        design = self.design
        descent = GradientDescent(
            SquaredLoss(design.train),
            None if design.tune is None else SquaredLoss(design.tune),
            self.options,
            design.moves,
            design.parameters.penalised(),
            self.on_progress,
        ).run(design.start, training_run=design.training_run)
        iterations = (*design.before, *descent.iterations)
        training = LinearTraining("BATCH_GRADIENT_DESCENT", iterations, descent.warnings)
        return self._named({"weight": descent.weights}, training)

    def _solved(self) -> tuple[dict[str, NDArray[Any]], float | None]:
        """Return the weights; with p-values their errors, and the degrees of freedom."""
        parameters, free = self.design.parameters, self.design.free
        l2 = self.options["l2_reg"] * parameters.penalised()
        squares = LeastSquares(self.design.train, l2, free)
        if not self.options["calculate_p_values"]:
            return {"weight": squares.solve(self.on_progress)[:, None]}, None
        n_rows = self.data.n_train
        check_p_value_limits(
            n_classes=0, cardinality=len(free) - parameters.fit_intercept, n_rows=n_rows
        )
        basis = squares.basis()
        check_full_rank(basis, free, parameters, self.data.columns)
        weight = squares.improve(np.zeros(len(l2)), basis, self.on_progress)[:, None]
        freedom = float(n_rows - len(free))
        loss = SquaredLoss(self.design.train).at(weight, with_hessian=False).loss
        errors, intercept = coefficient_errors(basis.root, free, parameters, self.data.columns)
        sigma = np.sqrt(2 * loss / freedom)
        learned = {"standard_error": sigma * errors, "intercept_error": sigma * intercept}
        return {"weight": weight, **learned}, freedom

    def _by_coordinates(self) -> NDArray[np.float64]:
        parameters, free = self.design.parameters, self.design.free
        penalised = parameters.penalised()
        check_gram_size(parameters.n_parameters, "optimize_strategy")
        zero = np.zeros((parameters.n_parameters, 1))
        slope = SquaredLoss(self.design.train).at(zero, with_hessian=True)
        if slope.hessian is None:
            raise AssertionError
        gram = (slope.hessian + np.diag(self.options["l2_reg"] * penalised))[np.ix_(free, free)]
        l1 = (self.options["l1_reg"] * penalised)[free]
        start = self.design.start[free, 0]
        zero[free, 0] = coordinate_descent(gram, -slope.gradient[free, 0], l1, start)
        return zero

    def _losses(self, weight: NDArray[np.float64]) -> tuple[float, float | None]:
        losses = []
        for design in (self.design.train, self.design.tune):
            if design is not None:
                loss = SquaredLoss(design)
                losses.append(loss.shown(loss.at(weight, with_hessian=False)))
        return losses[0], losses[1] if len(losses) > 1 else None
