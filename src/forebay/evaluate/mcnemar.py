"""The difference of two models' accuracy where they rarely disagree."""

from __future__ import annotations

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import clopper_pearson_lower, clopper_pearson_upper

# Below this many rows on which just one of the two is right, McNemar's test is used in its exact
# form; above it, the paired bootstrap.
FEW_DISCORDANT = 25


def mcnemar_exact(better: int, worse: int, n: int) -> Estimate:
    """Return accuracy of one model less that of another, from the rows on which they disagree.

    Parameters
    ----------
    better
        Rows on which just the first model is right.
    worse
        Rows on which just the second is right.
    n
        All rows.

    Notes
    -----
    Of the rows on which one of them is right, the first is right in a share with exact bounds
    (Clopper, Pearson 1934), so that the difference is surely above 0 just when McNemar's exact
    test says so [^1]. The share of such rows, by which it is multiplied, is taken at its own exact
    bound, on the side that makes the bound wider.

    References
    ----------
    [^1]: McNemar (1947). Note on the sampling error of the difference between correlated
        proportions or percentages. Psychometrika 12, 153-157.

    Examples
    --------
    >>> estimate = mcnemar_exact(better=9, worse=1, n=1000)
    >>> estimate.value, round(estimate.lower(0.05), 4), round(estimate.upper(0.05), 4)
    (0.008, 0.0012, 0.0167)

    """
    if n == 0:
        return unknown(float("nan"), "no rows")

    def lower(alpha: float) -> float:
        return _lower(better, worse, n, alpha)

    def upper(alpha: float) -> float:
        return -_lower(worse, better, n, alpha)

    return Estimate((better - worse) / n, "McNemar exact", lower, upper)


def _lower(better: int, worse: int, n: int, alpha: float) -> float:
    discordant = better + worse
    lead = 2.0 * clopper_pearson_lower(better, discordant, alpha) - 1.0
    if lead >= 0:
        return lead * clopper_pearson_lower(discordant, n, alpha)
    return lead * clopper_pearson_upper(discordant, n, alpha)
