"""What one pass over the rows says of a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """A loss and its derivatives at some weights; sums over rows, not means.

    Parameters
    ----------
    loss
        The sum of weighted log losses in nats, or half the sum of weighted squared errors.
    gradient
        Its derivative by each weight, shape (n_parameters, n_outputs).
    hessian
        Its second derivatives for one output, shape (n_parameters, n_parameters); None if they
        were not asked for.
    total_weight
        The sum of row weights.

    """

    loss: float
    gradient: NDArray[np.float64]
    hessian: NDArray[np.float64] | None
    total_weight: float


class Loss(Protocol):
    """A loss over the rows of a design, as iterative training sees it."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many weights there are: (n_parameters, n_outputs)."""
        ...

    def at(self, weights: NDArray[np.float64], *, with_hessian: bool) -> Slope:
        """Return loss and gradient at weights of shape `shape`, in one pass over the rows."""
        ...

    def shown(self, slope: Slope) -> float:
        """Return the mean loss of a row as ML.TRAINING_INFO gives it."""
        ...
