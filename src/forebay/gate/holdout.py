"""Gate rows that are looked at again and again prove less each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.gate.verdict import StandardVerdict

if TYPE_CHECKING:
    from forebay.errors import Span

HOLDOUT: Final = "holdout"
_PER_STEP: Final = 10
_TOLD: Final = 20
_WORN: Final = 50


def confidence_at(look: int, first: float = 0.95) -> float:
    """Return the confidence of bounds at one look at a gate set: 1 - 0.05 / 2^floor(look / 10).

    Of another confidence at the first look, it is 1 - (1 - first) / 2^floor(look / 10); 0 stays 0.

    Who tries long enough finds a model that is lucky on these rows, so a later pass must be a rarer
    accident.

    Examples
    --------
    >>> confidence_at(1), confidence_at(9), confidence_at(10), confidence_at(20)
    (0.95, 0.95, 0.975, 0.9875)

    """
    if first <= 0.0:
        return 0.0
    return 1.0 - (1.0 - first) / 2.0 ** (look // _PER_STEP)


def worn_out(look: int, n_rows: int) -> StandardVerdict | None:
    """Return the line that refuses to promote by itself from the 50th look on; None before."""
    if look < _WORN:
        return None
    note = f"look {look} at these {n_rows:,} gate rows; a fifth of them must be new"
    return StandardVerdict(HOLDOUT, "NOT PROVEN", None, None, None, n_rows, note=note)


def look_notice(look: int, model: str, span: Span | None, confidence: float) -> Problem | None:
    """Return the warning that gate rows wear out, from the 20th look on; None before."""
    if look < _TOLD:
        return None
    return Problem(
        "gate-rows-worn",
        f'the rows that judge "{model}" were looked at {look} times',
        span,
        detail=f"bounds are now of {100 * confidence:.6g} %; from the {_WORN}th look on"
        " nothing goes live by itself.",
        hint="judge on new rows: at least a fifth of them must be new.",
        severity="warning",
    )
