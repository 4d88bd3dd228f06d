"""The covariance of the ROC areas of several scorers on the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.rank_table import rank_table
from forebay.evaluate.roc_auc import placement_gap
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


def delong_covariance(
    rows: ScoredRows, scorers: Sequence[Scorer], areas: Sequence[float], sample: Sample
) -> NDArray[np.float64]:
    r"""Return the covariance matrix of the areas, shape (n_scorers, n_scorers).

    For two classes, independent rows and no weights. NaN if a class has fewer than two rows.

    Parameters
    ----------
    scorers
        Whose scores; rows without one of them are left out.
    areas
        Their areas on these rows.

    Notes
    -----
    $S_{10} / m + S_{01} / n$, with the sample covariances of the placements of the m positive
    and of the n negative rows [^1]. Placements come from the rank tables, as in [^2], so that the
    cost is that of sorting.

    References
    ----------
    [^1]: DeLong, DeLong, Clarke-Pearson (1988). Comparing the areas under two or more correlated
        receiver operating characteristic curves. Biometrics 44, 837-845.
    [^2]: Sun, Xu (2014). Fast implementation of DeLong's algorithm. IEEE Signal Processing Letters
        21, 1389-1393.

    """
    size = len(scorers)
    ranks = "".join(
        f", g{k} AS ({rank_table(f's{k}', sample, weighted=False)})" for k in range(size)
    )
    joins = "".join(f" JOIN g{k} ON r.s{k} = g{k}.s" for k in range(size))
    gaps = ", ".join(f"{placement_gap(area, f'g{k}')} AS v{k}" for k, area in enumerate(areas))
    pairs = [(a, b) for a in range(size) for b in range(a, size)]
    sums = ", ".join(exact_sum(f"v{a} * v{b}", sample.mass) for a, b in pairs)
    found = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, scorers)}){ranks}, v AS (SELECT y, {gaps} FROM r{joins})"
        f" SELECT y, {sums} FROM v GROUP BY y ORDER BY y"
    )
    covariance = np.full((size, size), np.nan)
    if min(sample.class_counts) >= 2:  # noqa: PLR2004 - a variance needs two rows
        covariance[:] = 0.0
        for y, *products in found:
            n = sample.class_counts[cast("int", y)]
            for (a, b), product in zip(pairs, products, strict=True):
                covariance[a, b] += cast("float", product) / (n - 1) / n
        covariance = np.triu(covariance) + np.triu(covariance, 1).T
    return covariance
