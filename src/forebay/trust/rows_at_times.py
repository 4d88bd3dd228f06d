"""How often a column that may name things has one row at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace

_ONCE: Final = 0.99  # of the rows, so many are the only ones of their thing at their time


@dataclass(frozen=True, slots=True)
class RowsAtTimes:
    """How many rows there are, of how many things, and of how many things at one time."""

    rows: int
    things: int
    moments: int

    @property
    def is_panel(self) -> bool:
        """Whether nearly each row is the only one of its thing at its time."""
        return self.rows > 0 and self.moments >= _ONCE * self.rows


def rows_at_times(
    workspace: Workspace, relation: str, thing: str, times: Sequence[str], where: str = "true"
) -> RowsAtTimes:
    """Count the rows of things by the time that tells most of them apart.

    Parameters
    ----------
    relation
        Its name, not quoted.
    thing, times
        Columns; of several times the one with most pairs counts.
    where
        Which rows are counted.

    """
    pairs = "".join(f", count(DISTINCT ({quote(thing)}, {quote(at)}))" for at in times)
    (row,) = workspace.rows(
        f"SELECT count(*), count(DISTINCT {quote(thing)}){pairs} FROM {quote(relation)}"
        f" WHERE {where}"
    )
    counted: Any = row
    rows, things, *moments = map(int, counted)
    return RowsAtTimes(rows, things, max(moments, default=0))
