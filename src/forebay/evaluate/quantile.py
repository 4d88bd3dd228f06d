"""Quantiles of the normal, of Student's and of the binomial distribution, without SciPy."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from forebay.evaluate.beta import beta_cdf, beta_quantile

_NORMAL = NormalDist()


def normal_cdf(z: float) -> float:
    """Return P(Z <= z) of the standard normal distribution."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_quantile(p: float) -> float:
    """Return z with P(Z <= z) = p; infinite at 0 and 1.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.6449

    """
    if p <= 0.0 or p >= 1.0:
        return math.copysign(math.inf, p - 0.5)
    return _NORMAL.inv_cdf(p)


def student_quantile(p: float, df: float) -> float:
    """Return t with P(T <= t) = p for Student's distribution.

    Parameters
    ----------
    df
        Degrees of freedom, rounded down to a whole number; below 1 the result is infinite.

    Notes
    -----
    Up to 100 degrees by bisection of the finite series 26.7.3 and 26.7.4, above by the expansion
    26.7.5 of [^1], which is then right to 1e-9.

    References
    ----------
    [^1]: Abramowitz, Stegun (1964). Handbook of Mathematical Functions.

    Examples
    --------
    >>> round(student_quantile(0.975, 9), 4)
    2.2622

    """
    if p == 0.5:  # noqa: PLR2004 - the middle of a symmetric distribution
        return 0.0
    if p < 0.5:  # noqa: PLR2004
        return -student_quantile(1.0 - p, df)
    if df < 1 or p >= 1.0:
        return math.inf
    if df > 100:  # noqa: PLR2004 - see Notes
        return _expansion(normal_quantile(p), df)
    return _bisected(p, int(df))


@lru_cache(maxsize=4096)  # a judgement asks for the same few again and again
def _bisected(p: float, df: int) -> float:
    low = normal_quantile(p)
    high = low + 1.0
    while _student_cdf(high, df) < p:
        low, high = high, 2.0 * high
    for _ in range(200):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if _student_cdf(middle, df) < p else (low, middle)
    return 0.5 * (low + high)


def _expansion(z: float, df: float) -> float:
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / df + g2 / df**2 + g3 / df**3 + g4 / df**4


def _student_cdf(t: float, df: int) -> float:
    theta = math.atan2(t, math.sqrt(df))
    cos, sin = math.cos(theta), math.sin(theta)
    if df % 2:
        term, total = cos, 0.0
        for k in range(1, df - 1, 2):
            total += term
            term *= cos * cos * (k + 1) / (k + 2)
        area = 2.0 / math.pi * (theta + sin * total)
    else:
        term, total = 1.0, 0.0
        for k in range(1, df, 2):
            total += term
            term *= cos * cos * k / (k + 1)
        area = sin * total
    return 0.5 + 0.5 * area


def binomial_cdf(k: int, n: int, p: float) -> float:
    """Return P(X <= k) for n trials with chance p.

    Examples
    --------
    >>> round(binomial_cdf(1, 2, 0.5), 12)
    0.75

    """
    if k < 0 or k >= n:
        return 0.0 if k < 0 else 1.0
    return beta_cdf(1.0 - p, n - k, k + 1)


def clopper_pearson_lower(successes: float, n: float, alpha: float) -> float:
    """Return the exact one-sided lower bound of a proportion; 0 for no successes.

    The chance of success with which `successes` or more of `n` occur with probability `alpha`.
    Neither needs to be whole.

    References
    ----------
    Clopper, Pearson (1934). The use of confidence or fiducial limits illustrated in the case of
    the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> round(clopper_pearson_lower(9, 10, 0.05), 4)
    0.6058

    """
    return beta_quantile(alpha, successes, n - successes + 1.0) if successes > 0 else 0.0


def clopper_pearson_upper(successes: float, n: float, alpha: float) -> float:
    """Return the exact one-sided upper bound of a proportion; 1 if all are successes.

    Examples
    --------
    >>> round(clopper_pearson_upper(0, 100, 0.05), 4)
    0.0295

    """
    return 1.0 - clopper_pearson_lower(n - successes, n, alpha)
