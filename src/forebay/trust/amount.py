"""Lengths of time, and numbers that the text of a query tells."""

from __future__ import annotations

from math import inf, isnan
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.moment import LENGTH, NO_ROW, NUMBER, SECONDS, Term

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope

# Columns of these names are parts of a clock time: how many there are at most, by unit.
_CLOCK: Final = {"second": 59.0, "minute": 59.0, "hour": 23.0}
# Functions that make an interval of a number.
_MADE: Final = {
    "to_milliseconds": 1e-3, "to_microseconds": 1e-6, "to_seconds": 1.0, "to_minutes": 60.0,
    "to_hours": 3600.0, "to_weeks": 604800.0, "to_months": 2592000.0, "to_quarters": 7776000.0,
    "to_years": 31536000.0,
}  # fmt: skip
_FOLDED: Final = frozenset({"Add", "Sub", "Mul", "Div"})


def amount(tree: Any, scope: Scope) -> tuple[float, frozenset[Term]] | None:
    """Return the seconds of an interval, and what of them depends on data; None if unknown."""
    match type(tree).__name__:
        case "Paren" | "Neg":
            size = amount(tree.this, scope)
            is_turned = size is not None and type(tree).__name__ == "Neg"
            return (-size[0], scaled(size[1], -1.0)) if size is not None and is_turned else size
        case "Interval" | "ToDays" | "Anonymous" | "Cast":
            return _interval(tree, scope)
        case "Column":
            return _of_column(tree, scope)
        case "Mul":
            for factor, other in ((tree.this, tree.expression), (tree.expression, tree.this)):
                unit = amount(other, scope)
                if unit is not None and not unit[1]:
                    return times(factor, unit[0], scope)
        case "Add" | "Sub":
            left, right = amount(tree.this, scope), amount(tree.expression, scope)
            if left is not None and right is not None:
                sign = 1.0 if type(tree).__name__ == "Add" else -1.0
                return left[0] + sign * right[0], left[1] | scaled(right[1], sign)
    return None


def _of_column(tree: Any, scope: Scope) -> tuple[float, frozenset[Term]] | None:
    """Return the length of time that a column is for all rows: a margin in a query of WITH."""
    column = scope.column(tree.name.casefold(), tree.table.casefold())
    moment = column.time if column is not None else None
    is_length = moment is not None and (moment.row, moment.column) == (NO_ROW, LENGTH)
    return (moment.offset, frozenset()) if moment is not None and is_length else None


def _interval(tree: Any, scope: Scope) -> tuple[float, frozenset[Term]] | None:
    name = type(tree).__name__
    if name == "ToDays":
        return times(tree.this, 86400.0, scope)
    if name == "Anonymous":
        size = _MADE.get(tree.name.casefold())
        return times(tree.expressions[0], size, scope) if size and tree.expressions else None
    unit = tree.args.get("unit")
    if unit is None:
        if name == "Cast" and "INTERVAL" not in tree.args["to"].sql().upper():
            return None
        return _words(tree.this.name) if type(tree.this).__name__ == "Literal" else None
    seconds = SECONDS.get(unit.name.upper().removesuffix("S"))
    if seconds is None:
        return None
    return times(tree.this, seconds, scope)


def _words(text: str) -> tuple[float, frozenset[Term]] | None:
    """Return the seconds of ``1 day 2 hours``; None if it is written in another way."""
    words = text.split()
    total = 0.0
    for number, unit in zip(words[::2], words[1::2], strict=False):
        seconds = SECONDS.get(unit.upper().rstrip(",").removesuffix("S"))
        try:
            total += float(number) * (seconds if seconds is not None else float("nan"))
        except ValueError:
            return None
    return (total, frozenset()) if words and len(words) % 2 == 0 and not isnan(total) else None


def times(factor: Any, seconds: float, scope: Scope) -> tuple[float, frozenset[Term]]:
    """Return so many times so many seconds."""
    value = number(factor, scope)
    if value is not None:
        return value * seconds, frozenset()
    name = type(factor).__name__
    if name in {"Paren", "Cast", "TryCast"}:
        return times(factor.this, seconds, scope)
    if name in {"Add", "Sub"}:
        left = times(factor.this, seconds, scope)
        right = times(factor.expression, seconds if name == "Add" else -seconds, scope)
        return left[0] + right[0], left[1] | right[1]
    if name == "Mul":
        for one, other in ((factor.this, factor.expression), (factor.expression, factor.this)):
            constant = number(one, scope)
            if constant is not None:
                return times(other, seconds * constant, scope)
    return 0.0, frozenset({_term(factor, seconds, scope)})


def _term(factor: Any, seconds: float, scope: Scope) -> Term:
    found = scope.tracing.expression(factor, scope)
    row = max((origin.row for origin in found.value), default=NO_ROW)
    columns = sorted({origin.column for origin in found.value})
    text = f"{','.join(columns)}*{seconds:g}"
    most = _CLOCK.get(columns[0], inf) if len(columns) == 1 else inf
    is_clock = most != inf
    if seconds < 0:
        return Term(row, text, most * seconds, 0.0, is_clock, is_clock)
    return Term(row, text, 0.0, most * seconds, is_clock, is_clock)


def scaled(terms: frozenset[Term], sign: float) -> frozenset[Term]:
    """Return what is not known with a sign before it."""
    if sign > 0:
        return terms
    return frozenset(Term(t.row, f"-{t.text}", -t.high, -t.low, t.even, t.clock) for t in terms)


def number(tree: Any, scope: Scope) -> float | None:
    """Return the number that an expression of literals is; None for anything else.

    The parameter of a macro stands for what is given for it.
    """
    name = type(tree).__name__
    found: float | None = None
    if name in {"Paren", "Neg", "Cast"}:
        found = number(tree.this, scope)
        return -found if found is not None and name == "Neg" else found
    if name == "Column" and not tree.table:
        column = scope.column(tree.name.casefold(), "")
        moment = column.time if column is not None else None
        is_number = moment is not None and (moment.row, moment.column) == (NO_ROW, NUMBER)
        return moment.offset if moment is not None and is_number else None
    if name in _FOLDED:
        left, right = number(tree.this, scope), number(tree.expression, scope)
        if left is None or right is None or (name == "Div" and not right):
            return None
        return {"Add": left + right, "Sub": left - right, "Mul": left * right}.get(
            name, left / right if right else None
        )
    if name == "Literal":
        try:
            found = float(tree.this)
        except ValueError:
            found = None
    return found
