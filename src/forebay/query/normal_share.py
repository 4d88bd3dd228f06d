"""The share of a normal distribution within some standard deviations, as SQL."""

from __future__ import annotations

from typing import Final

from forebay.engine.quote import literal

_UPPER: Final = (
    3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
    221.213596169931, 220.206867912376,
)  # fmt: skip
_LOWER: Final = (
    8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
    637.333633378831, 793.826512519948, 440.413735824752,
)  # fmt: skip
_FAR: Final = 7.07106781186547  # from here on 1 to all digits that are left


def normal_share(distance: str) -> str:
    """Return SQL for the probability that a standard normal value is nearer to 0.

    DuckDB has no error function; this is Hart's rational approximation as West (2005) prints it,
    Better approximations to cumulative normal functions, Wilmott Magazine, May, 70-76: right to
    1e-14.

    Parameters
    ----------
    distance
        SQL of a DOUBLE, 0 or more.

    """
    tail = f"exp(-z * z / 2) * {_polynomial(_UPPER)} / {_polynomial(_LOWER)}"
    share = f"CASE WHEN z < {literal(_FAR)} THEN 1 - 2 * {tail} ELSE 1e0 END"
    return f"list_transform([{distance}], lambda z: {share})[1]"


def _polynomial(coefficients: tuple[float, ...]) -> str:
    text = literal(coefficients[0])
    for coefficient in coefficients[1:]:
        text = f"({text} * z + {literal(coefficient)})"
    return text
