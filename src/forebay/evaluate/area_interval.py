"""Intervals for areas and other figures whose standard error is known."""

from __future__ import annotations

import math

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import student_quantile
from forebay.evaluate.wilson import wilson


def logit_normal(
    value: float, variance: float, n: float, method: str, df: float = math.inf
) -> Estimate:
    r"""Return bounds for a figure between 0 and 1 that is normal on the logit scale.

    Parameters
    ----------
    variance
        The squared standard error of `value`.
    n
        Rows of the rarer class. At 0 and 1, where the logit is infinite and the variance 0, the
        bounds are Wilson's for none of n rows out of place.
    df
        Degrees of freedom of the variance.

    Notes
    -----
    $\mathrm{logit}(A) \pm z \sqrt{V} / (A (1 - A))$: at 20 positives its coverage is 96 % where
    that of the symmetric interval is 94 %, at 10 it is 95 % against 88 % [^1].

    References
    ----------
    [^1]: Pepe (2003). The Statistical Evaluation of Medical Tests, 5.2.

    Examples
    --------
    >>> round(logit_normal(0.8, 0.0016, 50, "logit-DeLong").lower(0.05), 4)
    0.7261

    """
    if math.isnan(value) or math.isnan(variance):
        return unknown(value, "undefined on these rows")
    if not 0.0 < value < 1.0:
        whole = wilson(value, n, df)
        return Estimate(value, method, whole.lower, whole.upper)
    middle = math.log(value / (1.0 - value))
    error = math.sqrt(max(variance, 0.0)) / (value * (1.0 - value))

    def end(alpha: float, side: int) -> float:
        x = middle + side * student_quantile(1.0 - alpha, df) * error if error > 0 else middle
        return 1.0 / (1.0 + math.exp(-x)) if abs(x) < 700 else (0.0 if x < 0 else 1.0)  # noqa: PLR2004 - exp overflows

    return Estimate(value, method, lambda alpha: end(alpha, -1), lambda alpha: end(alpha, 1))


def normal(value: float, variance: float, method: str, df: float = math.inf) -> Estimate:
    """Return symmetric bounds: the figure and so many standard errors.

    Examples
    --------
    >>> round(normal(0.01, 0.0001, "paired DeLong").lower(0.05), 4)
    -0.0064

    """
    if math.isnan(value) or math.isnan(variance):
        return unknown(value, "undefined on these rows")
    error = math.sqrt(max(variance, 0.0))

    def end(alpha: float, side: int) -> float:
        return value + side * student_quantile(1.0 - alpha, df) * error if error > 0 else value

    return Estimate(value, method, lambda alpha: end(alpha, -1), lambda alpha: end(alpha, 1))
