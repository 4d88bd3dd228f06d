"""A feature that holds what was not known at its prediction time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from forebay.trust.compare_features import FeatureDifference
    from forebay.trust.mask import Mask
    from forebay.trust.turn import Turn


@dataclass(frozen=True, slots=True)
class Leak:
    """A feature that holds what was not known.

    Parameters
    ----------
    cutoff
        The prediction time at which the row of `difference` was found.
    rows, cutoffs
        How many rows of how many prediction times differ, of those that were looked at.
    cause
        What was not known yet: with it, the feature is as it was built. None: no one thing alone.
    turn
        Where it differs only if the rows that are predicted have another label: to which end.
    """

    feature: str
    cutoff: datetime
    difference: FeatureDifference
    rows: int
    cutoffs: int
    cause: Mask | None
    turn: Turn = ""
