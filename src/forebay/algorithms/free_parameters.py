"""Which parameters of a linear model are learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters


def free_parameters(
    parameters: Parameters, means: NDArray[np.float64], category_encoding_method: str
) -> NDArray[np.intp]:
    """Return the numbers of the parameters that are learned; the others stay 0.

    With DUMMY_ENCODING each categorical column leaves out its most frequent category, as BigQuery
    ML does; of equally frequent ones the first.

    Parameters
    ----------
    means
        What ``design_means`` returned.

    """
    every = np.arange(parameters.n_parameters)
    if category_encoding_method != "DUMMY_ENCODING":
        return every
    left_out = [
        first + int(np.argmax(means[first : first + size]))
        for first, size in zip(parameters.first, parameters.size, strict=True)
        if size
    ]
    return np.delete(every, left_out)
