"""Order statistics as bounds of a median."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.evaluate.interval import Estimate
from forebay.evaluate.median_absolute_error import error_quantiles
from forebay.evaluate.quantile import binomial_cdf, normal_quantile

if TYPE_CHECKING:
    from forebay.evaluate.evidence import Evidence
    from forebay.evaluate.quantity import Quantity


def median_interval(evidence: Evidence, quantity: Quantity) -> Estimate:
    r"""Return the median absolute error with distribution-free bounds.

    Notes
    -----
    The number of rows below the true median is binomial with chance 1/2; the bounds are the errors
    at the outermost ranks that are wrong in at most a share alpha of samples [^1]. An interval from
    ranks alone would cover up to 98 %; its ends lie between two ranks [^2].

    References
    ----------
    [^1]: Conover (1999). Practical Nonparametric Statistics, 3.2.
    [^2]: Hettmansperger, Sheather (1986). Confidence intervals based on interpolated order
        statistics. Statistics and Probability Letters 4, 75-79.

    """
    n = evidence.sample.n_rows

    def errors(*ranks: int) -> list[float]:
        rows, shares = evidence.having(quantity.scorer), [rank / n for rank in ranks]
        return error_quantiles(rows, quantity.scorer, evidence.sample, shares)

    def end(alpha: float, side: int) -> float:
        rank = outer_rank(n, alpha)
        if rank < 1:
            return math.nan
        return errors(rank if side < 0 else n + 1 - rank)[0]

    def around(alpha: float) -> tuple[float, float]:
        rank = outer_rank(n, alpha)
        if rank < 1 or 2 * rank >= n:
            return end(alpha, -1), end(alpha, 1)
        inwards = _share_inwards(n, rank, alpha)
        low, low_inner, high_inner, high = errors(rank, rank + 1, n - rank, n + 1 - rank)
        return low + inwards * (low_inner - low), high + inwards * (high_inner - high)

    value = evidence.value(quantity)
    return Estimate(
        value,
        "order statistics",
        lambda alpha: end(alpha, -1),
        lambda alpha: end(alpha, 1),
        around=around,
    )


def outer_rank(n: int, alpha: float) -> int:
    """Return the highest rank above whose value the median lies with at least 1 - alpha; 0 if none.

    Examples
    --------
    >>> outer_rank(50, 0.025), outer_rank(5, 0.025)
    (18, 0)

    """
    rank = max(0, math.floor(n / 2 + normal_quantile(alpha) * math.sqrt(n) / 2) - 1)
    while binomial_cdf(rank, n, 0.5) <= alpha:
        rank += 1
    while rank > 0 and binomial_cdf(rank - 1, n, 0.5) > alpha:
        rank -= 1
    return rank


def _share_inwards(n: int, rank: int, alpha: float) -> float:
    """Return how far from a rank to the next one inwards an end lies, in [0, 1]."""
    outer, inner = binomial_cdf(rank - 1, n, 0.5), binomial_cdf(rank, n, 0.5)
    part = (alpha - outer) / (inner - outer)
    return (n - rank) * part / (rank + (n - 2 * rank) * part)
