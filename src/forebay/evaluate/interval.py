"""A figure with the range in which its true value lies."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and a two-sided interval around it.

    Parameters
    ----------
    value
        The figure on these rows; NaN if it is undefined there.
    lower, upper
        The ends; NaN if there is no evidence for them.
    method
        How the interval was made: ``Wilson``, ``logit-DeLong``, ``delta method``, ...

    """

    value: float
    lower: float
    upper: float
    method: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with one-sided bounds at any error rate, and an interval to be shown.

    ``lower(alpha)`` is above the true value, and ``upper(alpha)`` below it, in at most a share
    ``alpha`` of samples: they decide. ``around(alpha)`` gives the two ends that miss the true value
    in about a share ``alpha`` each: they inform; None where the bounds do that as well. All are NaN
    where nothing can be said.
    """

    value: float
    method: str
    lower: Callable[[float], float]
    upper: Callable[[float], float]
    note: str = ""
    around: Callable[[float], tuple[float, float]] | None = None

    def interval(self, confidence: float = 0.95) -> Interval:
        """Return the two-sided interval, with the error shared by both sides."""
        alpha = (1.0 - confidence) / 2.0
        ends = self.around(alpha) if self.around else (self.lower(alpha), self.upper(alpha))
        return Interval(self.value, *ends, self.method)

    def moved(self, constant: float, factor: float = 1.0) -> Estimate:
        """Return the estimate of ``factor * figure + constant``."""

        def end(bound: Callable[[float], float]) -> Callable[[float], float]:
            return lambda alpha: factor * bound(alpha) + constant

        def ends(alpha: float) -> tuple[float, float]:
            shown = self.interval(1.0 - 2.0 * alpha)
            low, high = sorted((factor * shown.lower + constant, factor * shown.upper + constant))
            return low, high

        lower, upper = end(self.lower), end(self.upper)
        if factor < 0:
            lower, upper = upper, lower
        value = factor * self.value + constant
        return replace(self, value=value, lower=lower, upper=upper, around=ends)


def unknown(value: float, note: str) -> Estimate:
    """Return an estimate without bounds, and why.

    Examples
    --------
    >>> unknown(0.5, "no rows").interval()
    Interval(value=0.5, lower=nan, upper=nan, method='none')

    """
    return Estimate(value, "none", lambda _: math.nan, lambda _: math.nan, note)
