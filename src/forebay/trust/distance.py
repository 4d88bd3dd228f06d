"""Conditions on how far two times lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.trust.relation import Fact
from forebay.trust.trace_time import amount, trace_time

if TYPE_CHECKING:
    from forebay.trust.moment import Moment
    from forebay.trust.tracing import Scope

_UNITS: Final = {
    "MICROSECOND": 1e-6, "MILLISECOND": 1e-3, "SECOND": 1.0, "MINUTE": 60.0, "HOUR": 3600.0,
    "DAY": 86400.0, "WEEK": 604800.0, "MONTH": 2592000.0, "QUARTER": 7776000.0,
    "YEAR": 31536000.0,
}  # fmt: skip
_AT_LEAST: Final = {"GT": True, "GTE": False}  # strict or not
_AT_MOST: Final = {"LT": True, "LTE": False}
_TURNED: Final = {"GT": "LT", "GTE": "LTE", "LT": "GT", "LTE": "GTE", "EQ": "EQ"}


def facts_of_distance(part: Any, scope: Scope) -> frozenset[Fact] | None:
    """Return the order that ``later - earlier > x`` demands; None for any other condition.

    ``date_diff`` counts boundaries: two times of one day may lie a second apart.
    """
    name = type(part).__name__
    if name == "Between":
        low = _facts(part.this, "GTE", part.args["low"], scope)
        high = _facts(part.this, "LTE", part.args["high"], scope)
        return None if low is None or high is None else low | high
    if name not in _TURNED:
        return None
    found = _facts(part.this, name, part.expression, scope)
    if found is None:
        found = _facts(part.expression, _TURNED[name], part.this, scope)
    return found


def _facts(difference: Any, name: str, size: Any, scope: Scope) -> frozenset[Fact] | None:
    read = _difference(difference, scope)
    if read is None:
        return None
    later, earlier, unit, slack = read
    if later.row == earlier.row:
        return None
    value = _size(size, unit, scope)
    if value is None:
        return None
    found: set[Fact] = set()
    if name in _AT_LEAST or name == "EQ":
        least = value if name == "GT" else value - slack
        strict = name == "GT" or slack > 0
        found.add(Fact(earlier.plus(least), later, strict))
    if name in _AT_MOST or name == "EQ":
        most = value if name == "LT" else value + slack
        strict = name == "LT" or slack > 0
        found.add(Fact(later, earlier.plus(most), strict))
    return frozenset(found)


def _difference(tree: Any, scope: Scope) -> tuple[Moment, Moment, float, float] | None:
    """Return the later and the earlier time, the unit of the distance, and how exact it is."""
    while type(tree).__name__ == "Paren":
        tree = tree.this
    name = type(tree).__name__
    unit, slack = 1.0, 0.0
    if name == "DateDiff":
        later, earlier = tree.this, tree.expression
        unit = _UNITS.get(tree.args["unit"].name.upper() if tree.args.get("unit") else "DAY", 0.0)
        slack = unit
    elif name == "Sub":
        later, earlier = tree.this, tree.expression
    elif name == "Anonymous" and tree.name.casefold() == "age" and len(tree.expressions) > 1:
        later, earlier = tree.expressions[0], tree.expressions[1]
    else:
        return None
    first, second = trace_time(later, scope), trace_time(earlier, scope)
    if first is None or second is None or first.is_time != second.is_time or not unit:
        return None
    return first, second, unit if first.is_time else 1.0, slack


def _size(tree: Any, unit: float, scope: Scope) -> float | None:
    found = amount(tree, scope)
    if found is not None:
        return found[0] if not found[1] else None
    number = trace_time(tree, scope)
    if number is None or number.row != 0 or number.is_time or number.column != "#":
        return None
    return number.offset * unit
