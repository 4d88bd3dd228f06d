"""How the errors of forecasts of several series hang together, so that sums know how sure they are.

Errors of independent series partly cancel out in their sum; what moves all of them at once does
not. How much there is of either is told from what the processes got wrong in the past: not only one
step ahead, because a slow movement that all series share hides in the noise of each at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.fitted_series import FittedSeries

MOST_TIMES: Final = 256  # last times that are looked at
_TIMES_PER_STEP: Final = 8  # errors of h steps overlap: h times are about one look
_FEWEST: Final = 16  # times


def last_errors(fitted: FittedSeries, lag: int, count: int) -> NDArray[np.float64]:
    """Return what the process got wrong one step ahead, at the last `count` times of all series.

    Parameters
    ----------
    lag
        How many of these times lie after the last point of the series.

    Returns
    -------
    NDArray[np.float64]
        Shape (count,); NaN where the series has no expectation.

    """
    found = np.full(count, np.nan)
    own = np.where(np.isnan(fitted.scale), np.nan, fitted.residual)[-max(count - lag, 0) or None :]
    if lag < count:
        found[count - lag - len(own) : count - lag] = own
    return found


def sum_correlation(
    errors: NDArray[np.float64],
    responses: NDArray[np.float64],
    scales: NDArray[np.float64],
    members: Sequence[NDArray[np.int64]],
) -> NDArray[np.float64]:
    r"""Return the mean correlation between the errors of the series of each sum, by steps ahead.

    Parameters
    ----------
    errors
        Of one step, at the same times for all series, shape (n_series, n_times); NaN: unknown.
    responses
        How an error moves the following values, the first being 1, shape (n_series, n_steps).
    scales
        The standard errors of forecasts, shape (n_series, n_steps).
    members
        The series of each sum.

    Returns
    -------
    NDArray[np.float64]
        In [0, 1], shape (n_sums, n_steps or fewer): as many steps as an eighth of the times. With
        fewer than 16 times 1, the widest: errors may be the same in all series.

    Notes
    -----
    An error of h steps is $\sum_{k<h} \psi_k e_{t-k}$, from the errors of one step. With these
    scaled to the standard errors s of the forecasts, g, the mean correlation is
    $\sum_t [(\sum_i g_{it})^2 - \sum_i g_{it}^2] / \sum_t [(\sum_i s_i)^2 - \sum_i s_i^2]$,
    over the series that are known at t. A sum then varies by
    $\sum s_i^2 + \rho [(\sum s_i)^2 - \sum s_i^2]$, which is $s' R s$ for their correlations R.

    Examples
    --------
    >>> noise = np.random.default_rng(7).normal(size=(2, 200))
    >>> both = [np.array([0, 1])]
    >>> ones = np.ones((2, 1))
    >>> float(sum_correlation(noise, ones, ones, both)[0, 0]) < 0.2
    True
    >>> round(float(sum_correlation(noise[[0, 0]], ones, ones, both)[0, 0]), 9)
    1.0

    """
    n_times = errors.shape[1]
    n_steps = max(1, min(responses.shape[1], n_times // _TIMES_PER_STEP))
    found = np.ones((len(members), n_steps))
    added = np.zeros(errors.shape)
    for step in range(n_steps):
        # NaN stays NaN: an error of h steps is known where all of its parts are.
        moved = np.full(errors.shape, np.nan)
        moved[:, step:] = errors[:, : n_times - step]
        added = added + responses[:, step, None] * moved
        found[:, step] = _shared(added, scales[:, step], members)
    return found


def _shared(
    errors: NDArray[np.float64], scales: NDArray[np.float64], members: Sequence[NDArray[np.int64]]
) -> NDArray[np.float64]:
    """Return the mean correlation of the errors of the series of each sum, shape (n_sums,)."""
    is_known = np.isfinite(errors)
    size = np.sqrt(_mean(np.where(is_known, errors * errors, 0.0), is_known))
    factor = np.divide(scales, size, out=np.zeros(len(size)), where=size > 0)[:, None]
    scaled = np.where(is_known, errors * factor, 0.0)
    # A series whose process never errs adds nothing, and says nothing of the others.
    expected = np.where(is_known & (factor > 0), scales[:, None], 0.0)
    found = np.ones(len(members))
    for number, rows in enumerate(members):
        possible = _beyond_own(expected[rows])
        if np.count_nonzero(possible) >= _FEWEST:
            share = float(_beyond_own(scaled[rows]).sum() / possible.sum())
            found[number] = min(1.0, max(0.0, share))
    return found


def _mean(values: NDArray[np.float64], is_known: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.asarray(values.sum(axis=1) / np.maximum(is_known.sum(axis=1), 1))


def _beyond_own(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the squared sum at each time less the sum of squares, at least two series being known.

    One series alone gives rounding errors; they are 0.
    """
    squares = (values * values).sum(axis=0)
    found = values.sum(axis=0) ** 2 - squares
    return np.where(np.count_nonzero(values, axis=0) > 1, found, 0.0)
