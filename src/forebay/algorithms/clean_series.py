"""Find what no process of a series explains: spikes and dips, and steps of its level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WINDOW: Final = 7
_RANGES: Final = 3.0  # quartile ranges beyond a quartile: 4.7 standard deviations if normal
_SIDE: Final = 10  # values before and after a step that must tell two levels apart
_FEWEST: Final = 12


def spikes_and_dips(
    values: NDArray[np.float64], kept: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Return by how much single values stick out, shape (n,); 0 for all others.

    A value sticks out if its distance from the running median of seven values is more than three
    quartile ranges beyond the quartiles of such distances that are not zero, as ``tsoutliers`` of
    the R package forecast has it; what it should be is the straight line between its neighbours.

    Parameters
    ----------
    values
        Without seasons, finite, shape (n,).
    kept
        Shape (n,): values that are known to be unusual, such as those of holidays.

    Examples
    --------
    >>> values = np.tile([1.0, 2.0, 3.0, 2.0], 8)
    >>> values[10] += 100.0
    >>> spikes_and_dips(values)[9:12].tolist()
    [0.0, 101.0, 0.0]

    """
    n = len(values)
    sticks_out = np.zeros(n)
    if n < _FEWEST:
        return sticks_out
    distances = values - running_median(values, _WINDOW)
    # One in seven values is its own median: zeros would make the others look unusual.
    is_odd = _is_far(distances, among=distances[distances != 0.0])
    if kept is not None:
        is_odd &= ~kept
    if is_odd.any() and not is_odd.all():
        places = np.flatnonzero(~is_odd)
        line = np.interp(np.arange(n), places, values[places])
        sticks_out = np.where(is_odd, values - line, 0.0)
    return sticks_out


def step_changes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far below or above its last level a series was, shape (n,).

    A step is a change from one value to the next that is more than three quartile ranges beyond
    the quartiles of all changes, and after which the median of ten values stays away from that of
    the ten before by at least half of it. Before a step of +5 the answer is -5, from it on 0.

    Parameters
    ----------
    values
        Without seasons, spikes and dips, finite, shape (n,).

    Examples
    --------
    >>> values = np.tile([1.0, 2.0, 3.0, 2.0], 10)
    >>> values[20:] += 50.0
    >>> (step_changes(values)[[0, 19, 20, 39]] / 50).round(1).tolist()
    [-1.0, -1.0, 0.0, 0.0]

    """
    n = len(values)
    levels = np.zeros(n)
    if n < 2 * _FEWEST:
        return levels
    changes = np.diff(values)
    is_far = _is_far(changes)
    usual = float(changes[~is_far].mean()) if is_far.any() and not is_far.all() else 0.0
    for place in np.flatnonzero(is_far).tolist():
        at = place + 1
        width = min(_SIDE, at, n - at)
        if width < 3:  # noqa: PLR2004 - a level is more than a spike
            continue
        before, after = np.median(values[at - width : at]), np.median(values[at : at + width])
        size = float(after - before) - usual * width
        jump = float(changes[place])
        if size * jump > 0 and abs(size) >= 0.5 * abs(jump):
            levels[:at] -= size
    return levels


def running_median(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return medians over a centred window of an odd width; the ends are mirrored."""
    padded = np.pad(values, width // 2, mode="reflect")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, width), axis=1))


def _is_far(
    values: NDArray[np.float64], among: NDArray[np.float64] | None = None
) -> NDArray[np.bool_]:
    """Return which values are far from `among`, or from each other; none if nothing varies."""
    usual = values if among is None else among
    if len(usual) < _FEWEST // 2:
        return np.zeros(len(values), dtype=np.bool_)
    low, high = np.quantile(usual, (0.25, 0.75))
    reach = _RANGES * (high - low)
    if reach <= 1e-12 * max(1.0, float(np.abs(values).max())):
        # More than half of the values are equal: distances say nothing about what is usual.
        return np.zeros(len(values), dtype=np.bool_)
    return np.asarray((values < low - reach) | (values > high + reach))
