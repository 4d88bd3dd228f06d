"""Figures with their intervals: areas by DeLong, calibration without bias, tests by Holm."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit, logit
from scipy.stats import norm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Floats = Any
_BINS = 15


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The area under a ROC curve, and by how much each row pulls it."""

    value: float
    pulls: NDArray[np.float64]

    @property
    def error(self) -> float:
        """The standard error (DeLong, DeLong, Clarke-Pearson 1988)."""
        return _error(self.pulls)

    def bounds(self, alpha: float) -> tuple[float, float]:
        """Return one-sided bounds on the scale of the logit."""
        slope = 1.0 / (self.value * (1.0 - self.value))
        wide = norm.isf(alpha) * self.error * slope
        return float(expit(logit(self.value) - wide)), float(expit(logit(self.value) + wide))


def area(score: Floats, label: Floats) -> Area:
    """Return the area of scores; ties count half."""
    is_late = label == 1
    late, early = score[is_late], score[~is_late]
    below = _share_below(early, late)
    above = 1.0 - _share_below(late, early)
    value, n = float(below.mean()), len(score)
    pulls = np.empty(n)
    pulls[is_late] = (below - value) * (n / len(late))
    pulls[~is_late] = (above - value) * (n / len(early))
    return Area(value, pulls)


def difference(one: Area, other: Area) -> dict[str, float]:
    """Return how much better the first is on the same rows, with one-sided 95 % bounds."""
    value, wide = one.value - other.value, norm.isf(0.05) * _error(one.pulls - other.pulls)
    return {"value": value, "lower": value - wide, "upper": value + wide}


def _error(pulls: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(pulls**2) / len(pulls)))


def _share_below(of: Floats, than: Floats) -> NDArray[np.float64]:
    ordered = np.sort(of)
    ends = np.searchsorted(ordered, than, "left") + np.searchsorted(ordered, than, "right")
    return ends / (2.0 * len(of))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The debiased calibration error, the raw one, and a bound on its standard error."""

    value: float
    raw: float
    noise: float

    def bounds(self, alpha: float) -> tuple[float, float]:
        """Return one-sided bounds that are safe on both sides."""
        wide = float(norm.isf(alpha)) * self.noise
        return self.value - wide, self.raw + wide


def calibration(score: Floats, label: Floats) -> Calibration:
    """Compare what was said with what happened in 15 bins of equal mass; equal scores together.

    What chance alone adds to the gaps of true scores is taken off (Kumar, Liang, Ma 2019).
    """
    n = len(score)
    values, at, counts = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    bins = np.minimum(_BINS - 1, np.floor(_BINS * middle / n)).astype(np.intp)[at]
    del values

    def by_bin(weights: Floats) -> NDArray[np.float64]:
        return np.bincount(bins, weights, _BINS)

    rows = np.bincount(bins, minlength=_BINS)
    seen, said, variance = by_bin(label), by_bin(score), by_bin(score * (1 - score))
    share = seen / np.maximum(rows, 1)
    noise = np.maximum(variance, rows * share * (1 - share)).sum() ** 0.5 / n
    raw = float(np.abs(seen - said).sum() / n)
    chance = float(np.sqrt(2 / math.pi * variance).sum() / n)
    return Calibration(raw - chance, raw, float(noise))


def holm(bounds_at: Sequence[Any], least: float, alpha: float = 0.05) -> list[bool]:
    """Return which slices are surely below a figure; all tests together err in 5 % (Holm 1979)."""
    below, left = [False] * len(bounds_at), set(range(len(bounds_at)))
    while left:
        out = {i for i in left if bounds_at[i](alpha / len(left))[1] < least}
        if not out:
            break
        for i in out:
            below[i] = True
        left -= out
    return below


def gap(parts: Sequence[Any], alpha: float) -> dict[str, float]:
    """Return the largest difference between slices with its bounds (MOVER, Zou and Donner 2008)."""
    values = [part.value for part in parts]
    ends = [(part.value, *part.bounds(alpha)) for part in parts]
    pairs = list(permutations(ends, 2))
    upper = max(a - b + math.hypot(a_up - a, b - b_low) for (a, _, a_up), (b, b_low, _) in pairs)
    lower = max(a - b - math.hypot(a - a_low, b_up - b) for (a, a_low, _), (b, _, b_up) in pairs)
    return {"value": max(values) - min(values), "lower": max(0.0, lower), "upper": upper}


def wilson(right: int, n: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return the interval of a share (Wilson 1927)."""
    z = float(norm.isf(alpha / 2))
    share, middle = right / n, (right + z * z / 2) / (n + z * z)
    wide = z / (n + z * z) * math.sqrt(n * share * (1 - share) + z * z / 4)
    return middle - wide, middle + wide
