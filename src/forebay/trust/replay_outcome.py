"""What a time replay found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.trust.leak import Leak


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

    """

    planned: int
    done: int
    rows: int
    seconds: float
    leaks: tuple[Leak, ...] = ()
    vanished: int = 0
    appeared: int = 0
