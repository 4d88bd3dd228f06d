"""Which seasons a series can have, and which it has."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.data_frequency import DAY, SEASONALITIES, WEEK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.data_frequency import Step

_YEAR: Final = 365.25 * DAY
_LENGTHS: Final[dict[str, float]] = {
    "DAILY": DAY,
    "WEEKLY": WEEK,
    "MONTHLY": _YEAR / 12,
    "QUARTERLY": _YEAR / 4,
    "YEARLY": _YEAR,
}
_MONTHS: Final[dict[str, int]] = {"QUARTERLY": 3, "YEARLY": 12}
# Shorter and longer parts of the calendar hardly ever have a season of their own beside these.
_LOOKED_FOR: Final = frozenset({"DAILY", "WEEKLY", "YEARLY"})
_ONE_SIDED: Final = 1.645  # 5 %


def seasonal_periods(step: Step, names: tuple[str, ...] | None = None) -> dict[str, int]:
    """Return the seasons that such a series can have, each with its slots, the shortest first.

    Parameters
    ----------
    names
        Those that are asked for; None: those that are looked for unasked.

    Examples
    --------
    >>> from forebay.algorithms.data_frequency import DAY, Step
    >>> seasonal_periods(Step(0, DAY)), seasonal_periods(Step(1, 0))
    ({'WEEKLY': 7, 'YEARLY': 365}, {'YEARLY': 12})

    """
    found = {}
    for name in SEASONALITIES:
        if name not in (_LOOKED_FOR if names is None else names):
            continue
        months = _MONTHS.get(name, 0)
        slots = months / step.months if step.months else _LENGTHS[name] / step.micros
        if round(slots) >= 2:  # noqa: PLR2004 - one slot is no season
            found[name] = round(slots)
    return found


def is_seasonal(values: NDArray[np.float64], period: int) -> bool:
    """Return whether a series resembles itself one period before, beyond chance.

    The autocorrelation at that lag, less a moving mean of one period, is above 1.645 times the
    standard error that Bartlett gives it from the shorter lags; a series needs two periods.

    Notes
    -----
    The test of the M4 competition and of Fiorucci et al. (2016), International Journal of
    Forecasting 32, 1151-1161, there on values with their trend.

    Examples
    --------
    >>> is_seasonal(np.tile([1.0, 2.0, 5.0, 3.0], 10), 4), is_seasonal(np.arange(40.0), 4)
    (True, False)

    """
    n = len(values)
    if n < 2 * period:
        return False
    errors = values - moving_mean(values, period)
    errors -= errors.mean()
    total = float(errors @ errors)
    if total <= 1e-20 * max(1.0, float(values @ values)):
        return False
    size = 1 << (2 * n - 1).bit_length()
    spectrum = np.fft.rfft(errors, size)
    lags = np.fft.irfft(spectrum * np.conj(spectrum), size)[: period + 1] / total
    error = math.sqrt((1.0 + 2.0 * float(lags[1:period] @ lags[1:period])) / n)
    return bool(lags[period] > _ONE_SIDED * error)


def moving_mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return means over a centred window, at the ends over what there is of it.

    An even window has half weight at both of its ends.
    """
    half = width // 2
    weights = np.ones(2 * half + 1)
    if width % 2 == 0:
        weights[0] = weights[-1] = 0.5
    n = len(values)
    sums = np.convolve(values, weights)[half : half + n]
    return sums / np.convolve(np.ones(n), weights)[half : half + n]
