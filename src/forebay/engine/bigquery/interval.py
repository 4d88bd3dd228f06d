"""``INTERVAL amount UNIT``, on its own and as an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

_UNITS: Final = {
    "YEAR": "to_years({})",
    "QUARTER": "to_months(3 * {})",
    "MONTH": "to_months({})",
    "WEEK": "to_weeks({})",
    "DAY": "to_days({})",
    "HOUR": "to_hours({})",
    "MINUTE": "to_minutes({})",
    "SECOND": "to_seconds({})",
    "MILLISECOND": "to_milliseconds({})",
    "MICROSECOND": "to_microseconds({})",
}
_LONG: Final = frozenset({"HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND"})


def interval(renderer: Renderer, node: exp.Expr) -> tuple[str, str]:
    """Return the amount and the unit of ``INTERVAL amount UNIT``."""
    unit = node.args.get("unit")
    name = str(unit.this).upper() if unit is not None and type(unit).__name__ == "Var" else ""
    amount = node.this
    if name not in _UNITS or amount is None:
        raise renderer.refused(node, "this interval is not supported", "write INTERVAL 1 DAY.")
    said = str(amount.this)
    if type(amount).__name__ == "Literal" and said.lstrip("-").isdecimal():
        return f"({said}::BIGINT)" if said[0] == "-" else f"{said}::BIGINT", name
    return renderer.operand(amount), name


def interval_text(amount: str, unit: str) -> str:
    """Return an amount of a unit as an interval of DuckDB.

    Examples
    --------
    >>> interval_text("1::BIGINT", "HOUR"), interval_text('"n"', "DAY")
    ('to_hours(1::BIGINT)', 'to_days(CAST("n" AS INTEGER))')

    """
    return _UNITS[unit].format(amount if unit in _LONG else f"CAST({amount} AS INTEGER)")
