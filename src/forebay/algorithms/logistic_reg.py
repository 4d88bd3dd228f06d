"""LOGISTIC_REG: class probabilities from weighted sums, for two classes or more."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.conjugate_gradient import conjugate_gradient
from forebay.algorithms.coordinate_descent import coordinate_descent
from forebay.algorithms.design import Design
from forebay.algorithms.free_parameters import free_parameters
from forebay.algorithms.gram_limits import check_gram_size, has_direct_solution
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.least_norm import least_norm_inverse
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.link import link_for
from forebay.algorithms.log_loss import LogLoss, Slope
from forebay.algorithms.one_blas_thread import one_blas_thread
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData

# A step that promises less than this share of the loss is the last one; Newton's method doubles
# the number of right digits at each step, so what is left after it is about the square of this.
_CONVERGED: Final = 1e-10
_SEPARATED: Final = 1e-6  # mean log loss, in nats
_HALVINGS: Final = 30
_CG_TOLERANCE: Final = 1e-8
_CG_PRODUCTS: Final = 500


class LogisticReg:
    r"""Logistic regression for two classes, softmax regression for more.

    Notes
    -----
    Minimises $\sum_i s_i \mathrm{logloss}_i + \tfrac12 \ell_2 \|w\|^2 + \ell_1 \|w\|_1$ for row
    weights s (class weights included), over standardised numbers and one-hot categories; the
    intercept is not regularised. Newton's method [^1], halving steps that do not help: one pass
    over the rows a step for two classes; for more, or for very many categories, each step is
    solved by conjugate gradients, which take a pass for each product. L1 is for two classes:
    coordinate descent on each step's quadratic. It goes on to full convergence unless
    `min_rel_progress` is set; BigQuery ML's own 0.01 stops well before.

    If the classes can be told apart without error, weights grow without limit: training stops and
    says so.

    References
    ----------
    [^1]: Hastie, Tibshirani, Friedman (2009). The Elements of Statistical Learning, 4.4.1.

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
        link = link_for(data.n_classes)
        n_outputs = 1 if link == "logistic" else data.n_classes
        if link == "softmax" and options["l1_reg"] > 0:
            raise ProjectError.of(
                "not-supported",
                f'option "l1_reg" is not supported with {data.n_classes} classes',
                hint="Use l2_reg.",
            )
        design = Design(data, fit_intercept=options["fit_intercept"])
        class_weight = _class_weight(design, options, data.n_classes)
        train = LogLoss(design, link, n_outputs, class_weight)
        tune = None
        if data.tune is not None and data.n_tune:
            rows = Design(
                data, fit_intercept=options["fit_intercept"], query=data.tune, n_rows=data.n_tune
            )
            tune = LogLoss(rows, link, n_outputs, class_weight)
        descent = _Newton(design, train, tune, options, on_progress)
        weights, iterations, notes = descent.run()
        return LinearModel.of(design.parameters, weights, link, iterations=iterations, notes=notes)

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


