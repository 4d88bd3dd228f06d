"""What LAG by several rows says of the order of two rows, and what it does not."""

from __future__ import annotations

from typing import Final

from forebay.trust.moment import Moment
from forebay.trust.relation import Fact

_NEXT: Final = 1.0


def counted_back(earlier: Moment, later: Moment, rows: float) -> set[Fact]:
    """Return that a row stands some rows before another, by their numbers; empty for the next one.

    How long before that is, only the rows know. The row just before may be of the moment before.

    Parameters
    ----------
    earlier, later
        Times of the two rows.

    """
    if rows <= _NEXT:
        return set()
    name = f"position by lag of {earlier.column}"
    return {
        Fact(
            Moment(earlier.row, name, is_time=False), Moment(later.row, name, -rows, is_time=False)
        )
    }
