"""What a time replay found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.trust.leak import Leak

ENOUGH = 4  # prediction times by which a suspected feature is cleared


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What a replay found.

    Parameters
    ----------
    planned, done
        How many prediction times were chosen, and how many the budget allowed.
    rows
        Rows that were computed again.
    vanished, appeared
        Rows that the built table has and the past has not, and the other way round.
    decided
        At how many prediction times rows were there by which a suspected feature is judged.

    """

    planned: int
    done: int
    rows: int
    seconds: float
    leaks: tuple[Leak, ...] = ()
    vanished: int = 0
    appeared: int = 0
    decided: int = 0

    @property
    def is_decided(self) -> bool:
        """Whether enough was compared to clear what was suspected."""
        return self.decided >= min(self.planned, ENOUGH) > 0
