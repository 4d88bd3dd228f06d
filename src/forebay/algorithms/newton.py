"""Newton's method for log loss: few passes, to full convergence."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.conjugate_gradient import conjugate_gradient
from forebay.algorithms.coordinate_descent import coordinate_descent
from forebay.algorithms.gradient_descent import Descent
from forebay.algorithms.gram_limits import check_gram_size, has_direct_solution
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.least_norm import least_norm_inverse
from forebay.algorithms.linear_warnings import not_converged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.linear_design import LinearDesign
    from forebay.algorithms.log_loss import LogLoss
    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.slope import Slope

# A step that promises less than this share of the loss is the last one; Newton's method doubles
# the number of right digits at each step, so what is left after it is about the square of this.
_CONVERGED: Final = 1e-10
SEPARATED: Final = 1e-6  # mean log loss, in nats, below which weights only grow
_HALVINGS: Final = 30
_CG_TOLERANCE: Final = 1e-8
_CG_PRODUCTS: Final = 500


@dataclass(slots=True, eq=False)
class Newton:
    r"""Minimise $\sum_i s_i \mathrm{logloss}_i + \tfrac12 \ell_2 \|w\|^2 + \ell_1 \|w\|_1$.

    Notes
    -----
    Newton's method [^1], halving steps that do not help: one pass over the rows a step for two
    classes; for more, or for very many categories, each step is solved by conjugate gradients,
    which take a pass for each product. L1 is for two classes: coordinate descent on each step's
    quadratic.

    References
    ----------
    [^1]: Hastie, Tibshirani, Friedman (2009). The Elements of Statistical Learning, 4.4.1.

    """

    design: LinearDesign
    train: LogLoss
    tune: LogLoss | None
    options: Mapping[str, Any]
    on_progress: OnProgress
    last_step: NDArray[np.float64] = field(init=False)
    _penalised: NDArray[np.float64] = field(init=False)
    _is_direct: bool = field(init=False)

    def run(self) -> Descent:
        """Descend from the design's start; ``last_step`` is then the last change of weights."""
        n_parameters, n_outputs = self.train.shape
        self._penalised = self.design.parameters.penalised()[:, None]
        self.last_step = np.zeros(self.train.shape)
        if self.options["l1_reg"] > 0:
            check_gram_size(n_parameters, "l1_reg")
        self._is_direct = n_outputs == 1 and (
            has_direct_solution(n_parameters) or self.options["l1_reg"] > 0
        )
        weights, began = self.design.start, time.monotonic()
        slope = self.train.at(weights, with_hessian=self._is_direct)
        done: list[Iteration] = []
        limit = self.options["max_iterations"]
        for number in range(limit + 1):
            done.append(self._record(number, weights, slope, began))
            began = time.monotonic()
            if slope.loss <= SEPARATED * slope.total_weight or self._progress_is_small(done):
                return Descent(weights, tuple(done))
            if number == limit:
                break
            self.last_step = self._step(weights, slope)
            gain = self._promised(weights, slope, self.last_step)
            if gain <= _CONVERGED * max(self._objective(weights, slope), 1e-300):
                return Descent(weights + self.last_step, tuple(done))
            weights, slope = self._advance(weights, slope, self.last_step)
        return Descent(weights, tuple(done), (not_converged(limit, "Newton steps"),))

    def _progress_is_small(self, done: list[Iteration]) -> bool:
        share = self.options["min_rel_progress"]
        if len(done) < 2 or not self.options["early_stop"] or share == 0:  # noqa: PLR2004 - a pair
            return False
        before, now = (row.loss if row.eval_loss is None else row.eval_loss for row in done[-2:])
        return bool(before - now < share * abs(before))

    def _step(self, weights: NDArray[np.float64], slope: Slope) -> NDArray[np.float64]:
        """Return the step to the minimum of the quadratic that fits here."""
        l2 = self.options["l2_reg"] * self._penalised
        gradient = (slope.gradient + l2 * weights)[self.design.free]
        step = np.zeros_like(weights)
        if slope.hessian is not None:
            hessian = (slope.hessian + np.diag(l2[:, 0]))[
                np.ix_(self.design.free, self.design.free)
            ]
            if self.options["l1_reg"] > 0:
                here = weights[self.design.free, 0]
                l1 = (self.options["l1_reg"] * self._penalised)[self.design.free, 0]
                best = coordinate_descent(hessian, hessian @ here - gradient[:, 0], l1, here)
                step[self.design.free, 0] = best - here
            else:
                step[self.design.free] = -least_norm_inverse(hessian)(gradient[:, 0])[:, None]
            return step
        diagonal = (self.train.curvature_diagonal(weights) + l2)[self.design.free]

        def times(vector: NDArray[np.float64]) -> NDArray[np.float64]:
            whole = np.zeros_like(weights)
            whole[self.design.free] = vector
            product = self.train.curvature_times(weights, whole) + l2 * whole
            return np.asarray(product[self.design.free])

        step[self.design.free] = -conjugate_gradient(
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
        loss, eval_loss = self.train.shown(slope), None
        if self.tune is not None:
            eval_loss = self.tune.shown(self.tune.at(weights, with_hessian=False))
        figure = (
            f"train log_loss {loss:.4g}" if eval_loss is None else f"tune log_loss {eval_loss:.4g}"
        )
        limit = self.options["max_iterations"]
        self.on_progress(None, f"step {number} of at most {limit}, {figure}")
        duration_ms = round(1000 * (time.monotonic() - began))
        return Iteration(number, loss, eval_loss, None, duration_ms, self.design.training_run)
