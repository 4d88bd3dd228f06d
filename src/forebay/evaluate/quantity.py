"""What an interval can be wanted for: a metric of a scorer, or a formula over several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from forebay.evaluate.scored_rows import Scorer


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """One metric of one scorer: the model itself, its baseline or its champion."""

    metric: str
    scorer: Scorer = "score"


@dataclass(frozen=True, slots=True)
class Formula:
    """A number that is computed from quantities on the same rows.

    Parameters
    ----------
    value
        Works element by element on arrays, one element per replicate.
    slopes
        Where the formula is ``constant + sum of slope * quantity``: its slopes, none of them 0;
        None where it is not.

    """

    quantities: tuple[Quantity, ...]
    value: Callable[[Mapping[Quantity, NDArray[np.float64]]], NDArray[np.float64]]
    slopes: Mapping[Quantity, float] | None
    constant: float = 0.0


def single(quantity: Quantity) -> Formula:
    """Return the formula that is the quantity itself.

    Examples
    --------
    >>> single(Quantity("roc_auc")).slopes
    {Quantity(metric='roc_auc', scorer='score'): 1.0}

    """
    return Formula((quantity,), lambda values: values[quantity], {quantity: 1.0})
