"""About how many rows would decide what is not proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.gate.evidence_floor import round_up

if TYPE_CHECKING:
    from forebay.sql.statement import Standard

# Beyond this, "how many rows would decide it" is no advice.
_MOST_ROWS: Final = 100_000_000


def rows_needed(
    n: int, standard: Standard, difference: float, ends: tuple[float, float]
) -> int | None:
    """Return about how many rows would decide it, if the figures stayed as they are.

    The distance of a bound from its figure shrinks with the square root of the rows.

    Parameters
    ----------
    n
        How many there are.
    difference
        Left side less right side.
    ends
        The bound of the difference that must meet 0, and the opposite one.

    """
    must_meet, opposite = ends
    is_met = difference >= 0 if standard.operator in {">=", ">"} else difference <= 0
    half = abs(difference - (must_meet if is_met else opposite))
    if difference == 0 or half == 0:
        return None
    needed = n * (half / difference) ** 2
    return max(round_up(needed), n + 1) if needed <= _MOST_ROWS else None
