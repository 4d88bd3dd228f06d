"""UNION, INTERSECT and EXCEPT, and whether they put rows in more than once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.trust.moment import Moment
from forebay.trust.order_of_rows import are_disjoint
from forebay.trust.relation import Filter, Relation, is_among, ordered
from forebay.trust.trace_generated import made_up
from forebay.trust.traced import UNTRACED, Mark, Traced, together

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope


def trace_union(tree: Any, left: Relation, right: Relation, scope: Scope) -> Relation:
    """Return the relation of a set operation; columns go by position, or BY NAME."""
    name = type(tree).__name__
    if name != "Union":
        theirs = complement(right.filters) if name == "Except" else right.filters
        return replace(left, filters=(*left.filters, *theirs, *_compared(left, right)))
    if not left.rows and not right.rows and not (left.rest or right.rest):
        return _literals(tree, left, right, scope)
    columns = _columns(left, right, by_name=bool(tree.args.get("by_name")))
    if not tree.args.get("by_name"):
        columns = _marked(columns, left, right, Mark("swapped", _place(tree.expression, scope)))
    # What no side reads from a table only tells the sides apart, as their conditions do.
    apart = left.chosen_by | right.chosen_by
    columns = {n: c if c.value else c.chosen_by(apart) for n, c in columns.items()}
    copies = [*left.copies, *right.copies]
    if not tree.args.get("distinct") and _overlap(left, _aligned(tree, left, right), scope):
        place = _place(tree.expression, scope)
        is_sure = _is_within(left, right)
        copies.append(Mark("copies" if is_sure else "perhaps copies", place, "UNION ALL"))
    elif _siblings(left, right, scope) and not (
        tree.args.get("distinct") and _are_written_alike(left, _aligned(tree, left, right))
    ):
        rows = left.rows | right.rows
        copies.append(Mark("siblings", _place(tree.expression, scope), "UNION ALL", rows))
    columns, rows = _timed(columns, left, right, scope)
    if not tree.args.get("distinct"):
        _tell_apart(left, right, scope)
    return Relation(
        columns,
        left.rows | right.rows | rows,
        (*left.filters, *right.filters),
        copies=tuple(copies),
        rest=left.rest or right.rest,
        reads=left.reads | right.reads,
        branches=(*(left.branches or (left,)), *(right.branches or (right,))),
    )


def _timed(
    columns: dict[str, Traced], left: Relation, right: Relation, scope: Scope
) -> tuple[dict[str, Traced], frozenset[int]]:
    """Return the columns with a time of their own, which no side is after.

    What bounds it bounds each side; of one side nothing follows for the other.
    """
    row = scope.tracing.numbers()
    timed = dict(columns)
    pairs = zip(left.columns.values(), right.columns.values(), strict=False)
    for name, (mine, theirs) in zip(columns, pairs, strict=False):
        one, other = mine.time, theirs.time
        if one is None or other is None or not one.row or not other.row:
            continue
        whole = one.renamed({one.row: row})
        if whole == other.renamed({other.row: row}):
            scope.tracing.facts |= ordered(one, whole) | ordered(other, whole)
            timed[name] = replace(columns[name], time=whole)
    return timed, frozenset({row}) if timed != columns else frozenset()


def _tell_apart(left: Relation, right: Relation, scope: Scope) -> None:
    """Say that no row of a UNION ALL comes from both sides."""
    tracing = scope.tracing
    column = f"side of union {tracing.numbers()}"
    mine, theirs = _readings(left), _readings(right)
    for side, rows in (("1", mine - theirs), ("2", theirs - mine)):
        for row in rows:
            tracing.facts.add(is_among(Moment(row, column, is_time=False), [side]))


def _readings(relation: Relation) -> frozenset[int]:
    """Return what a relation is made of: a model that answers it has rows of its own."""
    columns = [*relation.columns.values(), *([relation.rest] if relation.rest else [])]
    return relation.rows | {o.row for column in columns for o in column.all}


def _compared(left: Relation, right: Relation) -> tuple[Filter, ...]:
    """Return what else INTERSECT and EXCEPT choose rows by: other columns than their own."""
    pairs = zip(left.columns.values(), right.columns.values(), strict=False)
    others = [
        theirs
        for mine, theirs in pairs
        if {o.place for o in mine.value}.isdisjoint(o.place for o in theirs.value)
    ]
    chosen = together(others).value
    return (Filter(chosen, None),) if chosen else ()


def _literals(tree: Any, left: Relation, right: Relation, scope: Scope) -> Relation:
    """Return rows that are written out: SELECT 1 UNION ALL SELECT 2."""
    first = [*left.columns.values(), *right.columns.values()]
    is_time = any(c.time is not None and c.time.is_time for c in first)
    text = " ".join(tree.sql(dialect="duckdb").split())
    return made_up(text, tree, scope, list(left.columns), is_time=is_time)


def _aligned(tree: Any, left: Relation, right: Relation) -> Relation:
    """Return the right side with its columns in the order of the left one's, if BY NAME says so."""
    if not tree.args.get("by_name") or set(left.columns) != set(right.columns):
        return right
    return replace(right, columns={name: right.columns[name] for name in left.columns})


