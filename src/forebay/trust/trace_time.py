"""Expressions of time and number as moments: columns, literals, sums with intervals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import inf, isnan
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.moment import NO_ROW, Moment, Term

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope

_SECONDS: Final = {
    "MICROSECOND": 1e-6, "MILLISECOND": 1e-3, "SECOND": 1.0, "MINUTE": 60.0, "HOUR": 3600.0,
    "DAY": 86400.0, "WEEK": 604800.0, "MONTH": 2592000.0, "QUARTER": 7776000.0, "YEAR": 31536000.0,
}  # fmt: skip
# Columns of these names are parts of a clock time: how many there are at most, by unit.
_CLOCK: Final = {"second": 59.0, "minute": 59.0, "hour": 23.0}
_TRUNCATED: Final = {
    "MINUTE": 60.0, "HOUR": 3600.0, "DAY": 86400.0, "WEEK": 604800.0, "MONTH": 31 * 86400.0,
    "QUARTER": 92 * 86400.0, "YEAR": 366 * 86400.0,
}  # fmt: skip
_NEAR: Final = frozenset({"DateBin", "LastDay", "TimeToStr", "AtTimeZone"})
_ADDED: Final = frozenset({"DateAdd", "DateSub", "TimestampAdd", "TimestampSub"})
_YEAR: Final = 366 * 86400.0
_ZONES: Final = 14 * 3600.0
# Functions that make an interval of a number.
_MADE: Final = {
    "to_seconds": 1.0, "to_minutes": 60.0, "to_hours": 3600.0, "to_weeks": 604800.0,
    "to_months": 2592000.0, "to_years": 31536000.0,
}  # fmt: skip
NUMBER: Final = "#"  # the column of a moment that is a number


def trace_time(tree: Any, scope: Scope) -> Moment | None:
    """Return the time or number that an expression is; None if SQL text does not tell.

    Its columns are those of base tables: a computed column was replaced by its expression.
    """
    found: Moment | None = None
    match type(tree).__name__:
        case "Column":
            column = scope.column(tree.name.casefold(), tree.table.casefold())
            found = column.time if column is not None else None
        case "Paren" | "Alias":
            found = trace_time(tree.this, scope)
        case "Cast" | "TryCast" | "TsOrDsToDate" | "Date" | "Timestamp":
            found = _cast(tree, scope)
        case "TimestampTrunc" | "DateTrunc":
            found = _truncated(tree, scope)
        case name if name in _NEAR or name in _ADDED:
            found = _near(tree, scope) if name in _NEAR else _added(tree, scope)
        case "Literal" | "Neg":
            number = _number(tree)
            if number is not None:
                found = Moment(NO_ROW, NUMBER, number, is_time=False)
        case "Add" | "Sub":
            found = _sum(tree, scope)
        case "Anonymous" | "Parameter":
            found = _called(tree, scope)
    return found


def _truncated(tree: Any, scope: Scope) -> Moment | None:
    moment, unit = trace_time(tree.this, scope), tree.args.get("unit")
    if moment is None or unit is None:
        return None
    return _floor(moment, _TRUNCATED.get(unit.name.upper(), inf))


def _called(tree: Any, scope: Scope) -> Moment | None:
    text = tree.sql(dialect="duckdb").casefold()
    if text.startswith("timezone(") and len(tree.expressions) > 1:
        return _elsewhere(trace_time(tree.expressions[1], scope))
    # The same for all rows of a build: a fixed point like a literal.
    return Moment(NO_ROW, text) if text.startswith("getvariable(") else None


def _near(tree: Any, scope: Scope) -> Moment | None:
    """Return a time that is not far from another: the start of its bucket, the end of its month."""
    match type(tree).__name__:
        case "DateBin":
            moment, width = trace_time(tree.expression, scope), amount(tree.this, scope)
            step = width[0] if width is not None and not width[1] else inf
            return _floor(moment, step) if moment is not None else None
        case "TimeToStr":
            moment, form = trace_time(tree.this, scope), tree.args.get("format")
            is_ordered = form is not None and str(form.name).startswith("%Y")
            return _floor(moment, _YEAR) if moment is not None and is_ordered else None
        case "LastDay":
            moment = trace_time(tree.this, scope)
            term = Term(moment.row, "last day", -86400.0, 31 * 86400.0) if moment else None
            return moment.plus(0.0, frozenset({term})) if moment and term else None
        case _:
            return _elsewhere(trace_time(tree.this, scope))


def _elsewhere(moment: Moment | None) -> Moment | None:
    """Return a moment as clocks of another time zone show it: up to fourteen hours away."""
    if moment is None:
        return None
    return moment.plus(0.0, frozenset({Term(moment.row, "zone", -_ZONES, _ZONES)}))


def _added(tree: Any, scope: Scope) -> Moment | None:
    moment, more = trace_time(tree.this, scope), amount(tree.expression, scope)
    if moment is None or more is None:
        return None
    sign = -1.0 if type(tree).__name__.endswith("Sub") else 1.0
    return moment.plus(sign * more[0], _scaled(more[1], sign))


def unread_time(tree: Any, scope: Scope) -> Moment | None:
    """Return an expression over one column of time that cannot be read: any time whatever.

    It is enough to know that a condition ties two rows in time, not how.
    """
    found: set[Moment] = set()
    for column in tree.find_all(_column_class()):
        moment = trace_time(column, scope)
        if moment is not None and moment.is_time and moment.row != NO_ROW:
            found.add(moment)
    if len({(m.row, m.column) for m in found}) != 1:
        return None
    moment = next(iter(found))
    return moment.plus(0.0, frozenset({Term(moment.row, "unread", -inf, inf)}))


def _column_class() -> Any:
    from sqlglot import exp

    return exp.Column


def amount(tree: Any, scope: Scope) -> tuple[float, frozenset[Term]] | None:
    """Return the seconds of an interval, and what of them depends on data; None if unknown."""
    match type(tree).__name__:
        case "Paren":
            return amount(tree.this, scope)
        case "Neg":
            size = amount(tree.this, scope)
            return (-size[0], _scaled(size[1], -1.0)) if size is not None else None
        case "Interval" | "ToDays" | "Anonymous" | "Cast":
            return _interval(tree, scope)
        case "Mul":
            for factor, other in ((tree.this, tree.expression), (tree.expression, tree.this)):
                unit = amount(other, scope)
                if unit is not None and not unit[1]:
                    return _times(factor, unit[0], scope)
        case "Add" | "Sub":
            left, right = amount(tree.this, scope), amount(tree.expression, scope)
            if left is not None and right is not None:
                sign = 1.0 if type(tree).__name__ == "Add" else -1.0
                return left[0] + sign * right[0], left[1] | _scaled(right[1], sign)
    return None


def _interval(tree: Any, scope: Scope) -> tuple[float, frozenset[Term]] | None:
    name = type(tree).__name__
    if name == "ToDays":
        return _times(tree.this, 86400.0, scope)
    if name == "Anonymous":
        size = _MADE.get(tree.name.casefold())
        return _times(tree.expressions[0], size, scope) if size and tree.expressions else None
    unit = tree.args.get("unit")
    if unit is None:
        if name == "Cast" and "INTERVAL" not in tree.args["to"].sql().upper():
            return None
        return _words(tree.this.name) if type(tree.this).__name__ == "Literal" else None
    seconds = _SECONDS.get(unit.name.upper().removesuffix("S"))
    if seconds is None:
        return None
    return _times(tree.this, seconds, scope)


def _words(text: str) -> tuple[float, frozenset[Term]] | None:
    """Return the seconds of ``1 day 2 hours``; None if it is written in another way."""
    words = text.split()
    total = 0.0
    for number, unit in zip(words[::2], words[1::2], strict=False):
        seconds = _SECONDS.get(unit.upper().rstrip(",").removesuffix("S"))
        try:
            total += float(number) * (seconds if seconds is not None else float("nan"))
        except ValueError:
            return None
    return (total, frozenset()) if words and len(words) % 2 == 0 and not isnan(total) else None


def _times(factor: Any, seconds: float, scope: Scope) -> tuple[float, frozenset[Term]]:
    """Return so many times so many seconds."""
    number = _number(factor)
    if number is not None:
        return number * seconds, frozenset()
    name = type(factor).__name__
    if name == "Paren":
        return _times(factor.this, seconds, scope)
    if name in {"Add", "Sub"}:
        left = _times(factor.this, seconds, scope)
        right = _times(factor.expression, seconds if name == "Add" else -seconds, scope)
        return left[0] + right[0], left[1] | right[1]
    return 0.0, frozenset({_term(factor, seconds, scope)})


def _term(factor: Any, seconds: float, scope: Scope) -> Term:
    found = scope.tracing.expression(factor, scope)
    row = max((origin.row for origin in found.value), default=NO_ROW)
    columns = sorted({origin.column for origin in found.value})
    text = f"{','.join(columns)}*{seconds:g}"
    most = _CLOCK.get(columns[0], inf) if len(columns) == 1 else inf
    if seconds < 0:
        return Term(row, text, most * seconds, 0.0)
    return Term(row, text, 0.0, most * seconds)


def _scaled(terms: frozenset[Term], sign: float) -> frozenset[Term]:
    if sign > 0:
        return terms
    return frozenset(Term(t.row, f"-{t.text}", -t.high, -t.low) for t in terms)


def _number(tree: Any) -> float | None:
    name = type(tree).__name__
    if name == "Neg":
        number = _number(tree.this)
        return -number if number is not None else None
    if name == "Paren":
        return _number(tree.this)
    if name != "Literal":
        return None
    try:
        return float(tree.this)
    except ValueError:
        return None


def _sum(tree: Any, scope: Scope) -> Moment | None:
    sign = 1.0 if type(tree).__name__ == "Add" else -1.0
    moment, other = trace_time(tree.this, scope), tree.expression
    if moment is None and sign > 0:
        moment, other = trace_time(tree.expression, scope), tree.this
    if moment is None:
        return None
    number = _number(other)
    if number is not None:
        return moment.plus(sign * number * (86400.0 if moment.is_time else 1.0))
    more = amount(other, scope)
    return moment.plus(sign * more[0], _scaled(more[1], sign)) if more is not None else None


def _cast(tree: Any, scope: Scope) -> Moment | None:
    kind = tree.args["to"].sql().upper() if tree.args.get("to") is not None else "DATE"
    inner = tree.this
    if not kind.startswith(("DATE", "TIMESTAMP")):
        return trace_time(inner, scope)
    if type(inner).__name__ == "Literal" and inner.is_string:
        try:
            instant = datetime.fromisoformat(inner.this)
        except ValueError:
            return None
        return Moment(NO_ROW, "", instant.replace(tzinfo=UTC).timestamp())
    moment = trace_time(inner, scope)
    if moment is None:
        return None
    moment = replace(moment, is_time=True)
    return _floor(moment, 86400.0) if kind == "DATE" else moment


def _floor(moment: Moment, step: float) -> Moment:
    """Return the start of the unit in which a moment lies: up to `step` seconds before it."""
    return moment.plus(0.0, frozenset({Term(moment.row, f"floor {step:g}", -step, 0.0)}))
