"""A proportion with bounds that never promise too much."""

from __future__ import annotations

import math

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import (
    clopper_pearson_lower,
    clopper_pearson_upper,
    normal_quantile,
    student_quantile,
)
from forebay.evaluate.wilson import wilson


def exact_share(share: float, n: float, df: float = math.inf) -> Estimate:
    r"""Return a proportion with Clopper and Pearson's bounds and Wilson's interval.

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
    A count is whole, so that no bound is wrong in exactly 5 % of samples. Clopper and Pearson's is
    wrong in at most so many, whatever the true share [^1]; Wilson's, which is right on average, in
    up to 9 % with 50 rows. The interval between two ends has no decision to guard: it is Wilson's,
    which covers 93 to 98 % where the exact one covers up to 99 %.

    With few blocks, n is reduced as Student's quantiles are wider than the normal ones [^2].

    References
    ----------
    [^1]: Clopper, Pearson (1934). The use of confidence or fiducial limits illustrated in the case
        of the binomial. Biometrika 26, 404-413.
    [^2]: Korn, Graubard (1998). Confidence intervals for proportions with small expected number of
        positive counts estimated from survey data. Survey Methodology 24, 193-201.

    Examples
    --------
    >>> found = exact_share(0.9, 100)
    >>> round(found.lower(0.05), 4), round(found.interval().lower, 4)
    (0.8363, 0.8256)

    """
    if math.isnan(share) or n <= 0:
        return unknown(share, "undefined on these rows")

    def rows(alpha: float) -> float:
        t = student_quantile(1.0 - alpha, df)
        return 0.0 if math.isinf(t) else n * (normal_quantile(1.0 - alpha) / t) ** 2

    def lower(alpha: float) -> float:
        m = rows(alpha)
        return clopper_pearson_lower(share * m, m, alpha) if m > 0 else 0.0

    def upper(alpha: float) -> float:
        m = rows(alpha)
        return clopper_pearson_upper(share * m, m, alpha) if m > 0 else 1.0

    return Estimate(share, "Wilson", lower, upper, around=lambda alpha: wilson(share, n, alpha, df))
