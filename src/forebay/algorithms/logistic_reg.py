"""LOGISTIC_REG: class probabilities from weighted sums, for two classes or more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.coefficient_errors import check_full_rank, coefficient_errors
from forebay.algorithms.gradient_descent import Descent, GradientDescent
from forebay.algorithms.linear_design import LinearDesign
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_training import LinearTraining
from forebay.algorithms.linear_warnings import separated
from forebay.algorithms.link import Link, link_for
from forebay.algorithms.log_loss import LogLoss
from forebay.algorithms.newton import Newton
from forebay.algorithms.one_blas_thread import one_blas_thread
from forebay.algorithms.orthogonal_basis import OrthogonalBasis, orthogonal_basis
from forebay.algorithms.p_value_limits import check_p_value_limits
from forebay.algorithms.separation import separates
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.design import Design
    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData
    from forebay.errors import Problem

# A weight that still moves by as much at the last step (in log-odds for a standard deviation, or
# for a category) may be growing without limit.
_MOVING: Final = 1e-3
# Weights that do have a best value have not quite settled then: their share of a row's margin.
_UNSETTLED: Final = 1e-3
_LARGE: Final = 0.5
_LOUD: Final = 0.1


class LogisticReg:
    r"""Logistic regression for two classes, softmax regression for more.

    Notes
    -----
    Minimises $\sum_i s_i \mathrm{logloss}_i + \tfrac12 \ell_2 \|w\|^2 + \ell_1 \|w\|_1$ for row
    weights s (class weights included), over standardised numbers and one-hot categories; the
    intercept is not regularised. By Newton's method (see ``Newton``); by gradient descent (see
    ``GradientDescent``) if it is asked for, and with L1 for more than two classes.

    If some features tell classes apart without error, weights grow without limit: training stops
    and says so.

    Standard errors are Wald's: the square roots of the diagonal of the inverse of the second
    derivatives at the solution; p-values are the normal law's.

    """

    model_type: ClassVar[str] = "LOGISTIC_REG"
    task: ClassVar[Task] = "classification"
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
        n_outputs = 1 if data.n_classes == 2 else data.n_classes  # noqa: PLR2004 - two classes
        design = LinearDesign.of(data, options, n_outputs)
        fit = _Fit(data, design, options, _class_weight(design.train, options, data.n_classes))
        return fit.model(on_progress)

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> LinearModel:
        """Return the model that was stored."""
        return LinearModel.load(describe, arrays)


def _class_weight(
    design: Design, options: Mapping[str, Any], n_classes: int
) -> NDArray[np.float64] | None:
    count = np.zeros(n_classes, np.int64)
    if options["auto_class_weights"]:
        for block in design:
            count += np.bincount(block.label.astype(np.intp), minlength=n_classes)
    return weight_of_each_class(options, count)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    data: TrainingData
    design: LinearDesign
    options: Mapping[str, Any]
    class_weight: NDArray[np.float64] | None

    @property
    def link(self) -> Link:
        return link_for(self.data.n_classes)

    def model(self, on_progress: OnProgress) -> LinearModel:
        design = self.design
        wants_p_values = self.options["calculate_p_values"]
        if wants_p_values:
            check_p_value_limits(
                n_classes=self.data.n_classes,
                cardinality=len(design.free) - design.parameters.fit_intercept,
                n_rows=self.data.n_train,
            )
        loss, strategy = self._loss(design.train), "NEWTON"
        tune = None if design.tune is None else self._loss(design.tune)
        if self._descends:
            strategy = "BATCH_GRADIENT_DESCENT"
            penalised = design.parameters.penalised()
            descent = GradientDescent(
                loss, tune, self.options, design.moves, penalised, on_progress
            ).run(design.start, training_run=design.training_run)
            step = descent.weights
        else:
            newton = Newton(design, loss, tune, self.options, on_progress)
            descent = newton.run()
            step = newton.last_step
        warnings = self._separation(descent, step) or descent.warnings
        learned = {"weight": descent.weights, "mean": design.means}
        if wants_p_values:
            learned |= self._errors(loss, descent.weights, warnings)
        iterations = (*design.before, *descent.iterations)
        freedom = np.inf if wants_p_values else None
        training = LinearTraining(strategy, iterations, warnings, freedom)
        return LinearModel.of(design.parameters, learned, self.link, training)

    @property
    def _descends(self) -> bool:
        has_many = self.link == "softmax" and bool(self.options["l1_reg"] > 0)
        return has_many or bool(self.options["optimize_strategy"] == "BATCH_GRADIENT_DESCENT")

    def _loss(self, design: Design) -> LogLoss:
        return LogLoss(design, self.link, self.design.start.shape[1], self.class_weight)

    def _separation(self, descent: Descent, step: NDArray[np.float64]) -> tuple[Problem, ...]:
        """Return the warning that weights have no limit, if so."""
        if self.options["l1_reg"] > 0 or self.options["l2_reg"] > 0:
            return ()
        weights, design = descent.weights, self.design
        largest = np.abs(weights).max(initial=0.0)
        grown = np.where(np.abs(weights) >= _LARGE * largest, weights, 0.0)
        moves = np.abs(step).max(initial=0.0) > _MOVING
        tried = [(grown, 0.0), *([(weights, 0.0), (step, _UNSETTLED)] if moves else [])]
        for direction, slack in tried:
            if separates(design.train, direction, self.link, slack=slack):
                size = np.abs(direction).max(axis=1)
                loud = np.flatnonzero(size >= _LOUD * size.max())
                return (separated(design.parameters.column_names(loud, self.data.columns)),)
        return ()

    def _errors(
        self, loss: LogLoss, weights: NDArray[np.float64], warnings: tuple[Problem, ...]
    ) -> dict[str, NDArray[Any]]:
        """Return Wald's standard errors at the solution."""
        for warning in warnings:  # separated, or not at the solution
            detail = f"no p-values: {warning.detail}"
            raise EngineError(replace(warning, severity="error", detail=detail))
        design = self.design
        basis = self._basis(loss, weights)
        check_full_rank(basis, design.free, design.parameters, self.data.columns)
        errors, intercept = coefficient_errors(
            basis.root, design.free, design.parameters, self.data.columns
        )
        return {"standard_error": errors, "intercept_error": intercept}

    def _basis(self, loss: LogLoss, weights: NDArray[np.float64]) -> OrthogonalBasis:
        free = self.design.free
        hessian = loss.at(weights, with_hessian=True).hessian
        if hessian is None:
            raise AssertionError

        def products(directions: NDArray[np.float64]) -> NDArray[np.float64]:
            whole = np.zeros((len(weights), directions.shape[1]))
            whole[free] = directions
            return loss.products(weights, whole)

        return orthogonal_basis(hessian[np.ix_(free, free)], products)
