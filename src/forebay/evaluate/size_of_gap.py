"""How large a gap is of which only a noisy sight is had: nearly without bias."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

# See Notes of `size_of_gap`.
_WIDTH = 1.4
_CORRECTION = (-1.43116, 1.28604, -0.171934, 0.0036973)
# From here on a sight is as large as its gap, to 0.001.
_CLEAR = 8.0
_STEPS = 20  # of the tables, in one standard error


class Moments(NamedTuple):
    """Mean and variance of something that is seen with an error, in standard errors."""

    mean: float
    variance: float


def size_of_gap(x: float) -> float:
    r"""Return an estimate of the absolute value of a gap that is seen as `x`.

    Parameters
    ----------
    x
        The gap, seen with a normal error; both in standard errors of it.

    Returns
    -------
    float
        May be below 0, which stands for the smallest gaps.

    Notes
    -----
    The absolute value of what is seen is too large: by 0.8 on average where the gap is 0, by 0.37
    where it is 1. No function of $x$ is without bias everywhere, because $|\mu|$ has a corner, and
    the mean of any function of a normal number has none; what is gained in bias is paid in
    variance [^1]. This one is $|x| + \exp(-x^2 / 2 \cdot 1.4^2) (c_0 + c_1 x^2 + c_2 x^4 +
    c_3 x^6)$; its four numbers minimise the sum of $100 b^2 + E g^2$ over gaps from 0 to 8 with
    steps of 0.05, where 0 counts twentyfold. Its bias $b$ is between -0.21 and 0.16, its standard
    deviation at most 1.41.

    References
    ----------
    [^1]: Cai, Low (2011). Testing composite hypotheses, Hermite polynomials and optimal estimation
        of a nonsmooth functional. The Annals of Statistics 39, 1012-1041.

    Examples
    --------
    >>> [round(size_of_gap(x), 2) for x in (0.0, 1.0, -2.0, 9.0)]
    [-1.43, 0.76, 2.43, 9.0]

    """
    square = x * x
    c0, c1, c2, c3 = _CORRECTION
    bell = math.exp(-0.5 * square / (_WIDTH * _WIDTH))
    return abs(x) + bell * (c0 + square * (c1 + square * (c2 + square * c3)))


def moments_of_size(gap: float) -> Moments:
    """Return mean and variance of ``size_of_gap`` where the gap is known.

    Examples
    --------
    >>> moments_of_size(20.0)
    Moments(mean=20.0, variance=1.0)

    """
    gap = abs(gap)
    if gap >= _CLEAR:
        return Moments(gap, 1.0)
    place = gap * _STEPS
    k = int(place)
    share = place - k
    (mean, variance), (next_mean, next_variance) = _table()[k : k + 2]
    return Moments(mean + share * (next_mean - mean), variance + share * (next_variance - variance))


@lru_cache(maxsize=1)
def _table() -> tuple[Moments, ...]:
    """Return the moments at every step, by the midpoint rule: right to 1e-4."""
    step = 0.05
    places = [(k + 0.5) * step for k in range(-180, 340)]
    sizes = [size_of_gap(x) for x in places]
    found = []
    for k in range(int(_CLEAR * _STEPS) + 2):
        gap = k / _STEPS
        masses = [math.exp(-0.5 * (x - gap) ** 2) for x in places]
        total = math.fsum(masses)
        mean = math.fsum(m * s for m, s in zip(masses, sizes, strict=True)) / total
        square = math.fsum(m * s * s for m, s in zip(masses, sizes, strict=True)) / total
        found.append(Moments(mean, square - mean * mean))
    return tuple(found)
