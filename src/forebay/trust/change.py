"""What is other in a world: rows of a source that are gone, or that have other values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Other: TypeAlias = Literal["high", "low", "above", "below", "shuffled", "mixed", "none"]

HASH: Final = "__held_hash"  # of the unit that a row of the source belongs to
USED: Final = "__held_used"  # whether a row of the model is made of it
JUDGED: Final = "__held_judged"  # whether a row that judges the model is made of it


@dataclass(frozen=True, slots=True)
class Change:
    """What is other in a world.

    Parameters
    ----------
    kept
        The rows of the source that are there, as a condition over `HASH`, `USED`, `JUDGED` and its
        columns.
    turned
        The rows in which values are others.
    columns
        The columns of which they are, folded.
    turn
        What they are: one end of the range of a column, or the other; beyond its range; the value
        of another row (only of columns that hold answers); one end or the other, by chance; NULL.

    """

    kept: str = "true"
    turned: str = "false"
    columns: frozenset[str] = frozenset()
    turn: Other = "high"


def rows_of_half(bit: int, side: int) -> str:
    """Return the condition of the rows of one half of all units that the model has rows of.

    Examples
    --------
    >>> rows_of_half(3, 0)
    '(__held_used AND (__held_hash >> 3) & 1 = 0)'

    """
    return f"({USED} AND ({HASH} >> {bit}) & 1 = {side})"
