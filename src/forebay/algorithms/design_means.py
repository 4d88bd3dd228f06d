"""The mean of every column of a design matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.design import Design


def design_means(design: Design) -> NDArray[np.float64]:
    """Return means over the rows, unweighted, shape (n_parameters,); one pass.

    For a category that is its share of the rows, for the intercept 1.
    """
    total = np.zeros((design.parameters.n_parameters, 1))
    for block in design:
        total += block.transposed_times(np.ones((len(block.label), 1)))
    return np.asarray(total[:, 0] / max(1, design.n_rows))
