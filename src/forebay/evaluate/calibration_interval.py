"""The interval of the calibration error that is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.evaluate.likely_values import likely_values
from forebay.evaluate.quantile import normal_cdf, student_quantile
from forebay.evaluate.size_of_gap import Moments, moments_of_size, size_of_gap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.evaluate.calibration import Calibration, CalibrationBin

# How much of the shape for an end is that of gaps drawn together; the rest is that of clear gaps.
_TOGETHER_BELOW, _TOGETHER_ABOVE = 0.1, 0.8
# A gap is a clear one by what its square is above so many of its variances.
_CLEAR = 3.0
# Small gaps are skewed, so that the lower end errs too often: ends have so much of the level.
_LEVEL_BELOW, _LEVEL_ABOVE = 0.75, 1.1
# So many standard errors below what a calibrated model shows is the least that counts.
_LEAST = 2.0
_CHANCE = math.sqrt(2.0 / math.pi)


def calibration_interval(
    found: Calibration, noise: float, df: float, level: float
) -> tuple[float, float]:
    r"""Return ends between which the calibration error lies in a share ``1 - level`` of samples.

    Parameters
    ----------
    noise
        A bound on the standard error of the raw error; where it is larger than that of the rows
        alone, because they come in blocks, gaps are taken to be as much less certain.
    df
        Degrees of freedom of the noise.

    Notes
    -----
    The gap $d_b$ of a bin is seen with a normal error of known size, and the error is the sum of
    their absolute values. That of what is seen is too large by an amount that depends on each true
    gap. So the interval is made around a sum of estimates that have hardly a bias, whatever the
    gaps (``size_of_gap``). It holds those errors for which that sum is no surprise
    (``likely_values``: the error is never below 0), in ways in which they may be spread over the
    bins: see ``_Gaps``.

    A sum that is more than two standard errors below what a calibrated model shows counts as two
    below: rather than of the model, it tells of noise that was bounded too high.

    The interval holds the figure, too, which takes off what chance adds to a calibrated model and
    so errs downwards where gaps are real. Where the lower end is the figure's, it hardly errs, and
    the upper one has the rest of the level.

    """
    gaps = _Gaps.of(found, noise)
    if not gaps.errors or df < 1.0:
        return 0.0, 1.0
    clear, together = gaps.clear(), gaps.together()
    below = _mixed(clear, together, _TOGETHER_BELOW)
    above = _mixed(clear, together, _TOGETHER_ABOVE)
    calm = gaps.sum_of(moments_of_size, 0.0, above)
    seen = max(gaps.size(), calm.mean - _LEAST * calm.error)

    def is_too_large(error: float) -> bool:
        expected = gaps.sum_of(moments_of_size, error, below)
        _, farthest = likely_values(error / expected.error, _LEVEL_BELOW * level)
        return seen - expected.mean > _student(farthest, df) * expected.error

    def is_too_small(error: float) -> bool:
        expected = gaps.sum_of(moments_of_size, error, above)
        _, farthest = likely_values(error / expected.error, _LEVEL_BELOW * level)
        figure = gaps.sum_of(_moments_of_figure, error, above)
        lower_errs = normal_cdf(min(-farthest, (figure.mean - error) / figure.error))
        nearest = student_quantile(_LEVEL_ABOVE * level - lower_errs, df)
        return seen - expected.mean < nearest * expected.error

    figure = max(0.0, found.error)
    low = _edge(is_too_large, 0.0, max(found.raw, figure)) if is_too_large(0.0) else 0.0
    farthest = found.raw + 8.0 * math.sqrt(math.fsum(e * e for e in gaps.errors))
    high = _edge(lambda error: not is_too_small(error), 0.0, farthest)
    return min(low, figure), min(1.0, max(high, figure))


@dataclass(frozen=True, slots=True)
class _Sum:
    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Gaps of bins as parts of the calibration error, with their standard errors above 0.

    Notes
    -----
    How far the sum is from an error depends a little on how that is spread over the bins. Two ways
    are seen: clear gaps alone (what their square is above 3 variances), and all gaps drawn together
    as far as chance explains that they differ ([^1]; where it explains all, they are equal). An
    error that one bin has alone is told too high by the second, one that all share too low by the
    first. The lower end takes a tenth of the second way, the upper end 0.8 of it. Those two shares
    and those of the level are found by simulation: ``docs/standards.md`` says how often intervals
    cover.

    References
    ----------
    [^1]: Efron, Morris (1973). Stein's estimation rule and its competitors, an empirical Bayes
        approach. Journal of the American Statistical Association 68, 117-130.

    """

    seen: tuple[float, ...]
    errors: tuple[float, ...]
    masses: tuple[float, ...]
    rows: float

    @classmethod
    def of(cls, found: Calibration, noise: float) -> _Gaps:
        total = math.fsum(b.weight for b in found.bins)
        grown = max(1.0, noise / found.noise) if found.noise > 0 else 1.0
        parts = [
            (abs(b.gap) * b.weight / total, grown * error / total, b.weight / total)
            for b in found.bins
            if (error := math.sqrt(_variance(b))) > 0.0
        ]
        return cls(
            tuple(gap for gap, _, _ in parts),
            tuple(error for _, error, _ in parts),
            tuple(mass for _, _, mass in parts),
            total / (found.row * grown * grown),
        )

    def size(self) -> float:
        """Return the sum of what is hardly biased."""
        return math.fsum(
            e * size_of_gap(d / e) for d, e in zip(self.seen, self.errors, strict=True)
        )

    def sum_of(
        self, moments: Callable[[float], Moments], error: float, shape: Sequence[float]
    ) -> _Sum:
        """Return the moments of a sum over bins, had they shares of one error.

        In another sample, other shares of the rows lie in bins that have more of it.
        """
        mean, variance = [], []
        for part, e in zip(shape, self.errors, strict=True):
            found = moments(error * part / e)
            mean.append(e * found.mean)
            variance.append(e * e * found.variance)
        squares = math.fsum(p * p / mass for p, mass in zip(shape, self.masses, strict=True))
        variance.append(error * error * max(0.0, squares - 1.0) / self.rows)
        return _Sum(math.fsum(mean), math.sqrt(math.fsum(variance)))

    def clear(self) -> list[float]:
        """Return how the error is spread, if only clear gaps are real."""
        parts = [
            math.sqrt(max(0.0, d * d - _CLEAR * e * e))
            for d, e in zip(self.seen, self.errors, strict=True)
        ]
        return _shares(parts if any(parts) else self.seen)

    def together(self) -> list[float]:
        """Return how the error is spread, if gaps differ only where chance does not explain it."""
        n = len(self.seen)
        ratios = [(d / e) ** 2 for d, e in zip(self.seen, self.errors, strict=True)]
        real = [max(0.0, ratio - 1.0) for ratio in ratios]
        middle = math.fsum(ratios) / n
        by_chance = math.fsum(2.0 + 4.0 * r for r in real) / n
        spread = math.fsum((ratio - middle) ** 2 for ratio in ratios) / max(1, n - 1)
        own = max(0.0, 1.0 - by_chance / spread) if spread > 0.0 else 0.0
        shared = (1.0 - own) * max(0.05, middle - 1.0)
        return _shares(
            [e * math.sqrt(own * r + shared) for r, e in zip(real, self.errors, strict=True)]
        )


