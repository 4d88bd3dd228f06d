"""By which columns the rows of a source may stand in an order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.trust.counts_time import counts_time, is_calendar

if TYPE_CHECKING:
    from forebay.engine import Schema

_NUMBERS: Final = ("TINY", "SMALL", "INT", "BIG", "HUGE", "U", "FLOAT", "DOUBLE", "DECIMAL")
_YEARS: Final = ("year", "yr")
_PARTS: Final = ("quarter", "qtr", "month", "week", "day", "term", "season")
_MOST: Final = 8


def orders_of(schema: Schema) -> dict[str, str]:
    """Return expressions of type DOUBLE that grow with time, by name: times, years, counters.

    Examples
    --------
    >>> from forebay.engine import Column, Schema
    >>> orders_of(Schema((Column("year", "BIGINT"), Column("price", "DOUBLE"))))
    {'year': 'CAST("year" AS DOUBLE)'}

    """
    found, numbers = {}, {}
    for column in schema.columns:
        name = quote(column.name)
        if column.type.startswith(("TIMESTAMP", "DATE")):
            found[column.name] = f"CAST(epoch_ms({name}) AS DOUBLE)"
        elif column.type.startswith(_NUMBERS) and counts_time(column.name):
            numbers[column.name] = f"CAST({name} AS DOUBLE)"
    folded = {name.casefold(): name for name in numbers}
    year = next((folded[y] for y in _YEARS if y in folded), None)
    for part in _PARTS:
        if year is not None and part in folded:
            sql = f"({numbers[year]} * 1000 + {numbers[folded[part]]})"
            found[f"{year}, {folded[part]}"] = sql
    by_name = sorted(numbers.items(), key=lambda item: not is_calendar(item[0]))
    return dict([*found.items(), *by_name][:_MOST])
