"""How well one feature tells the label all by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FeaturePower:
    """The power of one feature, or of its NULLs.

    Parameters
    ----------
    power
        In [0, 1]. For classes the ROC AUC, that of the reverse order if it is larger; with more
        than two classes the mean over classes, each against the rest, weighted by their rows. For a
        regression the share of the variance that it explains, or of the variance of the ranks.
    of
        ``value``; ``null``: whether it is NULL; ``order``: its ranks, of a regression, where they
        are those of the label.

    """

    feature: str
    power: float
    of: Literal["value", "null", "order"] = "value"
