"""What the facts of a query say about the order of its rows in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.moment import Moment
    from forebay.trust.relation import Fact

_STEPS = 4  # facts that are chained: more joins than that between two rows are not followed


class Bound(NamedTuple):
    """``moment`` is not after this; if `strict`, it is before it."""

    moment: Moment
    strict: bool


def bounds(moment: Moment, facts: frozenset[Fact]) -> Iterator[Bound]:
    """Yield what is at or after a moment, by the facts: each a moment of another row, or itself.

    Examples
    --------
    >>> from forebay.trust.moment import Moment
    >>> from forebay.trust.relation import Fact
    >>> joined = Fact(Moment(2, "time_hour"), Moment(1, "sched_dep", -10800.0))
    >>> [b.moment.offset for b in bounds(Moment(2, "time_hour", 3600.0), frozenset({joined}))]
    [3600.0, -7200.0]

    """
    open_ends = [(Bound(moment, strict=False), frozenset({(moment.row, moment.column)}))]
    for _ in range(_STEPS):
        following = []
        for bound, seen in open_ends:
            yield bound
            for fact in facts:
                after = fact.after
                if not fact.before.has_base(bound.moment) or (after.row, after.column) in seen:
                    continue
                # Of what the fact's left side holds more, the least is taken: it is not negative.
                later = bound.moment.offset - fact.before.offset
                later -= sum(t.low for t in fact.before.terms - bound.moment.terms)
                terms = bound.moment.terms - fact.before.terms
                reached = Bound(after.plus(later, terms), bound.strict or fact.strict)
                following.append((reached, seen | {(after.row, after.column)}))
        open_ends = following


def is_before(row: int, other: int, facts: frozenset[Fact]) -> bool:
    """Return whether every row of one reading lies before the row of another that it goes with.

    A column is compared with the same column, strictly or with a distance; or a time with another
    time.

    Examples
    --------
    >>> from forebay.trust.moment import Moment
    >>> from forebay.trust.relation import Fact
    >>> facts = frozenset({Fact(Moment(2, "year"), Moment(1, "year"), strict=True)})
    >>> is_before(2, 1, facts), is_before(1, 2, facts)
    (True, False)

    """
    starts = {fact.before for fact in facts if fact.before.row == row}
    for start in starts:
        for bound in bounds(start, facts):
            if bound.moment.row != other:
                continue
            gap = bound.moment.offset - start.offset
            if not bound.strict and any(t.text == "unread" for t in bound.moment.terms):
                continue
            if bound.moment.column != start.column:
                if bound.moment.is_time and start.is_time:
                    return True
            elif bound.strict or gap < 0:
                return True
    return False


def are_disjoint(row: int, other: int, facts: frozenset[Fact]) -> bool:
    """Return whether two readings have no row in common: other values of one column are asked for.

    Examples
    --------
    >>> from forebay.trust.moment import NO_ROW, Moment
    >>> from forebay.trust.relation import Fact
    >>> facts = frozenset({
    ...     Fact(Moment(1, "kind"), Moment(NO_ROW, "'sale'")),
    ...     Fact(Moment(2, "kind"), Moment(NO_ROW, "'refund'")),
    ... })
    >>> are_disjoint(1, 2, facts)
    True

    """
    mine, theirs = _texts(row, facts), _texts(other, facts)
    if any(theirs.get(column, text) != text for column, text in mine.items()):
        return True
    return is_before(row, other, facts) or is_before(other, row, facts)


def _texts(row: int, facts: frozenset[Fact]) -> dict[str, str]:
    """Return which column of a row equals which text."""
    return {
        fact.before.column: fact.after.column
        for fact in facts
        if fact.before.row == row and fact.after.column.startswith("'")
    }
