"""Another value for each value of a column, so that whatever is made of it becomes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.engine import Column
    from forebay.trust.turn import Turn

_ORDERED: Final = ("BOOL", "TINY", "SMALL", "INT", "BIG", "HUGE", "U", "FLOAT", "DOUBLE", "DECIMAL",
                   "VARCHAR", "DATE", "TIME", "ENUM")  # fmt: skip


def turned(source: str, column: Column, turn: Turn) -> str:
    """Return another value for each value of a column: one end of its range, or the other end.

    A value that nothing orders is hidden instead. NULL stays what it is.

    Parameters
    ----------
    source
        SQL that names the relation, quoted, or a query in parentheses.
    turn
        To which end; empty: the value stays.

    """
    name = quote(column.name)
    if not turn:
        return name
    if not column.type.startswith(_ORDERED):
        return "NULL"
    ends = [f"(SELECT {end}({name}) FROM {source})" for end in ("max", "min")]
    most, least = ends if turn == "high" else reversed(ends)
    return f"CASE WHEN {name} IS NULL THEN NULL WHEN {name} = {most} THEN {least} ELSE {most} END"
