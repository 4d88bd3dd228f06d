"""One leak that a rule found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from forebay.errors import Problem
from forebay.trust.traced import NOTHING

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.trust.traced import Origins


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with some columns of a model.

    Parameters
    ----------
    name
        The name of the problem, which is also that of its page.
    columns
        The columns that a waiver must name; of what concerns rows, the label.
    suspects
        Where the rule has no proof: the origins that may not be known in time. If the replay can
        decide about all of them, it does, and the search in the SQL says nothing.

    """

    name: str
    columns: tuple[str, ...]
    message: str
    span: Span | None
    detail: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"
    suspects: Origins = NOTHING

    def problem(self) -> Problem:
        """Return it as a person reads it."""
        return Problem(
            self.name, self.message, self.span, self.detail, self.hint, severity=self.severity
        )
