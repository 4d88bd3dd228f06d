"""The least-squares solution of a design, exact to the digits that the data has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.conjugate_gradient import conjugate_gradient
from forebay.algorithms.gram_limits import has_direct_solution
from forebay.algorithms.orthogonal_basis import OrthogonalBasis, orthogonal_basis
from forebay.algorithms.squared_loss import SquaredLoss

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.design import Design
    from forebay.algorithms.protocol import OnProgress

_REFINEMENTS: Final = 2
_CG_TOLERANCE: Final = 1e-13
_CG_PRODUCTS: Final = 1_000


class LeastSquares:
    r"""Minimise half the squared errors plus $\tfrac12 \sum_j \ell_j w_j^2$.

    Parameters
    ----------
    l2
        The price of each parameter's square, shape (n_parameters,).
    free
        The numbers of the parameters that are not held at 0.

    Notes
    -----
    Sums of products are taken in one pass and solved (see ``orthogonal_basis`` for columns that
    nearly say the same); two more passes take the residuals of the solution and correct it, which
    wins back the digits that sums lose [^1]. Where weights are not determined, those of least norm
    are taken. With very many categories nothing is held: conjugate gradients, a pass for each
    product.

    References
    ----------
    [^1]: Bjorck (1996). Numerical Methods for Least Squares Problems, section 2.9. SIAM.

    """

    def __init__(self, design: Design, l2: NDArray[np.float64], free: NDArray[np.intp]) -> None:
        self._design = design
        self._loss = SquaredLoss(design)
        self._l2 = l2
        self._free = free

    def solve(self, on_progress: OnProgress) -> NDArray[np.float64]:
        """Return the parameters, shape (n_parameters,)."""
        if not has_direct_solution(len(self._l2)):
            on_progress(None, "solving the normal equations, pass by pass")
            return self._by_products(-self._gradient(np.zeros(len(self._l2))))
        return self.improve(np.zeros(len(self._l2)), self.basis(), on_progress)

    def basis(self) -> OrthogonalBasis:
        """Return what the sums of products are, over the free parameters."""
        n = len(self._l2)
        gram = self._loss.at(np.zeros((n, 1)), with_hessian=True).hessian
        if gram is None:
            raise AssertionError
        whole = gram + np.diag(self._l2)
        return orthogonal_basis(whole[np.ix_(self._free, self._free)], self._products)

    def improve(
        self, values: NDArray[np.float64], basis: OrthogonalBasis, on_progress: OnProgress
    ) -> NDArray[np.float64]:
        """Return the solution, from any parameters of shape (n_parameters,)."""
        for number in range(1 + _REFINEMENTS):
            on_progress((1 + number) / (2 + _REFINEMENTS), "solving the normal equations")
            step = basis.root @ (basis.root.T @ self._gradient(values))
            values = values - self._spread(step)
        return values

    def _gradient(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return X'S(Xw - y) + l2 w of the free parameters: 0 at the solution."""
        slope = self._loss.at(values[:, None], with_hessian=False)
        return np.asarray((slope.gradient[:, 0] + self._l2 * values)[self._free])

    def _products(self, directions: NDArray[np.float64]) -> NDArray[np.float64]:
        penalty = (directions * self._l2[self._free, None]).T @ directions
        return self._loss.products(self._spread(directions)) + penalty

    def _by_products(self, right: NDArray[np.float64]) -> NDArray[np.float64]:
        """Solve without holding the sums of products."""
        diagonal = self._l2.copy()
        for block in self._design:
            squares = np.zeros(len(diagonal))
            n_dense = block.dense.shape[1]
            squares[:n_dense] = (block.dense**2 * block.weight[:, None]).sum(axis=0)
            for position in block.position:
                squares += np.bincount(position, block.weight, len(squares) + 1)[:-1]
            diagonal += squares

        def times(vector: NDArray[np.float64]) -> NDArray[np.float64]:
            whole = self._spread(vector)
            product = self._l2 * whole
            for block in self._design:
                rows = block.weight * block.times(whole[:, None])[:, 0]
                product += block.transposed_times(rows[:, None])[:, 0]
            return np.asarray(product[self._free])

        found = conjugate_gradient(
            times, right, diagonal[self._free], tolerance=_CG_TOLERANCE, limit=_CG_PRODUCTS
        )
        return self._spread(found)

    def _spread(self, free: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values of all parameters from those of the free ones: axis 0."""
        whole = np.zeros((len(self._l2), *free.shape[1:]))
        whole[self._free] = free
        return whole
