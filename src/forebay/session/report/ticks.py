"""Round numbers at which the lines of a chart stand."""

from __future__ import annotations

import math
from typing import Final

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, about so many steps apart.

    Examples
    --------
    >>> ticks(-0.012, 0.118), ticks(0.626, 0.788), ticks(3.0, 3.0)
    ((0.0, 0.05, 0.1), (0.65, 0.7, 0.75), (3.0,))

    """
    if not high > low:
        return (low,)
    wanted = (high - low) / about
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(one * power for one in _STEPS if one * power >= wanted * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(i * step, 12) + 0.0 for i in range(first, last + 1))
