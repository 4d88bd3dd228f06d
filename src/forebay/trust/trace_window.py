"""Window functions: which rows around its own one a value is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.amount import amount, number
from forebay.trust.counted_back import counted_back
from forebay.trust.counts_time import counts_time, grain_of, is_year
from forebay.trust.moment import Moment
from forebay.trust.named_window import named_window
from forebay.trust.relation import ordered
from forebay.trust.trace_aggregate import asks_for_first
from forebay.trust.trace_time import trace_time
from forebay.trust.traced import NOTHING, ROWS, Frame, Mark, Origin, Origins, Shift, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.trust.tracing import Scope

_POSITION: Final = frozenset({"RowNumber", "Rank", "DenseRank"})
# These divide by the number of all rows.
_SHARE: Final = frozenset({"Ntile", "PercentRank", "CumeDist"})
_OFFSET: Final = frozenset({"Lag", "Lead"})
_TEXTS: Final = frozenset({"TEXT", "VARCHAR", "CHAR"})
_ALIKE: Final = 3  # rows that share so many columns are the same thing
_OTHER_WAY: Final[dict[Shift, Shift]] = {
    "past": "future", "future": "past", "row": "row", "all": "all",
}  # fmt: skip


def trace_window(tree: Any, scope: Scope) -> Traced:
    """Return what a window function is made of.

    Examples
    --------
    LAG is of rows before, LEAD and frames that end FOLLOWING of rows after, and a window without
    an order is of all rows of its partition.

    """
    window = named_window(tree, scope)
    function = _bare(tree.this)
    order, partition = _order(window), window.args.get("partition_by") or []
    sorted_by = [scope.tracing.expression(item.this, scope) for item in order]
    by = [scope.tracing.expression(item, scope) for item in partition]
    is_timely = any(_is_timely(item, found) for item, found in zip(order, sorted_by, strict=True))
    shift = _shift(function, window, order, is_timely=is_timely)
    if shift == "all" and (first := _first(tree.this, function, order if is_timely else [], scope)):
        shift = first
    around = (order if is_timely else [], sorted_by, by)
    frame = _frame_in_time(function, window, around, shift, scope)
    span = scope.tracing.place(tree)
    traced = scope.tracing.expression(_argument(tree.this), scope)
    value = traced.value
    if type(function).__name__ in _POSITION | _SHARE:
        value = value | _counted(scope)
        if not is_timely:
            value = value.union(*(found.value for found in sorted_by))
    elif not value:
        value = _counted(scope)
    control = traced.control.union(*(found.all for found in by))
    control = shifted(control.union(*(f.all for f in sorted_by if is_timely)), shift, frame)
    control |= _of_its_row(by, [] if is_timely else sorted_by)
    text = " ".join(tree.sql(dialect="duckdb").split())
    rows = frozenset(o.row for o in value)
    marks = set().union(traced.marks, *(found.marks for found in sorted_by))
    if shift == "future" or _ends_after(window, order):
        marks.add(Mark("later", span, text, rows))
    elif shift == "all":
        places = frozenset(o.place for found in by for o in found.value)
        marks.add(Mark("pooled", span, text, rows, places))
    # Which rows are behind an aggregate of a window is said by the window.
    if type(function).__name__ == "Lag" and shift == "past" and frame is not None:
        return _one_before(tree, traced, frame, control, span, scope)
    found = Traced(
        shifted(
            (replace(o, pooled=False) if o not in traced.value else o for o in value), shift, frame
        ),
        control,
        span=span,
        marks=frozenset(marks),
    )
    is_duplicate = type(function).__name__ == "RowNumber" and len(by) >= _ALIKE
    is_running = type(function).__name__ == "Sum" and shift == "row" and bool(order)
    return replace(
        found,
        time=_position(function, order if is_timely else [], by, sorted_by),
        running=traced.value if is_running else NOTHING,
        alike=NOTHING.union(*(part.all for part in by)) if is_duplicate else NOTHING,
        parted=tuple(f.value for f in by) if type(function).__name__ == "RowNumber" else (),
    )


def _of_its_row(by: list[Traced], sorted_by: list[Traced]) -> Origins:
    """Return what of the row itself says which rows are read.

    Its own value puts it in a partition, whichever rows are read there; and what is ordered by
    anything but time is chosen by that of each row, its own too.
    """
    parted = frozenset(replace(o, is_key=True) for found in by for o in found.all)
    return parted.union(*(found.all for found in sorted_by))


def _one_before(
    tree: Any, traced: Traced, frame: Frame, control: Origins, span: Any, scope: Scope
) -> Traced:
    """Return what LAG reads: a row of its own, which lies before, and the same for each column."""
    window = [tree.args.get(part) for part in ("partition_by", "order", "alias")]
    offset = _bare(tree.this).args.get("offset")
    text = "".join(str(part) for part in (*window, offset))
    rows = {o.row for o in traced.value | traced.reference} | {frame.order.row}
    tied = scope.tracing.tied(rows)
    fresh = {row: scope.reading(f"{text} of {row}") for row in sorted(tied)}
    # What holds between the rows that make a row holds between those that make the one before.
    scope.tracing.facts |= {
        fact.renamed(fresh)
        for fact in scope.tracing.facts
        if {fact.before.row, fact.after.row} <= tied
    }
    order = frame.order.renamed(fresh)
    scope.tracing.facts |= ordered(order, frame.order.plus(frame.most), strict=frame.strict)
    scope.tracing.facts |= counted_back(order, frame.order, frame.rows)
    found = traced.renamed(fresh)
    moment = trace_time(_bare(tree.this).this, scope)
    return replace(
        found,
        time=moment.renamed(fresh) if moment is not None else None,
        value=shifted(found.value, "past"),
        control=control | shifted(found.control, "past"),
        reference=NOTHING,
        span=span,
        running=NOTHING,
    )


def _first(written: Any, function: Any, order: list[Any], scope: Scope) -> Shift | None:
    """Return the shift of what is the first of its partition in time: it is known at each row."""
    if type(written).__name__ == "Filter":
        return None
    name = type(function).__name__
    falls = bool(order) and bool(order[0].args.get("desc"))
    if name in {"FirstValue", "First"} and order and not falls:
        return "row"
    if asks_for_first(function, scope):
        return "past" if name == "Min" else "row"
    return None


def _position(
    function: Any, order: list[Any], by: list[Traced], ordered: list[Traced]
) -> Moment | None:
    """Return the number of a row in the order of time as a moment of that row."""
    if type(function).__name__ not in _POSITION or not order:
        return None
    if any(item.args.get("desc") for item in order):
        return None
    rows = {o.row for found in (*ordered, *by) for o in found.value}
    if len(rows) != 1:
        return None
    columns = sorted(f"{o.source}.{o.column}" for found in (*by, *ordered) for o in found.value)
    return Moment(rows.pop(), f"position by {', '.join(columns)}", is_time=False)


def shifted(origins: Iterable[Origin], shift: Shift, frame: Frame | None = None) -> Origins:
    """Return origins of rows around the rows they were of."""
    return frozenset(_shifted(o, shift, frame) for o in origins)


def _shifted(origin: Origin, shift: Shift, frame: Frame | None) -> Origin:
    if origin.frame is not None and frame is not None:
        inner = origin.frame
        is_same = inner.order.has_base(frame.order)
        most, strict = inner.most + frame.most, inner.strict or frame.strict
        is_exact = inner.is_exact and frame.is_exact
        frame = Frame(inner.order, most, strict, is_exact) if is_same else None
    elif frame is None and shift == "row":
        frame = origin.frame
    if shift not in {"row", origin.shift}:
        shift = shift if origin.shift == "row" else "all"
        return replace(origin, shift=shift, frame=frame)
    return origin if frame == origin.frame else replace(origin, frame=frame)


def _frame_in_time(
    function: Any,
    window: Any,
    around: tuple[list[Any], list[Traced], list[Traced]],
    shift: Shift,
    scope: Scope,
) -> Frame | None:
    """Return how late the rows of a window are, if its frame or its partition tells.

    Parameters
    ----------
    around
        Its ORDER BY, if that is time, what that is made of, and its PARTITION BY.

    """
    order, ordered, by = around
    if order and shift != "row":
        moment = ordered[0].time or _by_name(ordered[0])
        if moment is not None and (most := _range_end(window, order, moment, scope)) is not None:
            return Frame(moment, most, is_exact=True)
        if moment is not None and shift == "past":
            grain = _grain(moment, ordered[0])
            steps = _steps(function, window, order, scope)
            if grain is None or steps is None:
                return Frame(moment, strict=True, rows=steps or 1.0)
            return Frame(moment, -steps * grain, is_exact=True)
        if moment is not None and type(function).__name__ == "Lead":
            grain, steps = _grain(moment, ordered[0]), _steps(function, window, order, scope)
            if grain is not None and steps is not None:
                return Frame(moment, steps * grain, is_exact=True)
    if shift in {"all", "future"}:
        times = [f.time for f in by if f.time is not None and f.time.row and _is_date(f.time)]
        return Frame(times[0], is_exact=True) if times else None
    return None


def _is_date(moment: Moment) -> bool:
    return moment.is_time or is_year(moment.column)


def _grain(moment: Moment, ordered: Traced) -> float | None:
    """Return how far two rows that follow each other are apart, if each time comes once."""
    if is_year(moment.column) and not moment.is_time:
        return 1.0
    days = grain_of(moment.column)
    rounded = [t for t in moment.terms if t.text.startswith("floor ")]
    if days is None and len(rounded) == 1 and all(o.is_key for o in ordered.value):
        return float(rounded[0].text.removeprefix("floor "))
    return 86400.0 * days if days is not None else None


def _steps(function: Any, window: Any, order: list[Any], scope: Scope) -> float | None:
    """Return how many rows a window is behind its own, at least."""
    if type(function).__name__ in _OFFSET:
        offset = function.args.get("offset")
        return abs(number(offset, scope) or 0.0) or None if offset is not None else 1.0
    spec = window.args.get("spec")
    if spec is None or len(order) > 1 or str(spec.args.get("kind")).upper() == "RANGE":
        return None
    which = "start" if order[0].args.get("desc") else "end"
    end = spec.args.get(which)
    return number(end, scope) if hasattr(end, "walk") else None


def _by_name(found: Traced) -> Moment | None:
    if len(found.value) != 1:
        return None
    origin = next(iter(found.value))
    return Moment(origin.row, origin.column, is_time=False)


def _range_end(window: Any, order: list[Any], moment: Moment, scope: Scope) -> float | None:
    """Return how far after its row a RANGE ends; None for frames that count rows."""
    spec = window.args.get("spec")
    if spec is None or str(spec.args.get("kind")).upper() != "RANGE" or len(order) > 1:
        return None
    which = "start" if order[0].args.get("desc") else "end"
    end, side = spec.args.get(which), str(spec.args.get(f"{which}_side")).upper()
    if end is None or not hasattr(end, "walk"):
        return None
    found = amount(end, scope)
    value = number(end, scope)
    size = found[0] if found is not None and not found[1] else value
    if size is None:
        return None
    size *= moment.unit if moment.is_time and found is None else 1.0
    return size if (side == "FOLLOWING") != (which == "start") else -size


def _bare(tree: Any) -> Any:
    """Return the function without FILTER, IGNORE NULLS and the like."""
    while type(tree).__name__ in {"Filter", "IgnoreNulls", "RespectNulls"}:
        tree = tree.this
    return tree


def _argument(tree: Any) -> Any:
    """Return the arguments of the function as one node, its filter among them."""
    from sqlglot import exp

    function = _bare(tree)
    parts = [
        child.copy() for child in function.iter_expressions() if not isinstance(child, exp.Star)
    ]
    if type(tree).__name__ == "Filter":
        parts.append(tree.expression.this.copy())
    return exp.Tuple(expressions=parts)


def _order(window: Any) -> list[Any]:
    order = window.args.get("order")
    return list(order.expressions) if order is not None else []


def _counted(scope: Scope) -> Origins:
    found = {
        (o.source, o.row)
        for relation in scope.relations.values()
        for column in relation.columns.values()
        for o in column.value
    }
    return frozenset(Origin(source, ROWS, row) for source, row in found)


def _is_timely(item: Any, found: Traced) -> bool:
    if type(item.this).__name__ == "Cast" and item.this.args["to"].sql() in _TEXTS:
        return found.time is not None and found.time.is_time  # of numbers as texts, 2 is after 19
    if found.time is not None and found.time.is_time:
        return True
    names = [column.name.casefold() for column in item.find_all(_column_class())]
    names += [o.column for o in found.value]
    return any(counts_time(name) for name in names)


def _column_class() -> Any:
    from sqlglot import exp

    return exp.Column


def _shift(function: Any, window: Any, order: list[Any], *, is_timely: bool) -> Shift:
    name = type(function).__name__
    falls = bool(order) and bool(order[0].args.get("desc"))
    if name in _OFFSET:
        way: Shift = "past" if name == "Lag" else "future"
        if _is_negative(function.args.get("offset")):
            way = _OTHER_WAY[way]
        return _OTHER_WAY[way] if falls and is_timely else way
    if name in _SHARE or not order or not is_timely:
        return "all"
    if name in _POSITION:
        return "future" if falls else "past"
    return _framed(window, falls=falls)


def _framed(window: Any, *, falls: bool) -> Shift:
    """Return which rows a frame in the order of time takes."""
    start, end = _frame(window)
    if falls:
        start, end = -end, -start
    spec = window.args.get("spec")
    if end == 0 and spec is not None and _leaves_out_its_row(window, spec):
        end = -1
    if end > 0:
        return "future" if start > 0 else "all"
    return "row" if end == 0 else "past"


def _leaves_out_its_row(window: Any, spec: Any) -> bool:
    """Return whether EXCLUDE takes its own row out, and those of the same time with it.

    Within a partition a time comes once, as a rule.
    """
    left_out = str(spec.args.get("exclude") or "").upper()
    counts_rows = str(spec.args.get("kind")).upper() == "ROWS"
    is_alone = counts_rows or bool(window.args.get("partition_by"))
    return "GROUP" in left_out or ("CURRENT" in left_out and is_alone)


def _frame(window: Any) -> tuple[int, int]:
    """Return on which side of its row a frame starts and ends: -1 before, 0 at it, 1 after."""
    spec = window.args.get("spec")
    if spec is None:
        return -1, 0
    return _side(spec, "start", -1), _side(spec, "end", 0)


def _side(spec: Any, which: str, default: int) -> int:
    value, side = spec.args.get(which), spec.args.get(f"{which}_side")
    if value is None:
        return default
    if "CURRENT" in str(value).upper():
        return 0
    if type(value).__name__ == "Literal" and value.this == "0":
        return 0
    return -1 if str(side).upper() == "PRECEDING" else 1


def _ends_after(window: Any, order: list[Any]) -> bool:
    """Return whether a frame is written that ends behind its row."""
    if not order or window.args.get("spec") is None:
        return False
    start, end = _frame(window)
    falls = bool(order[0].args.get("desc"))
    if window.args["spec"].args.get("start") is not None and (start, end) == (-1, 1):
        is_whole = all(
            "UNBOUNDED" in str(window.args["spec"].args.get(side)).upper()
            for side in ("start", "end")
        )
        return not is_whole
    return (-start if falls else end) > 0


def _is_negative(offset: Any) -> bool:
    return type(offset).__name__ == "Neg"
