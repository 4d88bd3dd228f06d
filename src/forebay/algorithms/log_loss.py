"""Log loss over the rows of a design: its value, slope and curvature, one pass each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.design import Design, DesignBlock, whole_gram
from forebay.algorithms.link import Link, predictions
from forebay.algorithms.slope import Slope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


class LogLoss:
    """The log loss of a linear model with a logistic or softmax link.

    Parameters
    ----------
    class_weight
        One factor for each class on the weights of its rows, shape (n_classes,); None: no factor.

    """

    def __init__(
        self, design: Design, link: Link, n_outputs: int, class_weight: NDArray[Any] | None
    ) -> None:
        self._design = design
        self._link = link
        self._class_weight = class_weight
        self.shape = (design.parameters.n_parameters, n_outputs)

    def at(self, weights: NDArray[np.float64], *, with_hessian: bool) -> Slope:
        """Return loss and gradient at weights of shape `shape`, in one pass over the rows."""
        n = self.shape[0]
        loss = total = 0.0
        gradient = np.zeros(self.shape)
        gram = np.zeros((n + 1, n + 1)) if with_hessian else None
        for block, row_weight in self._blocks():
            raw = block.times(weights)
            probability = predictions(raw, self._link)
            loss += float((row_weight * self._losses(block, raw)).sum())
            total += float(row_weight.sum())
            residual = probability.copy()
            if self._link == "logistic":
                residual[:, 0] -= block.label
            else:
                residual[np.arange(len(residual)), block.label.astype(np.intp)] -= 1.0
            gradient += block.transposed_times(residual * row_weight[:, None])
            if gram is not None:
                p = probability[:, 0]
                block.add_gram(gram, row_weight * p * (1.0 - p))
        return Slope(loss, gradient, None if gram is None else whole_gram(gram), total)

    def shown(self, slope: Slope) -> float:
        """Return the mean log loss of a row."""
        return slope.loss / slope.total_weight

    def curvature_times(
        self, weights: NDArray[np.float64], direction: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the product of the second derivatives at `weights` with `direction`."""
        product = np.zeros(self.shape)
        for block, row_weight in self._blocks():
            p = predictions(block.times(weights), self._link)
            along = block.times(direction)
            if self._link == "logistic":
                change = p * (1.0 - p) * along
            else:
                change = p * (along - (p * along).sum(axis=1, keepdims=True))
            product += block.transposed_times(change * row_weight[:, None])
        return product

    def curvature_diagonal(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the diagonal of the second derivatives at `weights`, shape `shape`."""
        diagonal = np.zeros(self.shape)
        for block, row_weight in self._blocks():
            p = predictions(block.times(weights), self._link)
            rows = p * (1.0 - p) * row_weight[:, None]
            diagonal += _squared(block).transposed_times(rows)
        return diagonal

    def products(
        self, weights: NDArray[np.float64], basis: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return B'HB for the second derivatives H at `weights` of two classes.

        `basis` has the shape (n_parameters, n_directions).
        """
        total = np.zeros((basis.shape[1], basis.shape[1]))
        for block, row_weight in self._blocks():
            p = predictions(block.times(weights), self._link)[:, 0]
            along = block.times(basis)
            total += along.T @ (along * (row_weight * p * (1.0 - p))[:, None])
        return total

    def _blocks(self) -> Iterator[tuple[DesignBlock, NDArray[np.float64]]]:
        for block in self._design:
            weight = block.weight
            if self._class_weight is not None:
                weight = weight * self._class_weight[block.label.astype(np.intp)]
            yield block, weight

    def _losses(self, block: DesignBlock, raw: NDArray[np.float64]) -> NDArray[np.float64]:
        # From the raw scores: exact also where a probability rounds to 0 or 1.
        if self._link == "logistic":
            return np.logaddexp(0.0, np.where(block.label > 0, -raw[:, 0], raw[:, 0]))
        highest = raw.max(axis=1)
        spread = highest + np.log(np.exp(raw - highest[:, None]).sum(axis=1))
        return np.asarray(spread - raw[np.arange(len(raw)), block.label.astype(np.intp)])


def _squared(block: DesignBlock) -> DesignBlock:
    # One-hot entries are 0 or 1, so only the numbers change when squared.
    return DesignBlock(
        block.dense**2, block.position, block.n_parameters, block.label, block.weight
    )
