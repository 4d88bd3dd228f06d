"""A value that no row of a column has, so that its greatest or least value becomes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from forebay.engine.quote import quote
from forebay.trust.turned import turned

if TYPE_CHECKING:
    from forebay.engine import Column

_NUMBERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE")


def beyond(source: str, column: Column, end: Literal["above", "below"]) -> str:
    """Return a number or text above or below all of a column; of any other one end of its range.

    NULL stays what it is. A text that some row has would put a row among those of another thing.

    Parameters
    ----------
    source
        SQL that names the relation, quoted.

    """
    name = quote(column.name)
    if column.type == "VARCHAR":
        text = f"(SELECT max({name}) || '~'" if end == "above" else f"(SELECT ' ' || min({name})"
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE {text} FROM {source}) END"
    other = turned(source, column, "high" if end == "above" else "low")
    if column.type not in _NUMBERS:
        return other
    most, least = (f"(SELECT CAST({f}({name}) AS DOUBLE) FROM {source})" for f in ("max", "min"))
    value = f"2 * {most} - {least} + 1" if end == "above" else f"2 * {least} - {most} - 1"
    shown = f"coalesce(TRY_CAST({value} AS {column.type}), {other})"
    return f"CASE WHEN {name} IS NULL THEN NULL ELSE {shown} END"
