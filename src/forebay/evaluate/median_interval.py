"""Order statistics as bounds of a median."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.evaluate.interval import Estimate
from forebay.evaluate.median_absolute_error import error_quantiles
from forebay.evaluate.quantile import normal_quantile

if TYPE_CHECKING:
    from forebay.evaluate.evidence import Evidence
    from forebay.evaluate.quantity import Quantity


def median_interval(evidence: Evidence, quantity: Quantity) -> Estimate:
    r"""Return the median absolute error with distribution-free bounds.

    Notes
    -----
    The number of rows below the true median is binomial with chance 1/2; the bounds are the errors
    at the ranks $n/2 \mp z \sqrt{n} / 2$, rounded outwards [^1].

    References
    ----------
    [^1]: Conover (1999). Practical Nonparametric Statistics, 3.2.

    """
    n = evidence.sample.n_rows

    def end(alpha: float, side: int) -> float:
        step = -normal_quantile(alpha) * math.sqrt(n) / 2
        rank = math.floor(n / 2 - step) if side < 0 else math.ceil(n / 2 + step) + 1
        if not 1 <= rank <= n:
            return math.nan
        rows = evidence.having(quantity.scorer)
        (found,) = error_quantiles(rows, quantity.scorer, evidence.sample, (rank / n,))
        return found

    value = evidence.value(quantity)
    return Estimate(
        value, "order statistics", lambda alpha: end(alpha, -1), lambda alpha: end(alpha, 1)
    )
