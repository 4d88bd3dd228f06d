"""How much each training row counts: its own weight times that of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.tree_trainer import HeldRows


def row_weights(
    dataset: HeldRows, class_weight: NDArray[np.float64] | None
) -> NDArray[np.float64] | None:
    """Return the weights of the rows, shape (n_rows,); None if all are 1.

    Parameters
    ----------
    class_weight
        One factor for each class, in class order; None: classes are not weighted.

    """
    weight = dataset.weight
    if class_weight is not None:
        weight = weight * class_weight[dataset.label.astype(np.intp)]
    return None if np.all(weight == 1.0) else weight
