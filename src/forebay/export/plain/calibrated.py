"""Probabilities of the scores of one row, as ``algorithms.score_calibration`` makes them."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def calibrated(told: Mapping[str, Any], scores: Sequence[float]) -> list[float]:
    """Return the probabilities of the scores of one row; NaN stays NaN.

    Parameters
    ----------
    told
        ``curves``: one for each score; either ``slope`` and ``intercept`` of the log-odds, or the
        rising ``scores`` of points and their ``shares``. ``squeeze`` and ``tilt``: see
        ``platt_scaling.SQUEEZE`` and ``isotonic_scaling.TILT``.

    Examples
    --------
    >>> curve = {"scores": [0.2, 0.6], "shares": [0.1, 0.5]}
    >>> [told] = calibrated({"curves": [curve], "squeeze": 0.0, "tilt": 0.0}, [0.4])
    >>> round(told, 12)
    0.3

    """
    if any(math.isnan(score) for score in scores):
        return [math.nan] * len(scores)
    found = []
    for curve, score in zip(told["curves"], scores):  # noqa: B905 - of Python 3.10
        if "slope" in curve:
            inside = told["squeeze"] + (1.0 - 2.0 * told["squeeze"]) * score
            odds = math.log(inside) - math.log1p(-inside)
            found.append(_share(curve["slope"] * odds + curve["intercept"]))
        else:
            risen = _between(curve["scores"], curve["shares"], score)
            found.append((1.0 - told["tilt"]) * risen + told["tilt"] * score)
    if len(found) == 1:
        return found
    total = 0.0
    for share in found:
        total += share
    return [share / total for share in found]


def _share(raw: float) -> float:
    try:
        return 1.0 / (1.0 + math.exp(-raw))
    except OverflowError:
        return 0.0


def _between(scores: Sequence[float], shares: Sequence[float], score: float) -> float:
    """Return the height of a curve through points, as ``numpy.interp`` computes it."""
    at = bisect_right(scores, score) - 1
    if at < 0:
        return shares[0]
    if at >= len(scores) - 1 or score == scores[at]:
        return shares[at]
    slope = (shares[at + 1] - shares[at]) / (scores[at + 1] - scores[at])
    return slope * (score - scores[at]) + shares[at]