def _variance(b: CalibrationBin) -> float:
    """Return the variance of the positives of a bin.

    That of true scores as far as the gap may be one of chance, else that of the share that is seen.
    """
    gap = b.gap
    by_chance = b.variance / (b.weight * b.weight)
    real = max(0.0, 1.0 - by_chance / (gap * gap)) if gap else 0.0
    share = min(1.0, max(0.0, b.mean_score + real * gap))
    assumed = b.mean_score * (1.0 - b.mean_score)
    grown = b.variance / (b.weight * assumed) if assumed > 0.0 else 1.0  # by weights of rows
    return b.weight * ((1.0 - real) * max(0.0, assumed) + real * share * (1.0 - share)) * grown


def _moments_of_figure(gap: float) -> Moments:
    """Return those of a bin's part of the debiased error: a folded normal less what chance adds."""
    mean = _CHANCE * math.exp(-0.5 * gap * gap) + gap * (2.0 * normal_cdf(gap) - 1.0)
    return Moments(mean - _CHANCE, 1.0 + gap * gap - mean * mean)


def _shares(parts: Sequence[float]) -> list[float]:
    total = math.fsum(parts)
    return [part / total if total > 0.0 else 1.0 / len(parts) for part in parts]


def _mixed(clear: Sequence[float], together: Sequence[float], share: float) -> list[float]:
    return [(1.0 - share) * c + share * t for c, t in zip(clear, together, strict=True)]


def _student(z: float, df: float) -> float:
    return z if math.isinf(df) else student_quantile(normal_cdf(z), df)


def _edge(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return up to where something holds, by halving."""
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
