"""What the worlds without some rows said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Difference: TypeAlias = Literal["gone", "turned", "later"]


@dataclass(frozen=True, slots=True)
class HeldOutLeak:
    """A feature that is another where the rows that judge are gone, or have other answers.

    Parameters
    ----------
    of
        ``gone``: the rows were taken away; ``turned``: their answers were others; ``later``: only
        rows that come later change it.
    rows
        How many rows differ in the world that showed it first.
    row
        One of them, as text; empty where nothing tells it from others.
    built, other
        Its value as it was built, and in the other world; as text, None for NULL.

    """

    feature: str
    of: Difference
    rows: int
    row: str
    built: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class HeldOutOutcome:
    """What the worlds without some rows said.

    Parameters
    ----------
    worlds, planned
        How many were compared, and how many would have been.
    rows
        Rows that were compared in all of them.
    gone, turned
        Whether rows were there to be compared in worlds of each kind.
    ordered
        Features that differ only by what comes before, and the order by which it does.

    """

    worlds: int
    planned: int
    rows: int
    seconds: float
    leaks: tuple[HeldOutLeak, ...]
    gone: bool
    turned: bool
    ordered: Mapping[str, str]

    @property
    def is_decided(self) -> bool:
        """Whether enough was compared to clear what was suspected."""
        return self.gone and self.turned
