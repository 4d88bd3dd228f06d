"""Bounds for a figure whose pieces are known by how much they pull it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import student_quantile

if TYPE_CHECKING:
    from forebay.evaluate.scale import Scale
    from forebay.evaluate.spread import Spread

# A bound counts so many more pieces like the farthest one, an interval a sixth of them; without
# limits a twelfth, because there nothing is stretched.
MORE_ROWS = 3.0
_SHOWN = 1.0 / 6.0
_SHOWN_WITHOUT_LIMITS = 1.0 / 12.0
# A bound is made for this share of the error rate: a tenth is kept for what the normal distribution
# of a sum of so many pieces does not know.
_USED = 0.9


def delta_bounds(
    value: float,
    spread: Spread,
    scale: Scale,
    method: str,
    more: float = MORE_ROWS,
    *,
    is_open: bool = False,
) -> Estimate:
    r"""Return bounds from the pulls of the pieces, on a scale on which the figure is nearly normal.

    Parameters
    ----------
    value
        The figure, within the limits of `scale`.
    more
        How many more pieces the bounds count, as far out as the farthest one seen.
    is_open
        What a piece adds has no limit (squares of errors): skewness is then often larger than
        such a sample shows, and the curvature of the scale may not take back what it asks for.

    Notes
    -----
    With g the scale, $\sigma$ the standard error, t Student's quantile and $a$ the acceleration of
    the figure, the bound is

    $$g^{-1}(g(\hat\theta) \pm \sigma g'(\hat\theta) (t + c)), \quad
    c = \max(0, \pm (a + (2 a + \tfrac{1}{2} \sigma g''/g') t^2)).$$
    $c$ is the second-order correction for skewness of the analytic bootstrap ("ABC", [^1], for a
    figure without curvature); it only widens, because a skewness from few rows is itself known
    poorly. Where pieces have no limit, $g''/g'$ counts only if it widens too.
    Then the rarest rows weigh most, and a small sample holds none of them: a bound counts
    three more pieces, as far out on its side as the farthest one seen, as intervals for counts add
    two successes and two failures [^2]; the interval that is shown half of one, without limits a
    quarter. A bound for an error rate of 5 % is made for 4.5, because all this approximates.
    Measured: see ``docs/standards.md``.

    References
    ----------
    [^1]: DiCiccio, Efron (1992). More accurate confidence intervals in exponential families.
        Biometrika 79, 231-245.
    [^2]: Agresti, Coull (1998). Approximate is better than "exact" for interval estimation of
        binomial proportions. The American Statistician 52, 119-126.

    Examples
    --------
    >>> from forebay.evaluate.scale import Scale
    >>> from forebay.evaluate.spread import Spread
    >>> spread = Spread(variance=0.0016, df=99, below=0.0, above=0.0)
    >>> found = delta_bounds(0.8, spread, Scale(0.0, 1.0), "logit-DeLong")
    >>> round(found.lower(0.05), 4)
    0.7228

    """
    if math.isnan(value) or math.isnan(spread.variance):
        return unknown(value, "undefined on these rows")
    return _estimate((value, method), spread, scale, more, is_open=is_open)


def _estimate(
    figure: tuple[float, str], spread: Spread, scale: Scale, more: float, *, is_open: bool
) -> Estimate:
    value, method = figure
    bent = 0.5 * math.sqrt(spread.variance) * scale.bend(value) if scale.holds(value) else 0.0
    shown = more * (_SHOWN_WITHOUT_LIMITS if scale.is_whole_line else _SHOWN)

    def end(alpha: float, side: int, rows: float) -> float:
        bend = max(0.0, side * bent) if is_open else side * bent
        return _end(value, spread, scale, (alpha, side, rows, bend))

    return Estimate(
        value,
        method,
        lambda alpha: end(_USED * alpha, -1, more),
        lambda alpha: end(_USED * alpha, 1, more),
        around=lambda alpha: (end(alpha, -1, shown), end(alpha, 1, shown)),
    )


def _end(
    value: float, spread: Spread, scale: Scale, asked: tuple[float, int, float, float]
) -> float:
    alpha, side, more, bend = asked
    if spread.variance <= 0 or not scale.holds(value):
        return value
    t = student_quantile(1.0 - alpha, spread.df)
    if math.isinf(t):
        return scale.low if side < 0 else scale.high
    push = 0.0
    if spread.skew is not None:
        skew = side * spread.skew
        push = skew + (2.0 * skew + bend) * t * t
    farthest = spread.below if side < 0 else spread.above
    wide = math.sqrt(spread.variance + more * farthest) * scale.slope(value)
    return scale.shrunk(scale.stretched(value) + side * wide * (t + max(0.0, push)))
