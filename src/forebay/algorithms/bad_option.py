"""Say that an option cannot stand as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.sql.statement import Option


def bad_option(option: Option, message: str, hint: str) -> Problem:
    """Return ``bad-option`` at an option of a statement."""
    return Problem("bad-option", message, option.span, hint=hint)
