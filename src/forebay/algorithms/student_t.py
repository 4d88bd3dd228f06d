"""How often chance alone gives a larger t or z: two-sided p-values."""

from __future__ import annotations

import math
from typing import Final

_TINY: Final = 1e-300
_EPSILON: Final = 1e-16
_TERMS: Final = 200_000
_NEARLY_NORMAL: Final = 20_000.0  # above it the fraction loses digits, and the series has them all


def two_sided_p_value(t: float, freedom: float) -> float:
    r"""Return the probability that Student's t is farther from 0 than `t`, in [0, 1].

    Parameters
    ----------
    t
        An estimate divided by its standard error. NaN gives NaN, infinity gives 0.
    freedom
        Degrees of freedom, above 0; ``math.inf`` means the normal law (Wald's z).

    Notes
    -----
    The regularised incomplete beta function $I_{\nu/(\nu+t^2)}(\nu/2, 1/2)$ [^1] by its continued
    fraction [^2]; above 20,000 degrees of freedom the normal law at a corrected t [^3]. Relative
    error below 1e-9 also where the probability is 1e-100.

    References
    ----------
    [^1]: Abramowitz, Stegun (1964). Handbook of Mathematical Functions, 26.7.1 and 26.5.8.
    [^2]: Lentz (1976). Generating Bessel functions in Mie scattering calculations using continued
        fractions. Applied Optics 15(3).
    [^3]: Hill (1970). Algorithm 395: Student's t-distribution. Communications of the ACM 13(10).

    Examples
    --------
    >>> round(two_sided_p_value(2.262157, 9), 6)  # the 97.5 % point with 9 degrees of freedom
    0.05
    >>> round(two_sided_p_value(1.959964, math.inf), 6)
    0.05

    """
    if math.isnan(t):
        return math.nan
    if math.isinf(t * t):
        return 0.0
    if t == 0:
        return 1.0
    if freedom > _NEARLY_NORMAL:
        return math.erfc(abs(_normal(t, freedom)) / math.sqrt(2.0))
    half, square = freedom / 2, t * t / freedom
    # x = 1 / (1 + square) and 1 - x, each without cancellation.
    x, rest = 1.0 / (1.0 + square), square / (1.0 + square)
    ratio = math.lgamma(half + 0.5) - math.lgamma(half) - 0.5 * math.log(math.pi)
    front = math.exp(ratio - half * math.log1p(square)) * math.sqrt(rest)
    if rest > 1.5 / (half + 2.5):
        return min(1.0, front * _continued_fraction(half, 0.5, (x, rest)) / half)
    return min(1.0, max(0.0, 1.0 - front * _continued_fraction(0.5, half, (rest, x)) / 0.5))


def _normal(t: float, freedom: float) -> float:
    """Return the z that is as far out as `t`."""
    if math.isinf(freedom):
        return t
    a = freedom - 0.5
    b = 48.0 * a * a
    z = math.sqrt(a * math.log1p(t * t / freedom))
    z2 = z * z
    second = (((4.0 * z2 + 33.0) * z2 + 240.0) * z2 + 855.0) / (
        10.0 * b * (b + 0.8 * z2 * z2 + 100.0)
    )
    return z * (1.0 + (z2 + 3.0) / b - second)


def _continued_fraction(a: float, b: float, share: tuple[float, float]) -> float:
    x, rest = share
    # 1 - (a + b) x / (a + 1), written so that nothing cancels where x is about 1.
    c, d = 1.0, (a + 1.0) / _far_from_0(1.0 - b + (a + b) * rest)
    value = d
    for m in range(1, _TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)),
        ):
            d = 1.0 / _far_from_0(1.0 + term * d)
            c = _far_from_0(1.0 + term / c)
            factor = c * d
            value *= factor
        if abs(factor - 1.0) < _EPSILON:
            break
    return value


def _far_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
