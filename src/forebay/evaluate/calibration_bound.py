"""Bounds and the interval of the calibration error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.evaluate.calibration_interval import calibration_interval
from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import normal_cdf, student_quantile

if TYPE_CHECKING:
    from forebay.evaluate.calibration import Calibration

# A bound is made for this share of the error rate, as those of the delta method are.
_USED = 0.9
# Labels are counted whole, so that errors lie so many rows apart; half of it is not to be seen.
_HALF = 0.5
# Steps of the search from above, each of which ends at a bound; and when it has arrived.
_STEPS, _NEAR = 200, 1e-9


def calibration_bound(gaps: Calibration, noise: float, df: float) -> Estimate:
    r"""Return the debiased calibration error with bounds that are safe on both sides.

    Parameters
    ----------
    noise
        A bound on the standard error of the raw error; where it is larger than that of the rows
        alone, because they come in blocks, bounds are as much wider.
    df
        Degrees of freedom of the noise.

    Notes
    -----
    In the directions in which bins truly err, the gaps of rows have the true error $L$ as their
    mean, and the raw error, which takes each bin's seen direction, is never less than it. So it
    is not surely below $L$ where a mean would not be, with all that makes a mean vary: labels, and
    that other samples have other shares of rows in the bins that err more.

    Chance adds to the raw error besides: $e_b \, b(|\mu_b| / e_b)$ in a bin whose gap $\mu_b$ is
    seen with a normal error $e_b$, $b(x) = 2 (\phi(x) - x (1 - \Phi(x)))$ [^1]. As $b$ is convex,
    the sum is least where all gaps are as large relative to their errors: at least
    $E \, b(L / E)$ with $E = \sum_b e_b$, however an error of $L$ is spread. So the upper bound is
    the largest

    $$L = r - E \, b(L / E) + \tfrac{1}{2 n} + t \, s(L)$$

    with $r$ the raw error, half a row because labels are whole, Student's $t$, and $s(L)$ the noise
    were the error $L$: gaps that much larger, of which rare labels vary more than those that are
    seen. $e_b$ is the smaller one of what scores and labels say, $s$ the larger one.

    The debiased error is too small, because chance adds the more the smaller the true gap is. The
    lower bound is the debiased error less $t$ times noise.

    The interval that is shown is made apart: see ``calibration_interval``. Measured: see
    ``docs/standards.md``.

    References
    ----------
    [^1]: Leone, Nelson, Nottingham (1961). The folded normal distribution. Technometrics 3,
        543-550.

    """
    if gaps.raw != gaps.raw:
        return unknown(gaps.raw, "undefined on these rows")
    above = _Above.of(gaps, noise)

    def lower(alpha: float) -> float:
        return gaps.error - student_quantile(1.0 - _USED * alpha, df) * noise

    def upper(alpha: float) -> float:
        return above.bound(student_quantile(1.0 - _USED * alpha, df))

    def around(alpha: float) -> tuple[float, float]:
        return calibration_interval(gaps, noise, df, 2.0 * alpha)

    return Estimate(gaps.error, "calibration bound", lower, upper, around=around)


@dataclass(frozen=True, slots=True)
class _Above:
    """What the upper bound is made of.

    Parameters
    ----------
    errors
        The sum of the standard errors of bins, as parts of the calibration error, at least.
    grown
        How much larger noise is than that of rows alone.

    """

    gaps: Calibration
    errors: float
    grown: float
    total: float

    @classmethod
    def of(cls, gaps: Calibration, noise: float) -> _Above:
        total = sum(b.weight for b in gaps.bins)
        least = (min(b.variance, b.seen_variance(gaps.row)) for b in gaps.bins)
        errors = math.fsum(math.sqrt(max(0.0, variance)) for variance in least) / total
        return cls(gaps, errors, max(1.0, noise / gaps.noise) if gaps.noise > 0.0 else 1.0, total)

    def bound(self, t: float) -> float:
        """Return the largest error that is not refused, by steps from above it."""
        if math.isinf(t):
            return math.copysign(math.inf, t)
        start = self.gaps.raw + _HALF * self.gaps.row / self.total
        error = start + max(0.0, t) * self.grown * self._most_noise()
        for _ in range(_STEPS):
            stepped = start - self._chance(error) + t * self.grown * self._noise(error)
            if stepped > error - _NEAR:
                break
            error = stepped
        return max(error, self.gaps.error)

    def _chance(self, error: float) -> float:
        """Return what chance adds to an error at least, however that is spread over bins."""
        if self.errors <= 0.0:
            return 0.0
        x = max(0.0, error) / self.errors
        density = math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
        return self.errors * 2.0 * (density - x * normal_cdf(-x))

    def _noise(self, error: float) -> float:
        """Return the standard error of the raw error, were gaps larger by what is missing.

        A gap that is seen in one direction may be one in the other.
        """
        more = max(0.0, error - self.gaps.raw)
        added = 0.0
        for b in self.gaps.bins:
            outwards = math.copysign(more, b.gap)
            share, other = b.positive_share + outwards, b.mean_score - outwards
            moved = self.gaps.row * b.weight * max(share * (1.0 - share), other * (1.0 - other))
            added += max(0.0, moved - b.largest_variance(self.gaps.row))
        return math.sqrt(self.gaps.noise**2 + added / self.total**2)

    def _most_noise(self) -> float:
        return math.sqrt(self.gaps.noise**2 + 0.25 * self.gaps.row / self.total)
