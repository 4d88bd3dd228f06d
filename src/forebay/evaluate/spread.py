"""How far the figure of a sample may lie from the figure of all rows there ever will be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """What the pieces of a sample say about the error of a figure.

    The pull of a piece is by how much it moves the figure; all pulls sum to 0.

    Parameters
    ----------
    variance
        The squared standard error of the figure.
    df
        Degrees of freedom of the variance.
    below, above
        The square of the strongest pull downwards and upwards; of each class and summed, where
        classes are drawn apart.
    skew
        A sixth of the skewness of the figure: its acceleration, in Efron's words. None where it is
        not corrected for.

    """

    variance: float
    df: float
    below: float
    above: float
    skew: float | None = None
