"""Whether things that are said to happen in 30 % of cases do happen in 30 % of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import exact_sum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Rows with similar scores.

    Parameters
    ----------
    weight
        Rows, or their weight.
    mean_score, positive_share
        What was said and what happened; equal for a calibrated model, up to chance.
    variance
        The variance of the number of positives, were the scores true.

    """

    bin: int
    weight: float
    mean_score: float
    positive_share: float
    variance: float

    @property
    def gap(self) -> float:
        """By how much more happened than was said; below 0 if less."""
        return self.positive_share - self.mean_score

    def seen_variance(self, row: float) -> float:
        """Return the variance of the number of positives, were the share that is seen true."""
        return row * self.weight * self.positive_share * (1.0 - self.positive_share)

    def largest_variance(self, row: float) -> float:
        """Return the larger of the two: neither is known to be right.

        The share that is seen lies nearer to its own rows than the true one; the last factor is
        what that takes off on average.
        """
        rows = self.weight / row
        return max(self.variance, self.seen_variance(row) * rows / max(1.0, rows - 1.0))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration error and what it is made of.

    Parameters
    ----------
    raw
        The expected calibration error (ECE): mean over rows of the gap of their bin.
    expected
        What `raw` would be on average were the model calibrated: chance alone makes gaps.
    noise
        A bound on the standard error of `raw`: rows of other samples have other labels, and other
        shares of them have scores that are wrong.
    row
        The weight of one independent row: 1 without weights.

    """

    bins: tuple[CalibrationBin, ...]
    raw: float
    expected: float
    noise: float
    row: float = 1.0

    @classmethod
    def of(
        cls, bins: Sequence[CalibrationBin], *, row: float = 1.0, weighted: bool = False
    ) -> Calibration:
        """Return the error of bins that hold rows; all is NaN without any."""
        total = sum(b.weight for b in bins)
        if total <= 0:
            return cls((), math.nan, math.nan, math.nan)
        raw = math.fsum(abs(b.gap) * b.weight for b in bins) / total
        expected = math.fsum(_chance_gap(b, weighted=weighted) for b in bins) / total
        within = math.fsum(b.largest_variance(row) for b in bins)
        noise = math.sqrt(within + row * _between(bins, raw)) / total
        return cls(tuple(bins), raw, expected, noise, row)

    @property
    def error(self) -> float:
        """The debiased error: `raw` less `expected`; below 0 it means less than chance."""
        return self.raw - self.expected


# Scores are probabilities; a stray value beyond this would not fit the sums.
_FARTHEST = 1e6
_BINS = 15


def calibration_sums(k: int, rows: ScoredRows, sample: Sample) -> list[str]:
    """Return SQL for what ``calibration_of`` needs of each bin, over typed rows."""
    weight = "w" if rows.weight is not None else "1e0"
    terms = (
        weight,
        f"{weight} * y",
        f"{weight} * greatest(-{literal(_FARTHEST)}, least({literal(_FARTHEST)}, s{k}))",
        f"{weight} * greatest(0e0, s{k} * (1e0 - s{k}))",
    )
    return [exact_sum(term, sample.mass * _FARTHEST**2) for term in terms]


def calibration_bin(k: int, sample: Sample) -> str:
    """Return SQL for the bin of a ranked row: 15 of equal mass, equal scores together."""
    middle = f"(b1_{k} + b0_{k} + (w1_{k} + w0_{k}) / 2e0)"
    total = literal(max(math.fsum(sample.class_weights), 1e-300))
    return f"CAST(least({_BINS - 1}e0, floor({_BINS}e0 * {middle} / {total})) AS INTEGER)"


def calibration_of(
    found: Mapping[int, Sequence[float]], rows: ScoredRows, sample: Sample
) -> Calibration:
    r"""Return the debiased expected calibration error (ECE) from the sums of each bin.

    Notes
    -----
    With $d_b$ the sum of label minus score in bin $b$, the raw error is $\sum_b |d_b| / n$. Were
    the scores true, $d_b$ would have mean 0, and $E|d_b|$ is that of a binomial with the mean score
    of the bin (De Moivre's closed form), scaled to the bin's own variance; with weights that of a
    normal. A model that is perfectly calibrated has a raw error of 0.036 at 1,000 rows [^1].

    References
    ----------
    [^1]: Kumar, Liang, Ma (2019). Verified uncertainty calibration. NeurIPS.

    """
    bins = tuple(
        CalibrationBin(
            number, weight, scores / weight, positives / weight, variance * sample.weight_spread
        )
        for number, (weight, positives, scores, variance) in sorted(found.items())
        if weight > 0
    )
    return Calibration.of(bins, row=sample.weight_spread, weighted=rows.weight is not None)


def gap_influence(found: Calibration, k: int, sample: Sample) -> str:
    """Return SQL for the influence of one ranked row on the calibration error.

    Its gap, in the direction in which its bin errs, less the error, over the weight of all rows.
    """
    signs = " ".join(
        f"WHEN {b.bin} THEN {'1e0' if b.positive_share >= b.mean_score else '-1e0'}"
        for b in found.bins
    )
    gap = f"(y - greatest(-{literal(_FARTHEST)}, least({literal(_FARTHEST)}, s{k})))"
    sign = f"CASE {calibration_bin(k, sample)} {signs} ELSE 0e0 END"
    total = math.fsum(sample.class_weights)
    return f"(({sign}) * {gap} - {literal(found.raw)}) / {literal(total)}"


def _between(bins: Sequence[CalibrationBin], raw: float) -> float:
    """Return by how much sizes of gaps differ between rows: the sum of their squared distances.

    In another sample, other shares of the rows have the large gaps.
    """
    return math.fsum(b.weight * (abs(b.gap) - raw) ** 2 for b in bins)


def _chance_gap(b: CalibrationBin, *, weighted: bool) -> float:
    if b.variance <= 0:
        return 0.0
    p = b.mean_score
    if weighted or not 0.0 < p < 1.0:
        return math.sqrt(2.0 / math.pi * b.variance)
    n = round(b.weight)
    m = min(math.floor(n * p), n - 1)
    log_choose = math.lgamma(n + 1) - math.lgamma(m + 2) - math.lgamma(n - m)
    log_gap = log_choose + (m + 1) * math.log(p) + (n - m) * math.log1p(-p)
    deviation = 2.0 * (m + 1) * math.exp(log_gap)
    return deviation * math.sqrt(b.variance / (n * p * (1 - p)))
