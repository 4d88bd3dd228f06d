"""What a condition says: its parts, what of it chooses rows, and which row comes before which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.amount import number
from forebay.trust.distance import facts_of_distance
from forebay.trust.made_time import bare_text, opaque_time
from forebay.trust.moment import NO_ROW, SECONDS, Moment
from forebay.trust.order_of_rows import is_before
from forebay.trust.relation import Fact, Filter, is_among, ordered
from forebay.trust.trace_time import trace_time, unread_time
from forebay.trust.traced import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.traced import Origin, Origins
    from forebay.trust.tracing import Scope

_COMPARED: Final = frozenset({"LT", "LTE", "GT", "GTE", "EQ", "NullSafeEQ"})
_FINITE: Final = frozenset({"isfinite", "isinf"})
_BINARY: Final = ("0", "1")
_FIRST_YEAR, _LAST_YEAR = 1, 9999


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
            chosen = traced.all - _of_duplicates(part, scope)
            found.append(Filter(chosen, scope.tracing.place(part), text, _names_classes(part)))
    return tuple(found)


def _names_classes(part: Any) -> bool:
    """Return whether a condition lists the values that a class can have: texts, or 0 and 1."""
    read = _choices(part)
    if read is None or not read[2] or len(read[1]) < len(_BINARY):
        return False
    return all(getattr(v, "is_string", False) or v.name in _BINARY for v in read[1])


def _of_duplicates(part: Any, scope: Scope) -> Origins:
    """Return what rows are alike in of which a condition keeps the first."""
    if type(part).__name__ not in {"EQ", "LTE"} or number(part.expression, scope) != 1.0:
        return NOTHING
    inner = scope.tracing.expression(part.this, scope)
    return frozenset(o for o in inner.control if _bare(o) in inner.alike)


def _bare(origin: Origin) -> Origin:
    return replace(origin, shift="row", frame=None)


def _positive(part: Any) -> str:
    """Return the text of a condition; of an inequality as NOT and its opposite."""
    from sqlglot import exp

    if type(part).__name__ == "Not" and (turned := _turned(part.this)) is not None:
        part = turned
    opposite = {"NEQ": exp.EQ, "GTE": exp.LT, "GT": exp.LTE, "NullSafeNEQ": exp.NullSafeEQ}.get(
        type(part).__name__
    )
    if opposite is None:
        return _folded(part)
    return f"not {_folded(opposite(this=part.this, expression=part.expression))}"


def _folded(tree: Any) -> str:
    """Return the text of a condition with names in lower case, and what is quoted as it is."""
    parts = str(tree.sql(dialect="duckdb")).split("'")
    return "'".join(part if place % 2 else part.casefold() for place, part in enumerate(parts))


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
            found |= _between(part, scope)
        elif name in _COMPARED:
            found |= _compared(part, name, scope)
        elif name == "Or" and (either := _either(part, scope)):
            found |= either
        elif (among := _among(part, scope)) is not None:
            found |= among
        else:
            found |= _truth(part, scope)
    return frozenset(found)


def _either(part: Any, scope: Scope) -> set[Fact]:
    """Return what holds in both branches of an OR: an order of rows, or the weaker bound."""
    left, right = facts_of_condition(part.this, scope), facts_of_condition(part.expression, scope)
    found: set[Fact] = set()
    for one in left:
        for other in right:
            is_one = one.before == other.before and one.after.has_base(other.after)
            if is_one and one.after.terms == other.after.terms and not (one.among or other.among):
                weaker = max(one, other, key=lambda fact: (fact.after.offset, not fact.strict))
                found.add(weaker)
    rows = {(f.before.row, f.after.row) for f in left | right if f.before.row != f.after.row}
    for first, last in rows:
        if all(is_before(first, last, branch) for branch in (left, right)):
            before, after = (Moment(row, "order", is_time=False) for row in (first, last))
            found.add(Fact(before, after, strict=True))
    return found


def _between(part: Any, scope: Scope) -> set[Fact]:
    from sqlglot import exp

    low, high = part.args["low"], part.args["high"]
    return _compared(exp.GTE(this=part.this, expression=low), "GTE", scope) | _compared(
        exp.LTE(this=part.this, expression=high), "LTE", scope
    )


def _among(part: Any, scope: Scope) -> set[Fact] | None:
    """Return that something is one of some constants: IN, an equality, an OR of them."""
    is_in = True
    while type(part).__name__ in {"Not", "Paren"}:
        is_in = is_in != (type(part).__name__ == "Not")
        part = part.this
    read = _choices(part)
    if read is None:
        return None
    subject, values, is_positive = read
    rows = {origin.row for origin in scope.tracing.expression(subject, scope).value}
    if len(rows) != 1:
        return None
    # Of numbers and times the least and the greatest are bounds, too.
    found: set[Fact] = set()
    if is_in == is_positive and (moment := trace_time(subject, scope)) is not None:
        given = [_moment(value, scope, moment) for value in values]
        known = [m for m in given if m is not None and m.is_time == moment.is_time]
        if len(known) == len(values):
            found |= {Fact(min(known, key=lambda m: m.offset), moment)}
            found |= {Fact(moment, max(known, key=lambda m: m.offset))}
    texts = [value.sql(dialect="duckdb") for value in values]
    moment = Moment(rows.pop(), bare_text(subject), is_time=False)
    return found | {is_among(moment, texts, is_in=is_in == is_positive)}


def _choices(part: Any) -> tuple[Any, list[Any], bool] | None:
    """Return what is compared with constants, these, and whether it is to be one of them."""
    name = type(part).__name__
    if name == "Paren":
        return _choices(part.this)
    if name == "In" and part.expressions and all(map(_is_constant, part.expressions)):
        return part.this, list(part.expressions), True
    if name in {"EQ", "NEQ", "NullSafeEQ", "NullSafeNEQ"}:
        for subject, value in ((part.this, part.expression), (part.expression, part.this)):
            if _is_constant(value) and not _is_constant(subject):
                return subject, [value], name.endswith("SafeEQ") or name == "EQ"
    if name == "Or":
        left, right = _choices(part.this), _choices(part.expression)
        if left is not None and right is not None and left[2] and right[2]:
            same = left[0].sql(dialect="duckdb") == right[0].sql(dialect="duckdb")
            return (left[0], left[1] + right[1], True) if same else None
    return None


def _is_constant(tree: Any) -> bool:
    name = type(tree).__name__
    if name in {"Neg", "Cast", "Paren"}:
        return _is_constant(tree.this)
    return name in {"Literal", "Boolean"}


def _truth(part: Any, scope: Scope) -> set[Fact]:
    """Return that a condition of any other form is true, or false, of the row that it reads."""
    is_true = True
    while type(part).__name__ in {"Not", "Paren"}:
        is_true = is_true != (type(part).__name__ == "Not")
        part = part.this
    rows = {origin.row for origin in scope.tracing.expression(part, scope).value}
    if len(rows) != 1:
        return set()
    moment = Moment(rows.pop(), bare_text(part), is_time=False)
    return {is_among(moment, ["TRUE"], is_in=is_true)}


def _turned(tree: Any) -> Any:
    """Return the comparison that is true where this one is false; None if it is no comparison."""
    from sqlglot import exp

    while type(tree).__name__ == "Paren":
        tree = tree.this
    turned = {"LT": exp.GTE, "LTE": exp.GT, "GT": exp.LTE, "GTE": exp.LT}.get(type(tree).__name__)
    return turned(this=tree.this, expression=tree.expression) if turned is not None else None


def _compared(part: Any, name: str, scope: Scope) -> set[Fact]:
    found: set[Fact] = set()
    for one in _parted(part, name):
        found |= _pair(one, type(one).__name__, scope)
    return found


def _parted(part: Any, name: str) -> list[Any]:
    """Return the comparisons that one with LEAST or GREATEST stands for."""
    from sqlglot import exp

    below = {"LT": exp.LT, "LTE": exp.LTE, "EQ": exp.LTE, "NullSafeEQ": exp.LTE}.get(name)
    above = {"GT": exp.GT, "GTE": exp.GTE, "EQ": exp.GTE, "NullSafeEQ": exp.GTE}.get(name)
    left, right = part.this, part.expression
    parts: list[Any] = []
    for side, other, turns in ((right, left, False), (left, right, True)):
        kind, least = type(side).__name__, above if turns else below
        most = below if turns else above
        made = least if kind == "Least" else most if kind == "Greatest" else None
        if made is not None:
            pairs = [(other, each) for each in (side.this, *side.expressions)]
            parts += [
                made(this=b, expression=a) if turns else made(this=a, expression=b)
                for a, b in pairs
            ]
    return parts or [part]


def _pair(part: Any, name: str, scope: Scope) -> set[Fact]:
    left, right = _time(part.this, scope), _time(part.expression, scope)
    left = _moment(part.this, scope, right) or left
    right = _moment(part.expression, scope, left) or right
    among = _among(part, scope) if name in {"EQ", "NullSafeEQ"} else None
    if left is None and right is not None and not right.is_time and right.row:
        left = _opaque(part.this, scope)
    if right is None and left is not None and not left.is_time and left.row:
        right = _opaque(part.expression, scope)
    left = left or _same_text(part.this, scope, right)
    right = right or _same_text(part.expression, scope, left)
    if (left is None or left.is_time) and (right is None or right.is_time):
        left = left or _opaque(part.this, scope) or unread_time(part.this, scope)
        right = right or _opaque(part.expression, scope) or unread_time(part.expression, scope)
    if left is None or right is None or left.is_time != right.is_time:
        return among or set()
    match name:
        case "LT" | "LTE":
            return ordered(left, right, strict=name == "LT")
        case "GT" | "GTE":
            return ordered(right, left, strict=name == "GT")
        case _:
            return ordered(left, right) | ordered(right, left) | (among or set())


def _time(tree: Any, scope: Scope) -> Moment | None:
    """Return a time; of a window, that of the row that it reads."""
    if type(tree).__name__ == "Window":
        return scope.tracing.expression(tree, scope).time
    return trace_time(tree, scope)


def _opaque(tree: Any, scope: Scope) -> Moment | None:
    return opaque_time(tree, scope.tracing.expression(tree, scope))


def _moment(tree: Any, scope: Scope, other: Moment | None) -> Moment | None:
    """Return a moment; a text or a number that is compared with a time is a time."""
    if type(tree).__name__ != "Literal" or other is None or not other.is_time:
        return trace_time(tree, scope)
    if not tree.is_string:
        return _counted(tree, other.unit)
    try:
        instant = datetime.fromisoformat(tree.this)
    except ValueError:
        return None
    return Moment(NO_ROW, "", instant.replace(tzinfo=UTC).timestamp())


def _counted(tree: Any, unit: float) -> Moment | None:
    """Return the time that a number stands for beside a time counted in some unit."""
    value = float(tree.this)
    if unit == SECONDS["YEAR"]:
        year = int(value)
        is_year = _FIRST_YEAR <= year <= _LAST_YEAR
        return Moment(NO_ROW, "", datetime(year, 1, 1, tzinfo=UTC).timestamp()) if is_year else None
    return Moment(NO_ROW, "", value * unit)


def _same_text(tree: Any, scope: Scope, other: Moment | None) -> Moment | None:
    """Return an expression that is compared with a number, by its text: ``hash(key) % 10``."""
    if other is None or other.row != NO_ROW or other.is_time:
        return None
    found = scope.tracing.expression(tree, scope)
    rows = {origin.row for origin in found.value}
    if len(rows) != 1:
        return None
    return Moment(rows.pop(), bare_text(tree), is_time=False)


def ruled_out(tree: Any, scope: Scope) -> frozenset[int]:
    """Return the sides of UNION ALL that a condition leaves out: ``WHERE kind = 'sale'``.

    Or ``WHERE NOT is_sale``, where a side writes TRUE and another FALSE.
    """
    found: set[int] = set()
    for part in conditions(tree):
        read = _choices(part) or _flag(part)
        if read is None:
            continue
        subject, values, is_in = read
        texts = {value.sql(dialect="duckdb") for value in values}
        sides = scope.tracing.expression(subject, scope).sides
        found |= {row for row, text in sides if (text in texts) != is_in}
    return frozenset(found)


def _flag(tree: Any) -> tuple[Any, list[Any], bool] | None:
    """Return the column of a condition that is a column, what it must be, and that it must."""
    from sqlglot import exp

    is_true = True
    while type(tree).__name__ in {"Not", "Paren"}:
        is_true = is_true != (type(tree).__name__ == "Not")
        tree = tree.this
    return (tree, [exp.true()], is_true) if type(tree).__name__ == "Column" else None


def _asks_for_null(tree: Any) -> bool:
    """Return whether a condition asks only whether there are values, or how many."""
    name = type(tree).__name__
    if name in {"Not", "Paren"}:
        return _asks_for_null(tree.this)
    if name in _COMPARED and type(tree.this).__name__ == "Count":
        return type(tree.this.this).__name__ == "Column"
    if name == "IsNan" or (name == "Anonymous" and tree.name.casefold() in _FINITE):
        return True
    return name == "Is" and type(tree.expression).__name__ == "Null"
