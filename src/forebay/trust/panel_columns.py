"""Columns that name the things of a panel: each has one row at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.trust.clustered_answers import Thing, tells_time
from forebay.trust.rows_at_times import rows_at_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

_KINDS: Final = ("VARCHAR", "UUID", "INTEGER", "BIGINT")
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
        counted = rows_at_times(workspace, frame, name, times)
        if counted.is_panel and counted.things * _LEAST_REPEATS <= counted.rows:
            found.append(Thing((name,)))
    return found
