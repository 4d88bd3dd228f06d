"""What a condition says: its parts, what of it chooses rows, and which row comes before which."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.distance import facts_of_distance
from forebay.trust.moment import NO_ROW, Moment
from forebay.trust.relation import Fact, Filter
from forebay.trust.trace_time import trace_time, unread_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.tracing import Scope

_COMPARED: Final = frozenset({"LT", "LTE", "GT", "GTE", "EQ"})


def conditions(tree: Any) -> Iterator[Any]:
    """Yield what AND puts together, each part once."""
    if type(tree).__name__ == "Paren":
        yield from conditions(tree.this)
    elif type(tree).__name__ == "And":
        yield from conditions(tree.this)
        yield from conditions(tree.expression)
    else:
        yield tree


def filters(tree: Any, scope: Scope) -> tuple[Filter, ...]:
    """Return what chooses rows in a condition; ``IS NULL`` and ``IS NOT NULL`` choose nothing."""
    found = []
    for part in conditions(tree):
        if not _asks_for_null(part):
            traced = scope.tracing.expression(part, scope)
            text = _positive(part)
            found.append(Filter(traced.all, scope.tracing.place(part), text))
    return tuple(found)


def _positive(part: Any) -> str:
    """Return the text of a condition; of an inequality as NOT and its opposite."""
    from sqlglot import exp

    opposite = {"NEQ": exp.EQ, "GTE": exp.LT, "GT": exp.LTE}.get(type(part).__name__)
    if opposite is None:
        return str(part.sql(dialect="duckdb")).casefold()
    turned = opposite(this=part.this, expression=part.expression)
    return f"not {turned.sql(dialect='duckdb')}".casefold()


def facts_of_condition(tree: Any, scope: Scope) -> frozenset[Fact]:
    """Return the order of rows that a condition demands."""
    found: set[Fact] = set()
    for part in conditions(tree):
        name = type(part).__name__
        if name == "Not" and (turned := _turned(part.this)) is not None:
            found |= _compared(turned, type(turned).__name__, scope)
        elif (distance := facts_of_distance(part, scope)) is not None:
            found |= distance
        elif name == "Between":
            value = trace_time(part.this, scope)
            low = _moment(part.args["low"], scope, value)
            high = _moment(part.args["high"], scope, value)
            if value is None and (low or high) is not None:
                value = unread_time(part.this, scope)
            if value is not None:
                found |= {Fact(low, value)} if low is not None else set()
                found |= {Fact(value, high)} if high is not None else set()
        elif name in _COMPARED:
            found |= _compared(part, name, scope)
        else:
            found |= _truth(part, scope)
    return frozenset(found)


def _truth(part: Any, scope: Scope) -> set[Fact]:
    """Return that a condition of any other form is true, or false, of the row that it reads."""
    is_true = True
    while type(part).__name__ in {"Not", "Paren"}:
        is_true = is_true != (type(part).__name__ == "Not")
        part = part.this
    rows = {origin.row for origin in scope.tracing.expression(part, scope).value}
    if len(rows) != 1:
        return set()
    moment = Moment(rows.pop(), _bare_text(part), is_time=False)
    return {Fact(moment, Moment(NO_ROW, "'true'" if is_true else "'false'", is_time=False))}


def _bare_text(tree: Any) -> str:
    """Return the text of an expression without the aliases of tables."""
    bare = tree.copy()
    for column in bare.find_all(_column()):
        column.set("table", None)
    return str(bare.sql(dialect="duckdb")).casefold()


def _turned(tree: Any) -> Any:
    """Return the comparison that is true where this one is false; None if it is no comparison."""
    from sqlglot import exp

    while type(tree).__name__ == "Paren":
        tree = tree.this
    turned = {"LT": exp.GTE, "LTE": exp.GT, "GT": exp.LTE, "GTE": exp.LT}.get(type(tree).__name__)
    return turned(this=tree.this, expression=tree.expression) if turned is not None else None


def _compared(part: Any, name: str, scope: Scope) -> set[Fact]:
    left, right = trace_time(part.this, scope), trace_time(part.expression, scope)
    left = left or _moment(part.this, scope, right)
    right = right or _moment(part.expression, scope, left)
    if name == "EQ" and (text := _text_fact(part, scope)) is not None:
        return {text}
    left = left or _same_text(part.this, scope, right)
    right = right or _same_text(part.expression, scope, left)
    if (left is None or left.is_time) and (right is None or right.is_time):
        left = left or unread_time(part.this, scope)
        right = right or unread_time(part.expression, scope)
    if left is None or right is None or left.is_time != right.is_time:
        return set()
    match name:
        case "LT" | "LTE":
            return {Fact(left, right, name == "LT")}
        case "GT" | "GTE":
            return {Fact(right, left, name == "GT")}
        case _:
            return {Fact(left, right), Fact(right, left)}


def _moment(tree: Any, scope: Scope, other: Moment | None) -> Moment | None:
    """Return a moment; a text that is compared with a time is a time."""
    is_text = type(tree).__name__ == "Literal" and tree.is_string
    if not is_text or other is None or not other.is_time:
        return trace_time(tree, scope)
    try:
        instant = datetime.fromisoformat(tree.this)
    except ValueError:
        return None
    return Moment(NO_ROW, "", instant.replace(tzinfo=UTC).timestamp())


def _same_text(tree: Any, scope: Scope, other: Moment | None) -> Moment | None:
    """Return an expression that is compared with a number, by its text: ``hash(key) % 10``."""
    if other is None or other.row != NO_ROW or other.is_time:
        return None
    found = scope.tracing.expression(tree, scope)
    rows = {origin.row for origin in found.value}
    if len(rows) != 1:
        return None
    return Moment(rows.pop(), _bare_text(tree), is_time=False)


def _column() -> Any:
    from sqlglot import exp

    return exp.Column


def _text_fact(part: Any, scope: Scope) -> Fact | None:
    """Return that a column equals a text."""
    for column, literal in ((part.this, part.expression), (part.expression, part.this)):
        if type(column).__name__ == "Column" and type(literal).__name__ == "Literal":
            if not literal.is_string:
                return None
            found = scope.tracing.expression(column, scope)
            if len(found.value) == 1:
                origin = next(iter(found.value))
                moment = Moment(origin.row, origin.column, is_time=False)
                return Fact(moment, Moment(NO_ROW, f"'{literal.this}'", is_time=False))
    return None


def _asks_for_null(tree: Any) -> bool:
    """Return whether a condition asks only whether there are values, or how many."""
    name = type(tree).__name__
    if name in {"Not", "Paren"}:
        return _asks_for_null(tree.this)
    if name in _COMPARED and type(tree.this).__name__ == "Count":
        return type(tree.this.this).__name__ == "Column"
    return name == "Is" and type(tree.expression).__name__ == "Null"
