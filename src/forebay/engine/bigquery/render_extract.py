"""``EXTRACT(part FROM value)`` and the parts of dates that other functions take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

WEEKDAYS: Final = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
_PARTS: Final = {
    "MICROSECOND": "microsecond({0}) % 1000000",
    "MILLISECOND": "millisecond({0}) % 1000",
    "SECOND": "second({0})",
    "MINUTE": "minute({0})",
    "HOUR": "hour({0})",
    "DAYOFWEEK": "dayofweek({0}) + 1",
    "DAY": "day({0})",
    "DAYOFYEAR": "dayofyear({0})",
    "WEEK": "(dayofyear({0}) + 6 - dayofweek({0})) // 7",
    "ISOWEEK": "week({0})",
    "MONTH": "month({0})",
    "QUARTER": "quarter({0})",
    "YEAR": "year({0})",
    "ISOYEAR": "isoyear({0})",
    "DATE": "CAST({0} AS DATE)",
    "DATETIME": "CAST({0} AS TIMESTAMP)",
    "TIME": "CAST({0} AS TIME)",
}


def part_of(renderer: Renderer, node: exp.Expr) -> tuple[str, int]:
    """Return the part of a date that a node names, and the day on which its weeks begin.

    Days count from Sunday, 0; it matters for ``WEEK`` alone.
    """
    kind = type(node).__name__
    if kind in {"Var", "Column", "Identifier"}:
        return _word(node), 0
    day = ""
    if kind in {"WeekStart", "Week"}:
        day = _word(node.this)
    elif kind == "Anonymous" and len(node.expressions) == 1:
        name = renderer.call(node).name if "start" in node.meta else ""
        day = _word(node.expressions[0]) if name == "WEEK" else ""
    if day in WEEKDAYS:
        return "WEEK", WEEKDAYS.index(day)
    raise renderer.refused(node, "this is no part of a date", "write DAY, WEEK(MONDAY), MONTH, ...")


def write_extract(renderer: Renderer, node: exp.Expr) -> str:
    """Return the text of EXTRACT."""
    part, first_day = part_of(renderer, node.this)
    value = node.args["expression"]
    if type(value).__name__ == "AtTimeZone":
        zone = renderer.write(value.args["zone"])
        text = f"timezone({zone}, CAST({renderer.write(value.this)} AS TIMESTAMPTZ))"
    else:
        text = renderer.write(value)
    if part not in _PARTS:
        raise renderer.refused(node, f"EXTRACT({part} ...) is not supported")
    if part == "WEEK" and first_day:
        shifted = f"(dayofweek({text}) + {7 - first_day}) % 7"
        return f"((dayofyear({text}) + 6 - {shifted}) // 7)"
    return f"({_PARTS[part].format(text)})"


def _word(node: exp.Expr) -> str:
    inner = node.this
    return str(getattr(inner, "this", inner)).upper()
