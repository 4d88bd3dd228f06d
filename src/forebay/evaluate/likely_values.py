"""Which values of an estimate are no surprise, where the truth is never below 0."""

from __future__ import annotations

import math

from forebay.evaluate.quantile import normal_cdf, normal_quantile

# With a truth so many standard errors above 0, nobody sees that 0 is a limit.
_FAR = 4.0


def likely_values(truth: float, level: float) -> tuple[float, float]:
    r"""Return from where to where an estimate may lie around the truth, in standard errors.

    Parameters
    ----------
    truth
        In standard errors of its estimate, which is normal; 0 or more.
    level
        How rarely the estimate lies outside, on both sides together.

    Returns
    -------
    tuple of float
        How far below the truth (a number below 0, or minus infinity) and how far above.

    Notes
    -----
    At 0 the whole error is above, because nothing is below 0 that could be told from it; far from
    0 there is half of it on either side. Between them, those values come first that are most likely
    for this truth relative to the truth that explains them best [^1]: so the intervals of all
    estimates cover at the same rate, none is empty, and whether it begins at 0 is not a choice made
    after looking, which would cost coverage.

    References
    ----------
    [^1]: Feldman, Cousins (1998). Unified approach to the classical statistical analysis of small
        signals. Physical Review D 57, 3873-3889. Their table X has the ends of the intervals.

    Examples
    --------
    >>> [round(end, 2) for end in likely_values(0.0, 0.1)]
    [-inf, 1.28]
    >>> [round(end, 2) for end in likely_values(5.0, 0.1)]
    [-1.64, 1.64]

    """
    if truth <= 0.0:
        return -math.inf, normal_quantile(1.0 - level)
    both = normal_quantile(1.0 - 0.5 * level)
    if truth >= max(_FAR, both):
        return -both, both
    low, high = normal_quantile(1.0 - level), both
    for _ in range(40):
        above = 0.5 * (low + high)
        inside = normal_cdf(above) - normal_cdf(_as_likely_below(truth, above))
        low, high = (above, high) if inside < 1.0 - level else (low, above)
    return _as_likely_below(truth, high), high


def _as_likely_below(truth: float, above: float) -> float:
    """Return what is as likely as `above`, relative to the truth that explains it best."""
    if above <= truth:
        return -above
    return -0.5 * (truth + above * above / truth)
