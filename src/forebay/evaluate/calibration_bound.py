"""Bounds and the interval of the calibration error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import normal_cdf, student_quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.evaluate.calibration import Calibration

# The ends of the interval err in so many times the rate that they are asked for: see Notes.
_LOWER_SHARE, _UPPER_SHARE = 1.6, 1.8
# A gap counts as one of the bin, and not of chance, by what it is above so many times its variance.
_OF_CHANCE = 3.0


def calibration_bound(gaps: Calibration, noise: float, df: float) -> Estimate:
    r"""Return the debiased calibration error with bounds that are safe on both sides.

    Parameters
    ----------
    noise
        A bound on the standard error of the raw error.
    df
        Degrees of freedom of the noise.

    Notes
    -----
    Chance adds to gaps: the raw error is too large on average, because $E|d| \ge |E d|$, and the
    debiased one is too small, because chance adds the more the smaller the true gap is. So the
    upper bound is raw error plus $z$ times noise, the lower one debiased error less $z$ times
    noise. The upper bound is below the truth, and the lower one above it, in at most the stated
    share of samples; in well calibrated models in far fewer.

    The interval that is shown holds the errors with which the raw one is no surprise. Gaps of bins
    are nearly normal, so that of an error that is spread over the bins in a known way the mean and
    the variance of the raw error are known: $|d|$ is folded normal [^1]. The lower end takes the
    way in which the gaps that are seen are spread, less what chance gives each bin: else an error
    that one bin has alone seems spread over all, and chance to have added less. The upper end takes
    equal gaps, with which chance adds least. So both err too rarely where gaps differ, and are made
    for 4 and 4.5 % in place of 2.5; the lower one is never above the figure, which errs downwards.
    No interval is right for each way: the absolute value has a corner at 0 [^2].

    References
    ----------
    [^1]: Leone, Nelson, Nottingham (1961). The folded normal distribution. Technometrics 3,
        543-550.
    [^2]: Cai, Low (2011). Testing composite hypotheses, Hermite polynomials and optimal estimation
        of a nonsmooth functional. The Annals of Statistics 39, 1012-1041.

    """
    if gaps.raw != gaps.raw:
        return unknown(gaps.raw, "undefined on these rows")

    def lower(alpha: float) -> float:
        return gaps.error - student_quantile(1.0 - alpha, df) * noise

    def upper(alpha: float) -> float:
        return gaps.raw + student_quantile(1.0 - alpha, df) * noise

    def around(alpha: float) -> tuple[float, float]:
        known = _known_bins(gaps, noise)
        least = student_quantile(1.0 - min(0.5, _LOWER_SHARE * alpha), df)
        most = student_quantile(1.0 - min(0.5, _UPPER_SHARE * alpha), df)
        low = min(_lower_end(gaps.raw, known, least), max(0.0, gaps.error))
        return low, _upper_end(gaps.raw, known, most)

    return Estimate(gaps.error, "calibration bound", lower, upper, around=around)


@dataclass(frozen=True, slots=True)
class _Bins:
    """Gaps of bins as parts of the error, and their standard errors.

    ``calm`` are those of true scores, ``wide`` those of whatever the scores are.
    """

    gaps: tuple[float, ...]
    calm: tuple[float, ...]
    wide: tuple[float, ...]


def _known_bins(found: Calibration, noise: float) -> _Bins:
    total = math.fsum(b.weight for b in found.bins)
    grown = max(1.0, noise / found.noise) if found.noise > 0 else 1.0  # by blocks of rows
    spread = [b.weight * b.positive_share * (1.0 - b.positive_share) for b in found.bins]
    return _Bins(
        tuple(abs(b.positive_share - b.mean_score) * b.weight / total for b in found.bins),
        tuple(grown * math.sqrt(b.variance) / total for b in found.bins),
        tuple(
            grown * math.sqrt(max(b.variance, s)) / total
            for b, s in zip(found.bins, spread, strict=True)
        ),
    )


def _lower_end(raw: float, known: _Bins, z: float) -> float:
    mean, variance = _folded([0.0] * len(known.calm), known.calm)
    if raw <= mean + z * math.sqrt(variance) or math.isinf(z):
        return 0.0
    seen = list(zip(known.gaps, known.calm, strict=True))
    parts = [math.sqrt(max(0.0, gap * gap - _OF_CHANCE * calm * calm)) for gap, calm in seen]
    parts = parts if any(parts) else list(known.gaps)
    shape = [part / math.fsum(parts) for part in parts]

    def is_a_surprise(error: float) -> bool:
        mean, variance = _folded([error * part for part in shape], known.wide)
        return raw > mean + z * math.sqrt(variance)

    return _edge(is_a_surprise, 0.0, raw)


def _upper_end(raw: float, known: _Bins, z: float) -> float:
    if math.isinf(z):
        return 1.0
    n = len(known.wide)

    def is_likely(error: float) -> bool:
        mean, variance = _folded([error / n] * n, known.wide)
        return raw >= mean - z * math.sqrt(variance)

    farthest = raw + (z + 1.0) * math.sqrt(math.fsum(s * s for s in known.wide))
    return min(1.0, _edge(is_likely, 0.0, farthest))


def _folded(gaps: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """Return mean and variance of the sum of absolute values of normal numbers."""
    mean = variance = 0.0
    for gap, error in zip(gaps, errors, strict=True):
        if error <= 0.0:
            mean += gap
            continue
        z = gap / error
        part = error * math.sqrt(2.0 / math.pi) * math.exp(-0.5 * z * z)
        part += gap * (2.0 * normal_cdf(z) - 1.0)
        mean += part
        variance += max(0.0, gap * gap + error * error - part * part)
    return mean, variance


def _edge(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return up to where something holds, by halving; `low` if it holds nowhere."""
    for _ in range(50):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
