"""Expressions of time and number as moments: columns, literals, sums with intervals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from forebay.trust.amount import amount, number, scaled
from forebay.trust.made_time import MADE_TIMES, bare_text, made_time
from forebay.trust.moment import BUCKET, LENGTH, NO_ROW, NUMBER, SECONDS, Moment, Term
from forebay.trust.relation import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forebay.trust.tracing import Scope

# How much rounding down takes away at most, where it is more than the unit itself.
_LONGEST: Final = {"MONTH": 31 * 86400.0, "QUARTER": 92 * 86400.0, "YEAR": 366 * 86400.0}
_ZONES: Final = 14 * 3600.0
# Functions that count from 1970, by how many seconds one is; anonymous to sqlglot.
_COUNTED: Final = {"epoch_us": 1e-6, "epoch_ns": 1e-9, "unix_timestamp": 1.0, "julian": 86400.0}
_PARTS: Final = frozenset({"date_part", "datepart"})
# Of several rows: some row's time, which is not after what none of them is after.
_ONE_OF_MANY: Final = frozenset(
    {"Min", "First", "Last", "AnyValue", "FirstValue", "LastValue", "NthValue", "Median",
     "Quantile", "PercentileDisc", "PercentileCont", "Mode"}
)  # fmt: skip


def trace_time(tree: Any, scope: Scope) -> Moment | None:
    """Return the time or number that an expression is; None if SQL text does not tell.

    Its columns are those of base tables: a computed column was replaced by its expression.
    """
    rule = _RULES.get(type(tree).__name__)
    return rule(tree, scope) if rule is not None else None


def _column(tree: Any, scope: Scope) -> Moment | None:
    column = scope.column(tree.name.casefold(), tree.table.casefold())
    return column.time if column is not None else None


def _field(tree: Any, scope: Scope) -> Moment | None:
    """Return the time that a field of a struct is."""
    if type(tree.expression).__name__ not in {"Identifier", "Literal"}:
        return None
    found = scope.tracing.expression(tree.this, scope)
    part = found.fields.get(tree.expression.name.casefold())
    return part.time if part is not None else None


def _inner(tree: Any, scope: Scope) -> Moment | None:
    return trace_time(tree.this, scope)


def _some(tree: Any, scope: Scope) -> Moment | None:
    """Return the time of one of several rows: that it is early says nothing of the others."""
    moment = trace_time(tree.this, scope)
    if moment is None or not moment.row:
        return moment
    some = replace(moment, column=f"some {moment.column}", offset=0.0, terms=frozenset())
    scope.tracing.facts.add(Fact(some, moment))
    return some


def _literal(tree: Any, scope: Scope) -> Moment | None:
    value = number(tree, scope)
    return Moment(NO_ROW, NUMBER, value, is_time=False) if value is not None else None


def _length(tree: Any, scope: Scope) -> Moment | None:
    """Return an interval as what it is wherever its column is read: a margin in a query of WITH."""
    size = amount(tree, scope)
    if size is None or size[1]:
        return None
    return Moment(NO_ROW, LENGTH, size[0], is_time=False)


def _bucket_of_rows(tree: Any, scope: Scope) -> Moment | None:
    """Return the number of a part that rows fall into: ``hash(id) % 5``."""
    found = scope.tracing.expression(tree.this, scope)
    rows = {o.row for o in found.value}
    if len(rows) != 1 or number(tree.expression, scope) is None:
        return None
    return Moment(rows.pop(), f"{BUCKET}{crc32(bare_text(tree).encode())}", is_time=False)


def _truncated(tree: Any, scope: Scope) -> Moment | None:
    moment, unit = trace_time(tree.this, scope), tree.args.get("unit")
    if moment is None or unit is None:
        return None
    return floor(moment, unit.name.upper())


def _called(tree: Any, scope: Scope) -> Moment | None:
    text = tree.sql(dialect="duckdb").casefold()
    name, given = tree.name.casefold(), tree.expressions
    if name == "timezone" and len(given) > 1:
        return _elsewhere(trace_time(given[1], scope))
    if name in _COUNTED and given:
        return _in_unit(trace_time(given[0], scope), _COUNTED[name])
    if name in _PARTS and len(given) > 1:
        return _part(given[0].name, given[1], scope)
    if name == "add" and len(given) > 1:
        return _plus(given[0], given[1], 1.0, scope)
    # The same for all rows of a build: a fixed point like a literal.
    return Moment(NO_ROW, text) if text.startswith("getvariable(") else None


def _part(name: str, tree: Any, scope: Scope) -> Moment | None:
    """Return a part of a time that grows with it: its year, the seconds since 1970."""
    moment = trace_time(tree, scope)
    if moment is None or name.upper() not in {"EPOCH", "YEAR"}:
        return None
    return _in_unit(moment, 1.0) if name.upper() == "EPOCH" else _year(moment)


def _year(moment: Moment) -> Moment:
    return replace(floor(moment, "YEAR"), unit=SECONDS["YEAR"])


def _in_unit(moment: Moment | None, unit: float) -> Moment | None:
    return replace(moment, unit=unit) if moment is not None and moment.is_time else None


def _unix(tree: Any, scope: Scope) -> Moment | None:
    """Return ``epoch_ms(time)`` as that time; a number of seconds becomes a time again."""
    scale = tree.args.get("scale")
    moment = trace_time(tree.this, scope)
    if moment is None or not moment.is_time:
        return None
    is_counted = moment.unit == 1.0
    unit = 86400.0 if scale is None or is_counted else 10.0 ** -float(scale.name)
    return replace(moment, unit=unit)


def _bucket(tree: Any, scope: Scope) -> Moment | None:
    moment, width = trace_time(tree.expression, scope), amount(tree.this, scope)
    if moment is None:
        return None
    step = width[0] if width is not None and not width[1] else inf
    return _rounded(moment, step, step)


def _formatted(tree: Any, scope: Scope) -> Moment | None:
    """Return a time that is written so that its texts are in its order."""
    moment, form = trace_time(tree.this, scope), tree.args.get("format")
    if moment is None or form is None or not str(form.name).startswith(("%Y", "%x")):
        return None
    for sign, unit in (("%S", "SECOND"), ("%M", "MINUTE"), ("%H", "HOUR"), ("%d", "DAY"),
                       ("%j", "DAY"), ("%m", "MONTH"), ("%x", "DAY")):  # fmt: skip
        if sign in str(form.name):
            return floor(moment, unit)
    return floor(moment, "YEAR")


def _last_day(tree: Any, scope: Scope) -> Moment | None:
    moment = trace_time(tree.this, scope)
    if moment is None:
        return None
    return moment.plus(0.0, frozenset({Term(moment.row, "last day", -86400.0, 31 * 86400.0)}))


def _in_zone(tree: Any, scope: Scope) -> Moment | None:
    return _elsewhere(trace_time(tree.this, scope))


def _elsewhere(moment: Moment | None) -> Moment | None:
    """Return a moment as clocks of another time zone show it: up to fourteen hours away."""
    if moment is None:
        return None
    return moment.plus(0.0, frozenset({Term(moment.row, "zone", -_ZONES, _ZONES)}))


def _added(tree: Any, scope: Scope) -> Moment | None:
    sign = -1.0 if type(tree).__name__.endswith("Sub") else 1.0
    return _plus(tree.this, tree.expression, sign, scope)


def _one(parts: Iterable[Any], scope: Scope) -> Moment | None:
    """Return a time that is one of several of the same column; literals among them count not."""
    found = [trace_time(part, scope) for part in parts if type(part).__name__ != "Null"]
    if not found or any(moment is None for moment in found):
        return None
    moments = [m for m in found if m is not None and m.row != NO_ROW]
    if not moments:
        return found[0] if len(set(found)) == 1 else None
    first = moments[0]
    if not all(m.has_base(first) and m.terms == first.terms for m in moments):
        return None
    least, most = min(m.offset for m in moments), max(m.offset for m in moments)
    if least == most:
        return first
    term = Term(first.row, "one of", 0.0, most - least, even=True)
    return replace(first, offset=least).plus(0.0, frozenset({term}))


def _chosen(tree: Any, scope: Scope) -> Moment | None:
    """Return the time that COALESCE, GREATEST, LEAST, CASE or IF gives."""
    match type(tree).__name__:
        case "Case":
            parts = [branch.args["true"] for branch in tree.args.get("ifs") or ()]
            default = tree.args.get("default")
            parts += [default] if default is not None else []
        case "If":
            parts = [tree.args["true"], *([tree.args["false"]] if tree.args.get("false") else [])]
        case _:
            parts = [tree.this, *tree.expressions]
    return _one(parts, scope)


def unread_time(tree: Any, scope: Scope) -> Moment | None:
    """Return an expression of the times of one row that cannot be read: any time whatever.

    It is enough to know that a condition ties two rows in time, not how.
    """
    from sqlglot import exp

    found: set[Moment] = set()
    for column in tree.find_all(exp.Column):
        moment = trace_time(column, scope)
        if moment is not None and moment.is_time and moment.row != NO_ROW:
            found.add(moment)
    if len({(m.row, m.column) for m in found}) == 1:
        moment = next(iter(found))
        return moment.plus(0.0, frozenset({Term(moment.row, "unread", -inf, inf)}))
    return None


def _sum(tree: Any, scope: Scope) -> Moment | None:
    sign = 1.0 if type(tree).__name__ == "Add" else -1.0
    found = _plus(tree.this, tree.expression, sign, scope)
    if found is None and sign > 0:
        found = _plus(tree.expression, tree.this, sign, scope)
    return found


def _plus(base: Any, more: Any, sign: float, scope: Scope) -> Moment | None:
    moment = trace_time(base, scope)
    if moment is None:
        return None
    value = number(more, scope)
    if value is not None:
        return moment.plus(sign * value * (moment.unit if moment.is_time else 1.0))
    size = amount(more, scope)
    return _since(moment.plus(sign * size[0], scaled(size[1], sign))) if size is not None else None


def _since(moment: Moment) -> Moment:
    """Return a fixed day plus a number of periods as a time that goes by these periods."""
    if moment.row != NO_ROW or moment.column or len(moment.terms) != 1:
        return moment
    term = next(iter(moment.terms))
    if term.row == NO_ROW or "*" not in term.text:
        return moment
    return replace(moment, row=term.row, column=f"since {term.text}", terms=frozenset())


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
    moment = replace(moment, is_time=True, unit=86400.0)
    return floor(moment, "DAY") if kind == "DATE" else moment


def floor(moment: Moment, unit: str) -> Moment:
    """Return the start of the unit of the calendar in which a moment lies.

    Examples
    --------
    >>> [(t.text, t.low) for t in floor(Moment(1, "t"), "HOUR").terms]
    [('floor 3600', -3600.0)]

    """
    step = SECONDS.get(unit, inf)
    return _rounded(moment, step, _LONGEST.get(unit, step))


def _rounded(moment: Moment, step: float, most: float) -> Moment:
    term = Term(moment.row, f"floor {step:g}", -most, 0.0, even=most != inf)
    return moment.plus(0.0, frozenset({term}))


# By the name of sqlglot's class.
_RULES: Final[dict[str, Callable[[Any, Scope], Moment | None]]] = {
    "Column": _column,
    "Paren": _inner,
    "Alias": _inner,
    "Order": _inner,
    "IgnoreNulls": _inner,
    "Filter": _inner,
    "Cast": _cast,
    "TryCast": _cast,
    "TsOrDsToDate": _cast,
    "Date": _cast,
    "Timestamp": _cast,
    "TimestampTrunc": _truncated,
    "DateTrunc": _truncated,
    "DateBin": _bucket,
    "TimeToStr": _formatted,
    "LastDay": _last_day,
    "AtTimeZone": _in_zone,
    "DateAdd": _added,
    "DateSub": _added,
    "TimestampAdd": _added,
    "TimestampSub": _added,
    **dict.fromkeys(MADE_TIMES, made_time),
    "Mod": _bucket_of_rows,
    "Dot": _field,
    "StructExtract": _field,
    "Interval": _length,
    "ToDays": _length,
    "Literal": _literal,
    "Neg": _literal,
    "Mul": _literal,
    "Add": _sum,
    "Sub": _sum,
    "Anonymous": _called,
    "Parameter": _called,
    "Extract": lambda tree, scope: _part(tree.this.name, tree.expression, scope),
    "Year": lambda tree, scope: _part("YEAR", tree.this, scope),
    "TimeToUnix": lambda tree, scope: _in_unit(trace_time(tree.this, scope), 1.0),
    "UnixToTime": _unix,
    "Coalesce": _chosen,
    "Greatest": _chosen,
    "Least": _chosen,
    "Case": _chosen,
    "If": _chosen,
    "Max": _inner,
    **dict.fromkeys(_ONE_OF_MANY, _some),
}
