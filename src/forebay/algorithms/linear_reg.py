"""LINEAR_REG: the least-squares line, solved exactly."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from forebay.algorithms.conjugate_gradient import conjugate_gradient
from forebay.algorithms.coordinate_descent import coordinate_descent
from forebay.algorithms.design import Design, whole_gram
from forebay.algorithms.free_parameters import free_parameters
from forebay.algorithms.gram_limits import check_gram_size, has_direct_solution
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.least_norm import least_norm_inverse
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.one_blas_thread import one_blas_thread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData

_REFINEMENTS: Final = 2
_CG_TOLERANCE: Final = 1e-13
_CG_PRODUCTS: Final = 1_000


class LinearReg:
    r"""Least squares with optional L1 and L2 regularisation.

    Notes
    -----
    Minimises $\tfrac12 \sum_i s_i (y_i - x_i'w)^2 + \tfrac12 \ell_2 \|w\|^2 + \ell_1 \|w\|_1$ for
    row weights s, over standardised numbers and one-hot categories; the intercept is not
    regularised. Without L1 the normal equations are summed in one pass over the rows and solved;
    two more passes take the residuals of the solution and correct it, which wins back the digits
    that the normal equations lose [^1]. Where weights are not determined, those of least norm are
    taken: predictions are those of the pseudo-inverse. With L1: coordinate descent on the sums.

    References
    ----------
    [^1]: Bjorck (1996). Numerical Methods for Least Squares Problems, section 2.9 (corrected
        seminormal equations). SIAM.

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
        began = time.monotonic()
        design = Design(data, fit_intercept=options["fit_intercept"])
        on_progress(None, "summing rows")
        values = _Fit(design, options).solve(on_progress)
        loss = _mean_squared_error(design, values)
        eval_loss = None
        if data.tune is not None and data.n_tune:
            tune = Design(
                data, fit_intercept=options["fit_intercept"], query=data.tune, n_rows=data.n_tune
            )
            eval_loss = _mean_squared_error(tune, values)
        iteration = Iteration(0, loss, eval_loss, None, round(1000 * (time.monotonic() - began)))
        on_progress(1.0, f"train squared error {loss:.4g}")
        return LinearModel.of(
            design.parameters, values[:, None], "identity", iterations=[iteration]
        )

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> LinearModel:
        """Return the model that was stored."""
        return LinearModel.load(describe, arrays)


@dataclass(slots=True, eq=False)
class _Fit:
    design: Design
    options: Mapping[str, Any]
    _free: NDArray[np.intp] = field(init=False)  # parameters that are not held at 0
    _l2: NDArray[np.float64] = field(init=False)

    def solve(self, on_progress: OnProgress) -> NDArray[np.float64]:
        """Return the parameters, shape (n_parameters,)."""
        parameters = self.design.parameters
        penalised = parameters.penalised()
        self._l2 = self.options["l2_reg"] * penalised
        self._free = free_parameters(self.design, self.options["category_encoding_method"])
        l1 = self.options["l1_reg"] * penalised
        if self.options["l1_reg"] > 0:
            check_gram_size(parameters.n_parameters, "l1_reg")
            gram, right = self._sums()
            found = coordinate_descent(gram, right, l1[self._free], np.zeros(len(self._free)))
            return self._spread(found)
        values = np.zeros(parameters.n_parameters)
        if not has_direct_solution(parameters.n_parameters):
            on_progress(None, "solving the normal equations, pass by pass")
            return self._spread(self._by_products(self._gradient(values)))
        gram, _ = self._sums()
        step = least_norm_inverse(gram)
        for number in range(1 + _REFINEMENTS):
            on_progress((1 + number) / (2 + _REFINEMENTS), "solving the normal equations")
            values = values + self._spread(step(self._gradient(values)))
        return values

    def _sums(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return X'SX + l2 and X'Sy of the free parameters."""
        n = self.design.parameters.n_parameters
        gram, right = np.zeros((n + 1, n + 1)), np.zeros(n)
        for block in self.design:
            block.add_gram(gram, block.weight)
            right += block.transposed_times((block.weight * block.label)[:, None])[:, 0]
        whole = whole_gram(gram) + np.diag(self._l2)
        return whole[np.ix_(self._free, self._free)], right[self._free]

    def _gradient(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return X'S(y - Xw) - l2 w of the free parameters: 0 at the solution."""
        total = -self._l2 * values
        for block in self.design:
            residual = block.label - block.times(values[:, None])[:, 0]
            total += block.transposed_times((block.weight * residual)[:, None])[:, 0]
        return np.asarray(total[self._free])

    def _by_products(self, right: NDArray[np.float64]) -> NDArray[np.float64]:
        """Solve without holding the sums of products: for very many categories."""
        diagonal = self._l2.copy()
        for block in self.design:
            squares = np.zeros(len(diagonal))
            n_dense = block.dense.shape[1]
            squares[:n_dense] = (block.dense**2 * block.weight[:, None]).sum(axis=0)
            for position in block.position:
                squares += np.bincount(position, block.weight, len(squares) + 1)[:-1]
            diagonal += squares

        def times(vector: NDArray[np.float64]) -> NDArray[np.float64]:
            whole = self._spread(vector)
            product = self._l2 * whole
            for block in self.design:
                rows = block.weight * block.times(whole[:, None])[:, 0]
                product += block.transposed_times(rows[:, None])[:, 0]
            return np.asarray(product[self._free])

        return conjugate_gradient(
            times, right, diagonal[self._free], tolerance=_CG_TOLERANCE, limit=_CG_PRODUCTS
        )

    def _spread(self, free: NDArray[np.float64]) -> NDArray[np.float64]:
        whole = np.zeros(self.design.parameters.n_parameters)
        whole[self._free] = free
        return whole


def _mean_squared_error(design: Design, values: NDArray[np.float64]) -> float:
    total = weight = 0.0
    for block in design:
        residual = block.label - block.times(values[:, None])[:, 0]
        total += float((block.weight * residual**2).sum())
        weight += float(block.weight.sum())
    return total / weight
