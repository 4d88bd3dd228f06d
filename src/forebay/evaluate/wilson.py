"""Wilson's interval for a proportion."""

from __future__ import annotations

import math

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import normal_quantile, student_quantile


def wilson(share: float, n: float, df: float = math.inf) -> Estimate:
    r"""Return a proportion with bounds that hold for small n and at 0 and 1.

    Parameters
    ----------
    share
        The proportion seen, in [0, 1].
    n
        How many rows it was seen in; with weights or blocks the number of independent rows that
        would give the same variance, which need not be whole.
    df
        Degrees of freedom of that variance; infinite where rows are independent.

    Notes
    -----
    The shares p for which $|\hat p - p| \le z \sqrt{p (1 - p) / n}$ [^1].

    References
    ----------
    [^1]: Wilson (1927). Probable inference, the law of succession, and statistical inference.
        Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> wilson(0.9, 100).interval()  # doctest: +ELLIPSIS
    Interval(value=0.9, lower=0.8256..., upper=0.9447..., method='Wilson')

    """
    if math.isnan(share) or n <= 0:
        return unknown(share, "undefined on these rows")

    def end(alpha: float, side: int) -> float:
        z = normal_quantile(alpha) if math.isinf(df) else student_quantile(alpha, df)
        if math.isinf(z) or share == (0.0 if side < 0 else 1.0):
            return 0.0 if side < 0 else 1.0
        middle = share + z * z / (2 * n)
        half = abs(z) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return min(1.0, max(0.0, (middle + side * half) / (1 + z * z / n)))

    return Estimate(share, "Wilson", lambda alpha: end(alpha, -1), lambda alpha: end(alpha, 1))
