"""The spread of ROC areas, and of sums and differences of several on the same rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.ranked_rows import ranked_rows
from forebay.evaluate.roc_auc import placement_gap
from forebay.evaluate.spread import Spread
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


def delong(
    rows: ScoredRows, areas: Mapping[Scorer, float], slopes: Mapping[Scorer, float], sample: Sample
) -> Spread:
    r"""Return the spread of a sum of areas times slopes.

    For two classes, independent rows and no weights. NaN if a class has fewer than two rows.

    Parameters
    ----------
    areas
        Of the scorers of `slopes`.

    Notes
    -----
    With $V$ the placements of the rows of a class among those of the other one, summed over the
    scorers times their slopes, the variance is $S_{10} / m + S_{01} / n$, with the sample variances
    of the V of the m positive and of the n negative rows [^1]. Placements come from running sums
    over the sorted rows, as in [^2], so that the cost is that of sorting. Degrees of freedom are
    those of a difference of two means (Satterthwaite, [^3]).

    References
    ----------
    [^1]: DeLong, DeLong, Clarke-Pearson (1988). Comparing the areas under two or more correlated
        receiver operating characteristic curves. Biometrics 44, 837-845.
    [^2]: Sun, Xu (2014). Fast implementation of DeLong's algorithm. IEEE Signal Processing Letters
        21, 1389-1393.
    [^3]: Satterthwaite (1946). An approximate distribution of estimates of variance components.
        Biometrics Bulletin 2, 110-114.

    """
    if min(sample.class_counts) < 2:  # noqa: PLR2004 - a variance needs two rows
        return Spread(math.nan, 0.0, math.nan, math.nan)
    variance = below = above = uncertainty = 0.0
    size = max(1.0, math.fsum(abs(slope) for slope in slopes.values()))
    ends = [f"_{k}" for k in range(len(slopes))]
    pull = " + ".join(
        f"{literal(slope)} * {placement_gap(areas[scorer], end, sample)}"
        for end, (scorer, slope) in zip(ends, slopes.items(), strict=True)
    )
    source = typed_rows(rows, list(slopes))
    for y, square, lowest, highest in rows.workspace.rows(
        f"WITH r AS ({source}), v AS (SELECT y, {pull} AS v FROM"
        f" ({ranked_rows('r', range(len(slopes)), rows, sample)}))"
        f" SELECT y, {exact_sum('v * v', sample.mass * size**2)}, min(v), max(v)"
        " FROM v GROUP BY y ORDER BY y"
    ):
        n = sample.class_counts[cast("int", y)]
        part = cast("float", square) / (n - 1) / n
        variance += part
        uncertainty += part**2 / (n - 1)
        below += min(0.0, cast("float", lowest)) ** 2 / (n - 1) / n
        above += max(0.0, cast("float", highest)) ** 2 / (n - 1) / n
    df = variance**2 / uncertainty if uncertainty > 0 else math.inf
    return Spread(variance, df, below, above)