def _columns(left: Relation, right: Relation, *, by_name: bool) -> dict[str, Traced]:
    if by_name:
        names = dict.fromkeys([*left.columns, *right.columns])
        return {
            name: _both(left.columns.get(name, UNTRACED), right.columns.get(name, UNTRACED))
            for name in names
        }
    merged = {}
    others = [*right.columns.values()]
    for position, (name, found) in enumerate(left.columns.items()):
        other = others[position] if position < len(others) else UNTRACED
        merged[name] = replace(_both(found, other), span=found.span or other.span)
    return merged


def _marked(
    columns: dict[str, Traced], left: Relation, right: Relation, mark: Mark
) -> dict[str, Traced]:
    """Mark the columns that stand under each other's names: the sides list them differently."""
    pairs = dict(zip(left.columns, right.columns, strict=False))
    crossed = {
        name
        for name, other in pairs.items()
        if name != other and name in right.columns and other in left.columns
    }
    return {
        name: replace(found, marks=found.marks | {mark}) if name in crossed else found
        for name, found in columns.items()
    }


def _both(left: Traced, right: Traced) -> Traced:
    return replace(together([left, right]), sides=left.sides | right.sides)


def _overlap(left: Relation, right: Relation, scope: Scope) -> bool:
    """Return whether a row of a table may come by both sides, looking the same.

    Each pair of columns must have something in common, noise may be added: departures and
    arrivals of the same flights are other rows.
    """
    return any(
        _same(one, other, scope)
        for one in left.branches or (left,)
        for other in right.branches or (right,)
    )


def _is_within(left: Relation, right: Relation) -> bool:
    """Return whether a side has no condition of its own, so that rows surely come by both."""
    texts = [
        [frozenset(f.text for f in one.filters) for one in side.branches or (side,)]
        for side in (left, right)
    ]
    return any(one <= other or other <= one for one in texts[0] for other in texts[1])


def _are_written_alike(left: Relation, right: Relation) -> bool:
    """Return whether all columns are reckoned alike from the same columns: UNION leaves one row."""
    return all(
        {o.place for o in mine.value} == {o.place for o in theirs.value}
        and _text(mine) == _text(theirs)
        for mine, theirs in zip(left.columns.values(), right.columns.values(), strict=True)
    )


def _text(found: Traced) -> str:
    """Return the expression that a column was last made by, without its alias."""
    text = " ".join(found.span.text.split()).casefold() if found.span is not None else ""
    return re.sub(r" as \w+$", "", text)


def _siblings(left: Relation, right: Relation, scope: Scope) -> bool:
    """Return whether a row of a table may come by both sides, with other columns."""
    if not (left.reads & right.reads) or len(left.columns) != len(right.columns):
        return False
    return _may_meet(left, right, scope)


def _same(one: Relation, other: Relation, scope: Scope) -> bool:
    if not (one.reads & other.reads) or len(one.columns) != len(other.columns):
        return False
    for mine, theirs in zip(one.columns.values(), other.columns.values(), strict=True):
        places = {o.place for o in mine.value}
        if (places or theirs.value) and places.isdisjoint(o.place for o in theirs.value):
            return False
    return _may_meet(one, other, scope)


def _may_meet(one: Relation, other: Relation, scope: Scope) -> bool:
    mine_texts, their_texts = {f.text for f in one.filters}, {f.text for f in other.filters}
    if any(opposite(text) in their_texts for text in mine_texts):
        return False
    facts = frozenset(scope.tracing.facts)
    return not any(are_disjoint(row, theirs, facts) for row in one.rows for theirs in other.rows)


def complement(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Return what chooses the rows that are not among those that some conditions choose.

    Of one condition it is its opposite; of several nobody can say which does not hold.
    """
    if len(filters) != 1 or not filters[0].text:
        return tuple(replace(one, text="") for one in filters)
    return (replace(filters[0], text=opposite(filters[0].text)),)


def opposite(text: str) -> str:
    """Return the text of a condition that is true where this one is false.

    Examples
    --------
    >>> opposite("not is_late"), opposite("is_late")
    ('is_late', 'not is_late')

    """
    return text.removeprefix("not ") if text.startswith("not ") else f"not {text}"


def _place(tree: Any, scope: Scope) -> Any:
    source = tree.find(_from_class()) if tree is not None else None
    return scope.tracing.place(source if source is not None else tree)


def _from_class() -> Any:
    from sqlglot import exp

    return exp.From
