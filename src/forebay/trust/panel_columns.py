"""Columns that name the things of a panel: each has one row at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.trust.clustered_answers import Thing, tells_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

_KINDS: Final = ("VARCHAR", "UUID", "INTEGER", "BIGINT")
_ONCE: Final = 0.99  # of the rows, so many are the only ones of their thing at their time
_LEAST_REPEATS: Final = 2.0


def panel_columns(workspace: Workspace, frame: str, columns: Sequence[Column]) -> list[Thing]:
    """Return texts and whole numbers that have one row at each time of another column, and several.

    The state of states in years is a thing, though no KEY says so.

    Parameters
    ----------
    columns
        Of the rows, but for the label.

    """
    times = [column.name for column in columns if tells_time(column)]
    names = [c.name for c in columns if c.type in _KINDS and c.name not in times]
    found = []
    for name in names if times else ():
        pairs = ", ".join(f"count(DISTINCT ({quote(name)}, {quote(at)}))" for at in times)
        (row,) = workspace.rows(
            f"SELECT count(*), count(DISTINCT {quote(name)}), {pairs} FROM {quote(frame)}"
        )
        counted: Any = row
        rows, values, *once = counted
        if rows and values * _LEAST_REPEATS <= rows and max(once) >= _ONCE * rows:
            found.append(Thing((name,)))
    return found
