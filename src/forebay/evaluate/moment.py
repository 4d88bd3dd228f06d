"""A metric that is a function of sums over rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

# One number per term for all rows, or one per replicate of the rows.
Sums: TypeAlias = "Mapping[str, NDArray[np.float64]]"


@dataclass(frozen=True, slots=True)
class Term:
    """Something each row has, to be summed.

    Parameters
    ----------
    sql
        A DOUBLE expression over one row.
    largest
        A bound on its absolute value.
    square
        The name of the term that is its square, where its values cancel in the sum.

    """

    sql: str
    largest: float
    square: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A metric as a function of the sums of `terms`.

    Functions work element by element on arrays and give NaN where a figure is undefined.
    """

    terms: tuple[str, ...]
    value: Callable[[Sums], NDArray[np.float64]]


def ratio(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `top` / `bottom`; NaN where `bottom` is 0.

    Examples
    --------
    >>> ratio(np.array([1.0, 0.0]), np.array([2.0, 0.0]))
    array([0.5, nan])

    """
    top, bottom = np.broadcast_arrays(np.asarray(top, float), np.asarray(bottom, float))
    result = np.full(bottom.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result
