"""Whether things that are said to happen in 30 % of cases do happen in 30 % of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.rank_table import CALIBRATION_BINS, rank_table
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


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
        A bound on the standard error of `raw`.

    """

    bins: tuple[CalibrationBin, ...]
    raw: float
    expected: float
    noise: float

    @property
    def error(self) -> float:
        """The debiased error: `raw` less `expected`; below 0 it means less than chance."""
        return self.raw - self.expected


def calibration_table(
    rows: ScoredRows, scorer: Scorer, sample: Sample
) -> tuple[CalibrationBin, ...]:
    """Return the bins in order of score: 15 of equal mass, equal scores together, no empty one."""
    ranks = rank_table("s0", sample, weighted=rows.weight is not None)
    sums = ", ".join(
        exact_sum(term, sample.mass * 1e12)
        for term in (
            "w1 + w0",
            "w1",
            "(w1 + w0) * greatest(-1e6, least(1e6, s))",
            "(w1 + w0) * greatest(0e0, s * (1e0 - s))",
        )
    )
    found = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}), ranks AS ({ranks})"
        f" SELECT bin, {sums} FROM ranks GROUP BY bin ORDER BY bin"
    )
    bins = []
    for row in found:
        number, weight, positives, scores, variance = (cast("float", value) for value in row)
        if weight > 0:
            spread = variance * sample.weight_spread
            bins.append(
                CalibrationBin(int(number), weight, scores / weight, positives / weight, spread)
            )
    return tuple(bins)


def calibration(rows: ScoredRows, scorer: Scorer, sample: Sample) -> Calibration:
    r"""Return the debiased expected calibration error (ECE).

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
    bins = calibration_table(rows, scorer, sample)
    total = sum(b.weight for b in bins)
    if total <= 0:
        return Calibration((), math.nan, math.nan, math.nan)
    gaps = [abs(b.positive_share - b.mean_score) * b.weight for b in bins]
    weighted = rows.weight is not None
    chance = [_chance_gap(b, weighted=weighted) for b in bins]
    # Neither the scores' nor the labels' own variance is known to be right: take the larger.
    variances = [
        max(b.variance, b.weight * b.positive_share * (1 - b.positive_share) * sample.weight_spread)
        for b in bins
    ]
    noise = math.sqrt(math.fsum(variances)) / total
    return Calibration(bins, math.fsum(gaps) / total, math.fsum(chance) / total, noise)


def gap_terms(score: str, ranks: str) -> dict[str, str]:
    """Return SQL for what a row adds to the gap of each bin.

    `ranks` is the alias of the row's row of the rank table.
    """
    gap = f"y - greatest(-1e6, least(1e6, {score}))"
    return {
        f"gap {b}": f"CASE WHEN {ranks}.bin = {b} THEN {gap} ELSE 0e0 END"
        for b in range(CALIBRATION_BINS)
    }


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
