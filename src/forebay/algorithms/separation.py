"""Find out whether features tell classes apart without error, so that weights have no limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.design import Design
    from forebay.algorithms.link import Link


def separates(design: Design, direction: NDArray[np.float64], link: Link, *, slack: float) -> bool:
    """Whether moving along a direction never lowers a row's true class, and raises some.

    If there is such a direction, log loss has no minimum: classes are separated completely or
    in part [^1].

    Parameters
    ----------
    direction
        Shape (n_parameters, n_outputs).
    slack
        The share of the largest margin by which a row may be on the wrong side.

    References
    ----------
    [^1]: Albert, Anderson (1984). On the existence of maximum likelihood estimates in logistic
        regression models. Biometrika 71(1).

    """
    length = float(np.abs(direction).max(initial=0.0))
    if length == 0.0 or not np.isfinite(length):
        return False
    lowest, highest = np.inf, -np.inf
    for block in design:
        along = block.times(direction / length)
        if link == "logistic":
            margin = np.where(block.label > 0, along[:, 0], -along[:, 0])
        else:
            rows, label = np.arange(len(along)), block.label.astype(np.intp)
            own = along[rows, label]
            along[rows, label] = -np.inf
            margin = own - along.max(axis=1)
        lowest = min(lowest, float(margin.min(initial=np.inf)))
        highest = max(highest, float(margin.max(initial=-np.inf)))
    return highest > 0 and lowest >= -slack * highest
