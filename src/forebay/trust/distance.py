"""Conditions on how far two times lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from forebay.trust.amount import amount, number
from forebay.trust.moment import SECONDS
from forebay.trust.relation import Fact, ordered
from forebay.trust.trace_time import floor, trace_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.trust.moment import Moment
    from forebay.trust.tracing import Scope

_AT_LEAST: Final = frozenset({"GT", "GTE", "EQ"})
_AT_MOST: Final = frozenset({"LT", "LTE", "EQ"})
_STRICT: Final = frozenset({"LT", "GT"})
_TURNED: Final = {"GT": "LT", "GTE": "LTE", "LT": "GT", "LTE": "GTE", "EQ": "EQ"}
_WHOLE: Final = frozenset({"date_sub", "datesub"})


class _Distance(NamedTuple):
    """How a number grows with the distance of two times: ``unit`` seconds for each one of it."""

    later: Moment
    earlier: Moment
    unit: float
    form: str = "exact"  # "boundaries": of date_diff; "whole": only whole units count
    is_either: bool = False  # inside abs()


def facts_of_distance(part: Any, scope: Scope) -> frozenset[Fact] | None:
    """Return the order that ``later - earlier > x`` demands; None for any other condition."""
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
    if read is None or read.later.row == read.earlier.row:
        return None
    value = _size(size, read.unit, scope)
    if value is None:
        return None
    if read.is_either:
        turned = read._replace(later=read.earlier, earlier=read.later)
        return _apart(read, name, value) | _apart(turned, name, value) if name != "EQ" else None
    return _apart(read, name, value)


def _apart(read: _Distance, name: str, value: float) -> frozenset[Fact]:
    later, earlier, unit, form, is_either = read
    strict = name in _STRICT
    if form == "boundaries":
        # As many starts of a unit lie between: the units themselves are that far apart.
        value += {"GT": unit, "LT": -unit}.get(name, 0.0)
        strict = False
    found: set[Fact] = set()
    if name in _AT_LEAST and not is_either:
        found |= ordered(earlier.plus(value), later, strict=strict)
    if name in _AT_MOST:
        slack = unit if form == "whole" else 0.0
        found |= ordered(later, earlier.plus(value + slack), strict=strict or slack > 0)
    return frozenset(found)


def _difference(tree: Any, scope: Scope) -> _Distance | None:
    """Return the later and the earlier time, and the unit that their distance is counted in."""
    rule = _RULES.get(type(tree).__name__)
    return rule(tree, scope) if rule is not None else None


def _inner(tree: Any, scope: Scope) -> _Distance | None:
    return _difference(tree.this, scope)


def _either(tree: Any, scope: Scope) -> _Distance | None:
    inner = _difference(tree.this, scope)
    return inner._replace(is_either=True) if inner is not None else None


def _extracted(tree: Any, scope: Scope) -> _Distance | None:
    is_epoch = tree.this.name.upper() == "EPOCH"
    return _counted(tree.expression, scope) if is_epoch else None


def _scaled(tree: Any, scope: Scope) -> _Distance | None:
    inner, factor = _difference(tree.this, scope), number(tree.expression, scope)
    if inner is None or not factor:
        return None
    by = 1.0 / factor if type(tree).__name__ == "Mul" else factor
    return inner._replace(unit=inner.unit * by)


def _boundaries(tree: Any, scope: Scope) -> _Distance | None:
    unit = tree.args["unit"].name.upper() if tree.args.get("unit") else "DAY"
    return _between(tree.this, tree.expression, unit, "boundaries", scope)


def _subtracted(tree: Any, scope: Scope) -> _Distance | None:
    found = _between(tree.this, tree.expression, "SECOND", "exact", scope)
    if found is None:
        return None
    # Of two dates or numbers of seconds the difference is a number.
    return found._replace(unit=found.later.unit if found.later.is_time else 1.0)


def _called(tree: Any, scope: Scope) -> _Distance | None:
    match tree.name.casefold(), tree.expressions:
        case "age", [later, earlier, *_]:
            return _between(later, earlier, "SECOND", "exact", scope)
        case name, [unit, earlier, later] if name in _WHOLE:
            return _between(later, earlier, unit.name.upper(), "whole", scope)
        case _:
            return None


def _counted(tree: Any, scope: Scope) -> _Distance | None:
    """Return the distance that is a number of seconds: ``epoch(later - earlier)``."""
    inner = _difference(tree, scope)
    return inner._replace(unit=1.0) if inner is not None and inner.later.is_time else None


def _between(later: Any, earlier: Any, unit: str, form: str, scope: Scope) -> _Distance | None:
    first, second = trace_time(later, scope), trace_time(earlier, scope)
    seconds = SECONDS.get(unit.removesuffix("S"))
    if first is None or second is None or first.is_time != second.is_time or seconds is None:
        return None
    if form == "boundaries":
        first, second = floor(first, unit), floor(second, unit)
    return _Distance(first, second, seconds, form)


def _size(tree: Any, unit: float, scope: Scope) -> float | None:
    found = amount(tree, scope)
    if found is not None:
        return found[0] if not found[1] else None
    value = number(tree, scope)
    return value * unit if value is not None else None


# By the name of sqlglot's class.
_RULES: Final[dict[str, Callable[[Any, Scope], _Distance | None]]] = {
    "Paren": _inner,
    "Cast": _inner,
    "Floor": _inner,
    "Abs": _either,
    "TimeToUnix": lambda tree, scope: _counted(tree.this, scope),
    "Extract": _extracted,
    "Div": _scaled,
    "IntDiv": _scaled,
    "Mul": _scaled,
    "DateDiff": _boundaries,
    "Sub": _subtracted,
    "Anonymous": _called,
}
