"""What the facts of a query say about the order of its rows in time."""

from __future__ import annotations

import re
from functools import lru_cache
from math import gcd
from typing import TYPE_CHECKING, Final, NamedTuple

from forebay.trust.counts_time import counts_time
from forebay.trust.equal_parts import equal_parts
from forebay.trust.moment import NO_ROW
from forebay.trust.relation import ordered
from forebay.trust.traced import THROUGH_WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.moment import Moment, Term
    from forebay.trust.relation import Fact
    from forebay.trust.traced import Origin

_REST: Final = re.compile(r"(?P<of>.+) % (?P<by>\d+)")  # of a division by a whole number
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
    by_base = _by_base(facts)
    open_ends = [(Bound(moment, strict=False), frozenset({(moment.row, moment.column)}))]
    least: dict[tuple[int, str, frozenset[Term]], tuple[float, bool]] = {}
    for _ in range(_STEPS):
        following = []
        for bound, seen in open_ends:
            base = (bound.moment.row, bound.moment.column, bound.moment.terms)
            # Chains of facts come to one moment in many ways: what follows from the least follows.
            if base in least and least[base] <= (bound.moment.offset, not bound.strict):
                continue
            least[base] = (bound.moment.offset, not bound.strict)
            yield bound
            same = [
                bound.moment.renamed({bound.moment.row: row})
                for row in equal_parts(bound.moment, facts)
            ]
            following += [
                (Bound(moment, bound.strict), seen | {(moment.row, moment.column)})
                for moment in same
                if (moment.row, moment.column) not in seen
            ]
            for fact in by_base.get(base[:2], ()):
                after = fact.after
                if (after.row, after.column) in seen:
                    continue
                # Of what the fact's left side holds more, the least is taken: it is not negative.
                later = bound.moment.offset - fact.before.offset
                later -= sum(t.low for t in fact.before.terms - bound.moment.terms)
                terms = bound.moment.terms - fact.before.terms
                reached = Bound(after.plus(later, terms), bound.strict or fact.strict)
                following.append((reached, seen | {(after.row, after.column)}))
        open_ends = following


@lru_cache(maxsize=64)
def _by_base(facts: frozenset[Fact]) -> dict[tuple[int, str], list[Fact]]:
    """Return the facts about two moments by what their left sides count from."""
    found: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts:
        if not fact.among:
            found.setdefault((fact.before.row, fact.before.column), []).append(fact)
    return found


def is_before(
    row: int,
    other: int,
    facts: frozenset[Fact],
    *,
    by_one_column: bool = False,
    in_time: bool = True,
) -> bool:
    """Return whether every row of one reading lies before the row of another that it goes with.

    A column is compared with the same column, strictly or with a distance; or, unless
    `by_one_column`, a time with another time. Numbers put rows in order if they count time; with
    `in_time` false, any do: then the rows are others, no more.

    Examples
    --------
    >>> from forebay.trust.moment import Moment
    >>> from forebay.trust.relation import Fact
    >>> facts = frozenset({Fact(Moment(2, "year"), Moment(1, "year"), strict=True)})
    >>> is_before(2, 1, facts), is_before(1, 2, facts)
    (True, False)

    """
    starts = {fact.before for fact in facts if fact.before.row == row and not fact.among}
    return any(
        _leads_before(start, other, facts, by_one_column=by_one_column)
        for start in starts
        if not in_time or start.is_time or counts_time(start.column)
    )


def origin_is_before(origin: Origin, other: int, facts: frozenset[Fact]) -> bool:
    """Return whether the rows that a value is read from lie before the row of another reading.

    Beside conditions, a window may say so: its frame ends some way before the row that it is of.
    """
    if origin.is_around:
        return False
    return is_before(*framed(origin, other, facts))


def framed(origin: Origin, other: int, facts: frozenset[Fact]) -> tuple[int, int, frozenset[Fact]]:
    """Return the arguments of `is_before` for an origin: what a window reads are rows apart."""
    frame = origin.frame
    if frame is None:
        return origin.row, other, facts
    within = {origin.row, frame.order.row}
    apart = {frame.order.row: THROUGH_WINDOW - 1, origin.row: THROUGH_WINDOW}
    # What holds among the rows that are put together holds among those of the window, too.
    kept = {f.renamed(apart) for f in facts if {f.before.row, f.after.row} <= within | {NO_ROW}}
    rows = ordered(frame.order.renamed(apart), frame.order.plus(frame.most), strict=frame.strict)
    return THROUGH_WINDOW, other, facts | kept | rows


def is_counted_before(row: int, other: int, facts: frozenset[Fact]) -> bool:
    """Return whether a reading is some rows before another, by their numbers in order of time."""
    starts = {
        fact.before
        for fact in facts
        if fact.before.row == row and fact.before.column.startswith("position by ")
    }
    return any(_leads_before(start, other, facts) for start in starts)


def _leads_before(
    start: Moment, other: int, facts: frozenset[Fact], *, by_one_column: bool = False
) -> bool:
    for bound in bounds(start, facts):
        if bound.moment.row != other:
            continue
        gap = bound.moment.offset - start.offset
        if not bound.strict and any(t.text == "unread" for t in bound.moment.terms):
            continue
        if bound.moment.column != start.column:
            is_equal = any(
                f.after == start and f.before.has_base(bound.moment) and not f.strict for f in facts
            )
            if bound.moment.is_time and start.is_time and not by_one_column and not is_equal:
                return True
        elif gap < 0 or (gap == 0 and bound.strict):
            return True
    return False


@lru_cache(maxsize=512)  # all features of a model ask it of the same rows
def are_disjoint(row: int, other: int, facts: frozenset[Fact]) -> bool:
    """Return whether two readings have no row in common: other values of one column are asked for.

    Examples
    --------
    >>> from forebay.trust.moment import Moment
    >>> from forebay.trust.relation import is_among
    >>> sales = is_among(Moment(1, "kind"), ["'sale'", "'gift'"])
    >>> others = is_among(Moment(2, "kind"), ["'sale'", "'gift'"], is_in=False)
    >>> are_disjoint(1, 2, frozenset({sales, others}))
    True

    """
    mine, theirs = _among(row, facts), _among(other, facts)
    if any(_differ(one, another) for one in mine for another in theirs):
        return True
    return is_before(row, other, facts, in_time=False) or is_before(
        other, row, facts, in_time=False
    )


def _leave_other_rests(one: Fact, other: Fact) -> bool:
    """Return whether no number leaves both rests: 0 divided by two and 1 divided by four."""
    mine, theirs = (_REST.fullmatch(fact.before.column) for fact in (one, other))
    if mine is None or theirs is None or mine["of"] != theirs["of"]:
        return False
    common = gcd(int(mine["by"]), int(theirs["by"]))
    if not all(text.isdigit() for text in one.among | other.among):
        return False
    rests = [{int(text) % common for text in fact.among} for fact in (one, other)]
    return common > 0 and rests[0].isdisjoint(rests[1])


def _among(row: int, facts: frozenset[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.among and fact.before.row == row]


def _differ(one: Fact, other: Fact) -> bool:
    """Return whether no value is what both ask for; `strict` asks for none of the constants."""
    if one.before.column != other.before.column:
        return not (one.strict or other.strict) and _leave_other_rests(one, other)
    if one.strict and other.strict:
        return False
    if one.strict or other.strict:
        wanted, unwanted = (other, one) if one.strict else (one, other)
        return wanted.among <= unwanted.among
    return one.among.isdisjoint(other.among)
