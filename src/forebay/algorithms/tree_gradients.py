"""What trees are grown on: where rows begin, and the derivatives of the loss of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.link import Link

_SMALLEST: Final = 1e-15  # LightGBM's kEpsilon: no class begins with a probability of 0
_PRECISION: Final = 53  # bits of a float64


@dataclass(frozen=True, slots=True, eq=False)
class TreeGradients:
    """The labels of training rows, and how far predictions are from them.

    Parameters
    ----------
    label
        Class indices, or values less their mean, shape (n_rows,).
    weight
        None weighs all rows alike.
    n_classes
        Of a model with more than two classes; else 1.
    hessian_factor
        By what the second derivative of a probability, p (1 - p), is multiplied for more than two
        classes: LightGBM has n / (n - 1), XGBoost 2.

    """

    label: NDArray[np.float64]
    weight: NDArray[np.float64] | None
    link: Link
    n_classes: int
    hessian_factor: float

    def begin(self) -> float | NDArray[np.float64]:
        """Return the raw score that every row begins with: that of the label mean."""
        if self.link == "identity":  # values are given as differences from their mean
            return 0.0
        if self.link == "logistic":
            share = float(np.average(self.label, weights=self.weight))
            share = float(np.clip(share, _SMALLEST, 1 - _SMALLEST))
            return float(np.log(share / (1.0 - share)))
        codes = self.label.astype(np.intp)
        count = np.bincount(codes, weights=self.weight, minlength=self.n_classes)
        return np.asarray(np.log(np.maximum(count / count.sum(), _SMALLEST)))

    def at(self, found: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return first and second derivatives of the loss, of the shape of `found`.

        Parameters
        ----------
        found
            Values or probabilities, shape (n_rows,) or (n_rows, n_classes).

        """
        if self.link == "identity":
            gradient, hessian = found - self.label, np.ones(len(self.label))
        else:
            is_many = found.ndim > 1
            target = self.label[:, None] == np.arange(found.shape[1]) if is_many else self.label
            gradient = found - target
            hessian = found * (1.0 - found)
            hessian = self.hessian_factor * hessian if is_many else hessian
        if self.weight is None:
            return gradient, hessian
        by_row = self.weight if gradient.ndim == 1 else self.weight[:, None]
        return gradient * by_row, hessian * by_row


def exactly_summable(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return float32 numbers whose sums in float64 are the same in any order.

    All are multiples of a step so small that as many of the largest one fit a float64; ordinary
    numbers are such multiples as they are.

    Examples
    --------
    >>> exactly_summable(np.array([0.1, 1e-30, 3.0])).tolist()
    [0.10000000149011612, 0.0, 3.0]

    """
    single = values.astype(np.float32).astype(np.float64)
    largest = float(np.abs(single).max(initial=0.0))
    if largest == 0.0:
        return single.astype(np.float32)
    bits = np.frexp(largest)[1] + np.frexp(float(single.size))[1]
    step = np.ldexp(1.0, int(bits) - _PRECISION)
    return np.asarray(np.rint(single / step) * step, np.float32)
