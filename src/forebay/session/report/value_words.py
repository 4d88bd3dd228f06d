"""Values as people read them."""

from __future__ import annotations

import math


def figure(value: object, digits: int = 3) -> str:
    """Return a figure with three decimals, or four digits where it is large; a dash for none.

    Examples
    --------
    >>> figure(0.67237), figure(15321.7), figure(None), figure(float("nan")), figure(0.00012)
    ('0.672', '15,322', '-', '-', '0.00012')

    """
    if not isinstance(value, int | float) or not math.isfinite(value):
        return "-"
    size = abs(value)
    if size >= 1000:  # noqa: PLR2004 - from here on decimals are noise
        return f"{value:,.0f}"
    if size >= 10:  # noqa: PLR2004
        return f"{value:.1f}"
    return f"{value:.{digits}f}" if not size or size >= 10**-digits else f"{value:.2g}"


def count(value: object) -> str:
    """Return a count with thousands apart; a dash for none."""
    return f"{value:,}" if isinstance(value, int) else "-"


def share(part: float, whole: float) -> str:
    """Return a share in percent; small ones keep two digits.

    Examples
    --------
    >>> share(1, 3), share(7602, 336776), share(1, 336776), share(0, 0)
    ('33.3 %', '2.3 %', '0.0003 %', '-')

    """
    if not whole:
        return "-"
    percent = 100 * part / whole
    return f"{percent:.1f} %" if percent >= 1 or not percent else f"{percent:.1g} %"


def seconds(value: float) -> str:
    """Return a duration."""
    if value < 60:  # noqa: PLR2004
        return f"{value:.1f} s"
    return f"{int(value // 60)} min {int(value % 60)} s"


def moment(iso: str) -> str:
    """Return a time of the catalog to the minute, in UTC."""
    return f"{iso[:16].replace('T', ' ')} UTC" if iso else "-"