@dataclass(slots=True, eq=False)
class _Newton:
    design: Design
    train: LogLoss
    tune: LogLoss | None
    options: Mapping[str, Any]
    on_progress: OnProgress
    _free: NDArray[np.intp] = field(init=False)
    _penalised: NDArray[np.float64] = field(init=False)
    _is_direct: bool = field(init=False)

    def run(self) -> tuple[NDArray[np.float64], list[Iteration], list[str]]:
        """Return the weights, what each step reached, and notes."""
        n_parameters, n_outputs = self.train.shape
        self._free = free_parameters(self.design, self.options["category_encoding_method"])
        self._penalised = self.design.parameters.penalised()[:, None]
        if self.options["l1_reg"] > 0:
            check_gram_size(n_parameters, "l1_reg")
        self._is_direct = n_outputs == 1 and (
            has_direct_solution(n_parameters) or self.options["l1_reg"] > 0
        )
        weights = np.zeros(self.train.shape)
        slope = self.train.at(weights, with_hessian=self._is_direct)
        done: list[Iteration] = []
        limit = self.options["max_iterations"]
        for number in range(limit + 1):
            began = time.monotonic()
            done.append(self._record(number, weights, slope, began))
            if slope.loss <= _SEPARATED * slope.total_weight:
                note = (
                    "The features tell the classes apart without error, so weights grow without "
                    "limit: training stopped. l2_reg gives finite weights."
                )
                return weights, done, [note]
            if self._progress_is_small(done):
                note = (
                    f"Early stop after {number} steps: the loss fell by less than min_rel_progress."
                )
                return weights, done, [note]
            if number == limit:
                break
            step = self._step(weights, slope)
            gain = self._promised(weights, slope, step)
            if gain <= _CONVERGED * max(self._objective(weights, slope), 1e-300):
                return weights + step, done, []
            weights, slope = self._advance(weights, slope, step)
        note = f"Not converged after {limit} steps: raise max_iterations, or set l2_reg."
        return weights, done, [note]

    def _progress_is_small(self, done: list[Iteration]) -> bool:
        share = self.options["min_rel_progress"]
        if len(done) < 2 or not self.options["early_stop"] or share == 0:  # noqa: PLR2004 - a pair
            return False
        before, now = (row.loss if row.eval_loss is None else row.eval_loss for row in done[-2:])
        return bool(before - now < share * abs(before))

    def _step(self, weights: NDArray[np.float64], slope: Slope) -> NDArray[np.float64]:
        """Return the step to the minimum of the quadratic that fits here."""
        l2 = self.options["l2_reg"] * self._penalised
        gradient = (slope.gradient + l2 * weights)[self._free]
        step = np.zeros_like(weights)
        if slope.hessian is not None:
            hessian = (slope.hessian + np.diag(l2[:, 0]))[np.ix_(self._free, self._free)]
            if self.options["l1_reg"] > 0:
                here = weights[self._free, 0]
                l1 = (self.options["l1_reg"] * self._penalised)[self._free, 0]
                best = coordinate_descent(hessian, hessian @ here - gradient[:, 0], l1, here)
                step[self._free, 0] = best - here
            else:
                step[self._free] = -least_norm_inverse(hessian)(gradient[:, 0])[:, None]
            return step
        diagonal = (self.train.curvature_diagonal(weights) + l2)[self._free]

        def times(vector: NDArray[np.float64]) -> NDArray[np.float64]:
            whole = np.zeros_like(weights)
            whole[self._free] = vector
            product = self.train.curvature_times(weights, whole) + l2 * whole
            return np.asarray(product[self._free])

        step[self._free] = -conjugate_gradient(
            times, gradient, diagonal, tolerance=_CG_TOLERANCE, limit=_CG_PRODUCTS
        )
        return step

    def _advance(
        self, weights: NDArray[np.float64], slope: Slope, step: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], Slope]:
        """Take the step, halved until it lowers the objective."""
        before = self._objective(weights, slope)
        size = 1.0
        for _ in range(_HALVINGS):
            ahead = weights + size * step
            reached = self.train.at(ahead, with_hessian=self._is_direct)
            if self._objective(ahead, reached) <= before:
                return ahead, reached
            size /= 2
        return weights, slope

    def _objective(self, weights: NDArray[np.float64], slope: Slope) -> float:
        l1, l2 = self.options["l1_reg"], self.options["l2_reg"]
        penalty = self._penalised * (l1 * np.abs(weights) + l2 / 2 * weights**2)
        return slope.loss + float(penalty.sum())

    def _promised(
        self, weights: NDArray[np.float64], slope: Slope, step: NDArray[np.float64]
    ) -> float:
        """Return how much lower the step's quadratic is at its end; half Newton's decrement."""
        l1, l2 = self.options["l1_reg"], self.options["l2_reg"]
        gradient = slope.gradient + l2 * self._penalised * weights
        change = np.abs(weights + step) - np.abs(weights)
        return -float((gradient * step + l1 * self._penalised * change).sum()) / 2

    def _record(
        self, number: int, weights: NDArray[np.float64], slope: Slope, began: float
    ) -> Iteration:
        loss = slope.loss / slope.total_weight
        eval_loss = None
        if self.tune is not None:
            reached = self.tune.at(weights, with_hessian=False)
            eval_loss = reached.loss / reached.total_weight
        figure = (
            f"train log_loss {loss:.4g}" if eval_loss is None else f"tune log_loss {eval_loss:.4g}"
        )
        limit = self.options["max_iterations"]
        self.on_progress(None, f"step {number} of at most {limit}, {figure}")
        duration_ms = round(1000 * (time.monotonic() - began))
        return Iteration(number, loss, eval_loss, None, duration_ms)
