"""Which features only earlier rows change, or only later ones, in an order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote
from forebay.errors import ForebayError
from forebay.trust.change import USED, Change, rows_of_half
from forebay.trust.counts_time import is_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine import Column
    from forebay.trust.compared_rows import ComparedRows
    from forebay.trust.held_out_outcome import HeldOutLeak

_SHARES: Final = (0.08, 0.2, 0.33, 0.47, 0.6, 0.75, 0.9)
_SHARES_OF_MANY: Final = (0.2, 0.5, 0.8)
_MANY: Final = 20_000  # rows
_BIT: Final = 41  # of the hash


def of_earlier_rows(compared: ComparedRows, features: Sequence[Column]) -> dict[str, str]:
    """Return the features that only earlier rows change, each with the order in which they are.

    At some times of each order later rows are taken away or have other values, and the answers of
    the time itself are others: what a row knew by then stays the same.
    """
    found: dict[str, str] = {}
    for name, order in compared.asked.orders.items():
        left = [column for column in features if column.name not in found]
        if not left:
            break
        found |= dict.fromkeys((c.name for c in _unchanged(compared, order, left)), name)
    return found


def _unchanged(compared: ComparedRows, order: str, features: Sequence[Column]) -> Sequence[Column]:
    left, tried, cuts = features, 0, _cuts(compared, order)
    for at in cuts:
        for change, where in _without_later(compared, order, at):
            differing = _differing(compared, change, where, left)
            tried += differing is not None
            left = [column for column in left if column.name not in (differing or {})]
            if not left:
                return ()
    return left if tried > len(cuts) else ()


def of_later_rows(compared: ComparedRows, features: Sequence[Column]) -> list[HeldOutLeak]:
    """Return the features that later rows of the same thing change."""
    found: dict[str, HeldOutLeak] = {}
    for name, order in compared.asked.orders.items():
        named = _named(compared, order)
        if named is None or not is_calendar(name):
            continue
        columns = frozenset(v for v in compared.asked.values if quote(v) not in order.casefold())
        for at in _cuts(compared, order):
            left = [column for column in features if column.name not in found]
            if not left:
                return [*found.values()]
            change = Change(turned=f"{order} > {at}", columns=columns, turn="above")
            found |= _differing(compared, change, f"{named} <= {at}", left) or {}
    return [*found.values()]


def _cuts(compared: ComparedRows, order: str) -> list[str]:
    shares = _SHARES if compared.rows < _MANY else _SHARES_OF_MANY
    ends: Any = compared.world.rows(
        ", ".join(f"quantile_disc({order}, {share})" for share in shares), f"WHERE {USED}"
    )
    return [literal(float(cut)) for cut in sorted({cut for cut in ends[0] if cut is not None})]


def _without_later(compared: ComparedRows, order: str, at: str) -> Iterator[tuple[Change, str]]:
    """Yield worlds without what is later, and which of their rows are compared."""
    answers, values = compared.asked.answers, compared.asked.values
    half = rows_of_half(_BIT, 0)
    named = _named(compared, order)
    # Where the model has no such time, nothing tells its later rows: then none may be left.
    others = f" OR NOT {USED}" if named is not None else ""
    kept = f"({order} < {at} OR ({order} = {at} AND {half}){others})"
    # Where the answer looks ahead, what is of the time itself is known.
    now = "false" if compared.asked.is_ahead else f"{order} = {at}"
    yield Change(kept, now, answers, "high"), "true"
    yield Change(kept, now, answers, "low"), "true"
    if named is None:
        return
    where = f"{named} <= {at}"
    columns = frozenset(v for v in values if quote(v) not in order.casefold())
    later = f"({USED} AND ({order} > {at} OR ({order} = {at} AND {half})))"
    yield Change(turned=later, columns=columns, turn="above"), where
    since = f"({USED} AND ({order} > {at} OR {now}))"
    yield Change(turned=since, columns=answers, turn="high"), where
    yield Change(turned=since, columns=answers, turn="low"), where
    yield Change(turned=since, columns=answers, turn="mixed"), where
    yield Change(turned=later, columns=columns, turn="none"), where


def _named(compared: ComparedRows, order: str) -> str | None:
    """Return an order over the rows of the model; None if they do not have all its columns."""
    found = order
    for column in compared.world.schema.columns:
        if quote(column.name) in order:
            name = compared.carried.get(column.name.casefold())
            if name is None:
                return None
            found = found.replace(quote(column.name), quote(name))
    return found


def _differing(
    compared: ComparedRows, change: Change, where: str, features: Sequence[Column]
) -> dict[str, HeldOutLeak] | None:
    """Return the features that differ in a world; None where it has no rows."""
    try:
        if not compared.write(change, where=where):
            return None
    except ForebayError:
        return None
    context = compared.asked.unturned
    return {leak.feature: leak for leak in compared.differences("later", context, features)}
