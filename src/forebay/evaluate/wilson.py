"""Wilson's interval for a proportion."""

from __future__ import annotations

import math

from forebay.evaluate.quantile import student_quantile


def wilson(share: float, n: float, alpha: float, df: float = math.inf) -> tuple[float, float]:
    r"""Return the ends of the interval which misses on each side in a share `alpha` of samples.

    Parameters
    ----------
    share
        The proportion seen, in [0, 1].
    n
        How many rows it was seen in, above 0; see ``exact_share``.
    df
        Degrees of freedom of its variance; infinite where rows are independent.

    Notes
    -----
    The shares p for which $|\hat p - p| \le z \sqrt{p (1 - p) / n}$ [^1]. Both sides together are
    right on average over shares; one side alone is not: near 1 too many samples lie above [^2].

    References
    ----------
    [^1]: Wilson (1927). Probable inference, the law of succession, and statistical inference.
        Journal of the American Statistical Association 22, 209-212.
    [^2]: Cai (2005). One-sided confidence intervals in discrete distributions. Journal of
        Statistical Planning and Inference 131, 63-88.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(0.9, 100, 0.025)]
    [0.8256, 0.9448]

    """
    z = student_quantile(1.0 - alpha, df)
    if math.isinf(z):
        return 0.0, 1.0
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if share == 0.0 else max(0.0, (middle - half) / scale)
    return low, 1.0 if share == 1.0 else min(1.0, (middle + half) / scale)
