"""The warning that a value of a column mostly means that nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.checks.sentinels import Sentinel
    from forebay.errors import Span


def sentinel_notice(what: str, sentinel: Sentinel, at: Span, hint: str) -> Problem:
    """Return the warning; `what` names the column, `hint` says what to write."""
    return Problem(
        "sentinel-value",
        f"{what} is {sentinel.value} in {sentinel.rows:,} of {sentinel.values:,} rows, far from"
        " every other value",
        at,
        detail="such a value mostly means that nothing is known, and counts in every sum and mean.",
        hint=hint,
        severity="warning",
    )
