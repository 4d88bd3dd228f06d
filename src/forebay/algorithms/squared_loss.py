"""Half the sum of squared errors over the rows of a design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.algorithms.design import Design, whole_gram
from forebay.algorithms.slope import Slope

if TYPE_CHECKING:
    from numpy.typing import NDArray


class SquaredLoss:
    """The loss of linear regression; weights have one output."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self.shape = (design.parameters.n_parameters, 1)

    def at(self, weights: NDArray[np.float64], *, with_hessian: bool) -> Slope:
        """Return loss and gradient at weights of shape `shape`, in one pass over the rows."""
        n = self.shape[0]
        loss = total = 0.0
        gradient = np.zeros(self.shape)
        gram = np.zeros((n + 1, n + 1)) if with_hessian else None
        for block in self._design:
            error = block.times(weights)[:, 0] - block.label
            weighted = block.weight * error
            loss += float((weighted * error).sum()) / 2
            total += float(block.weight.sum())
            gradient += block.transposed_times(weighted[:, None])
            if gram is not None:
                block.add_gram(gram, block.weight)
        return Slope(loss, gradient, None if gram is None else whole_gram(gram), total)

    def shown(self, slope: Slope) -> float:
        """Return the mean squared error of a row."""
        return 2 * slope.loss / slope.total_weight

    def products(self, basis: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return B'X'SXB; `basis` has the shape (n_parameters, n_directions)."""
        total = np.zeros((basis.shape[1], basis.shape[1]))
        for block in self._design:
            along = block.times(basis)
            total += along.T @ (along * block.weight[:, None])
        return total
