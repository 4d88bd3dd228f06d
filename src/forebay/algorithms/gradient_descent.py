"""Batch gradient descent: one step for each pass over all rows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.iteration import Iteration
from forebay.algorithms.linear_warnings import diverged, not_converged
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.slope import Loss, Slope
    from forebay.errors import Problem

_EPSILON: Final = float(np.finfo(np.float64).eps)
_HALVINGS: Final = 60
_STILL_FALLING: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """Where a descent ended.

    Parameters
    ----------
    weights
        Shape (n_parameters, n_outputs).
    iterations
        One for each step, from 0.
    warnings
        What a person should know.

    """

    weights: NDArray[np.float64]
    iterations: tuple[Iteration, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(slots=True, eq=False)
class GradientDescent:
    r"""Minimise a mean loss with L1 and L2 prices on weights.

    Parameters
    ----------
    train, tune
        The loss that is lowered, and the one that tells when to stop if there is one.
    options
        Of the model type: the learning rates, when to stop, ``l1_reg`` and ``l2_reg``.
    moves
        1 where a parameter is learned, 0 where it stays 0, shape (n_parameters,).
    penalised
        1 where a parameter has a price, shape (n_parameters,).

    Notes
    -----
    With F the sum of losses and prices and W the sum of row weights, a step is
    $w \leftarrow w - \eta \nabla F(w) / W$; an L1 price is taken by shrinking the result
    towards 0 [^1]. CONSTANT: $\eta$ is ``learn_rate``. LINE_SEARCH: $\eta$ begins with
    ``ls_init_learn_rate`` and is tried at twice the last one in each later iteration; it is halved
    until F falls by at least what the quadratic bound of that $\eta$ promises. Each try is one
    pass over the rows.

    References
    ----------
    [^1]: Beck, Teboulle (2009). A fast iterative shrinkage-thresholding algorithm for linear
        inverse problems. SIAM Journal on Imaging Sciences 2(1), ISTA with backtracking.

    """

    train: Loss
    tune: Loss | None
    options: Mapping[str, Any]
    moves: NDArray[np.float64]
    penalised: NDArray[np.float64]
    on_progress: OnProgress
    _done: list[Iteration] = field(init=False, default_factory=list)

    def run(self, start: NDArray[np.float64], *, training_run: int = 0) -> Descent:
        """Descend from weights of shape (n_parameters, n_outputs).

        Raises
        ------
        EngineError
            ``training-diverged``: with a constant rate that is too high.

        """
        with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too high is said so
            return self._descend(start * self.moves[:, None], training_run)

    def _descend(self, weights: NDArray[np.float64], training_run: int) -> Descent:
        slope = self.train.at(weights, with_hessian=False)
        before, fallen = self._objective(weights, slope), 0.0
        searches = self.options["learn_rate_strategy"] == "LINE_SEARCH"
        rate = self.options["ls_init_learn_rate" if searches else "learn_rate"]
        limit = self.options["max_iterations"]
        for number in range(limit):
            began = time.monotonic()
            if searches:
                ahead, reached, rate = self._search(weights, slope, rate)
            else:
                ahead = self._step(weights, slope, rate)
                reached = self.train.at(ahead, with_hessian=False)
            now = self._objective(ahead, reached)
            if not np.isfinite(now):
                raise EngineError(diverged(rate, number))
            self._record(number, ahead, reached, (rate, began, training_run))
            fallen = before - now
            stops = self._stops(fallen, before)
            if fallen >= 0 or not stops:
                weights, slope, before = ahead, reached, now
            if stops or (searches and fallen <= _EPSILON * abs(before)):
                return Descent(weights, tuple(self._done))
            rate *= 2.0 if searches else 1.0
        share = fallen / abs(before) if before else 0.0
        warnings = (not_converged(limit, "iterations"),) if share > _STILL_FALLING else ()
        return Descent(weights, tuple(self._done), warnings)

    def _search(
        self, weights: NDArray[np.float64], slope: Slope, rate: float
    ) -> tuple[NDArray[np.float64], Slope, float]:
        """Return the step, what it reached, and the rate that took it there."""
        here, gradient = self._smooth(weights, slope), self._gradient(weights, slope)
        for _ in range(_HALVINGS):
            ahead = self._step(weights, slope, rate)
            reached = self.train.at(ahead, with_hessian=False)
            change = ahead - weights
            bound = here + float((gradient * change).sum() + (change**2).sum() / (2 * rate))
            if self._smooth(ahead, reached) <= bound + 4 * _EPSILON * abs(here):
                return ahead, reached, rate
            rate /= 2
        return weights, slope, rate

    def _step(self, weights: NDArray[np.float64], slope: Slope, rate: float) -> NDArray[np.float64]:
        ahead = weights - rate * self._gradient(weights, slope)
        price = rate * self.options["l1_reg"] / slope.total_weight * self.penalised[:, None]
        return np.asarray(np.sign(ahead) * np.maximum(np.abs(ahead) - price, 0.0))

    def _gradient(self, weights: NDArray[np.float64], slope: Slope) -> NDArray[np.float64]:
        price = self.options["l2_reg"] * self.penalised[:, None] * weights
        return np.asarray((slope.gradient + price) * self.moves[:, None] / slope.total_weight)

    def _smooth(self, weights: NDArray[np.float64], slope: Slope) -> float:
        price = self.options["l2_reg"] / 2 * (self.penalised[:, None] * weights**2).sum()
        return float((slope.loss + price) / slope.total_weight)

    def _objective(self, weights: NDArray[np.float64], slope: Slope) -> float:
        price = self.options["l1_reg"] * (self.penalised[:, None] * np.abs(weights)).sum()
        return self._smooth(weights, slope) + float(price / slope.total_weight)

    def _stops(self, fallen: float, before: float) -> bool:
        share = float(self.options["min_rel_progress"])
        if not self.options["early_stop"]:
            return False
        if self.tune is not None and len(self._done) > 1:
            last, now = (row.eval_loss or 0.0 for row in self._done[-2:])
            return last - now < share * abs(last)
        return fallen < share * abs(before)

    def _record(
        self,
        number: int,
        weights: NDArray[np.float64],
        slope: Slope,
        step: tuple[float, float, int],
    ) -> None:
        rate, began, training_run = step
        loss = self.train.shown(slope)
        eval_loss = None
        if self.tune is not None:
            eval_loss = self.tune.shown(self.tune.at(weights, with_hessian=False))
        taken = round(1000 * (time.monotonic() - began))
        self._done.append(Iteration(number, loss, eval_loss, rate, taken, training_run))
        limit = self.options["max_iterations"]
        self.on_progress((number + 1) / limit, f"iteration {number + 1} of {limit}, {loss:.4g}")
