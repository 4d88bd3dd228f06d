"""When values of a relation become known: one rule, as its ``KNOWN AT`` says or implies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.errors import Span


@dataclass(frozen=True, slots=True)
class Mask:
    """Values of some columns, or whole rows, are not there before an instant.

    Parameters
    ----------
    relation
        The name of the source or table.
    column
        The column whose value is NULL before; None: the row is not there before.
    known_at
        SQL over the relation, of type TIMESTAMP (UTC); NULL means never.
    text
        The same as a person wrote it, on one line.
    span
        The clause that says so.

    """

    relation: str
    column: str | None
    known_at: str
    text: str
    span: Span

    @property
    def subject(self) -> str:
        """What it hides, as a person names it."""
        return f"{self.relation}.{self.column}" if self.column else f"a row of {self.relation}"
