"""From raw scores to predictions, as ``algorithms.link`` has them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def linked(raw: Sequence[float], link: str) -> list[float]:  # noqa: PLR0911 - one line per link
    """Return values or probabilities of the sums of one row.

    Examples
    --------
    >>> linked([0.0], "logistic"), linked([2.0, 2.0], "softmax")
    ([0.5], [0.5, 0.5])

    """
    if any(math.isnan(value) for value in raw):
        return [math.nan] * len(raw)
    if link == "exp":
        return [_exp(value) for value in raw]
    if link == "logistic":
        return [1.0 / (1.0 + _exp(-value)) for value in raw]
    if link == "softmax":
        most = max(raw)
        return _normal([_exp(value - most) for value in raw])
    if link == "share":
        return [min(1.0, max(0.0, value)) for value in raw]
    if link == "shares":
        shares = [min(1.0, max(0.0, value)) for value in raw]
        # Each class has trees of its own, which may all say "another one": then all are alike.
        return _normal(shares if any(shares) else [1.0] * len(shares))
    return list(raw)


def _exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


def _normal(values: Sequence[float]) -> list[float]:
    total = 0.0
    for value in values:
        total += value
    return [value / total for value in values]
