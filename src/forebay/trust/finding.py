"""One leak that a rule found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.errors import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with some columns of a model.

    Parameters
    ----------
    name
        The name of the problem, which is also that of its page.
    columns
        The columns that a waiver must name; of what concerns rows, the label.

    """

    name: str
    columns: tuple[str, ...]
    message: str
    span: Span | None
    detail: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def problem(self) -> Problem:
        """Return it as a person reads it."""
        return Problem(
            self.name, self.message, self.span, self.detail, self.hint, severity=self.severity
        )
