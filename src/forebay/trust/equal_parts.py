"""Rows whose time is the same, since all columns that it is put together from are equal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.moment import Moment
    from forebay.trust.relation import Fact

_MADE: Final = "made("
_NAME: Final = re.compile(r"[^\W\d]\w*")


def equal_parts(moment: Moment, facts: frozenset[Fact]) -> Iterator[int]:
    """Yield the rows whose time, of the same text, is that of the row of `moment`.

    Parameters
    ----------
    moment
        Put together from columns: ``made(year, month, 1)``. Any other has no parts.
    facts
        Two of them say that a column is equal in two rows: that neither is after the other.

    Examples
    --------
    >>> from forebay.trust.moment import Moment
    >>> from forebay.trust.relation import Fact
    >>> one, other = Moment(1, "year"), Moment(2, "year")
    >>> joined = frozenset({Fact(one, other), Fact(other, one)})
    >>> [*equal_parts(Moment(1, "made(year, 1, 1)"), joined)]
    [2]
    >>> [*equal_parts(Moment(1, "made(year, month, 1)"), joined)]
    []

    """
    if not moment.column.startswith(_MADE):
        return
    parts = {*_NAME.findall(moment.column.removeprefix(_MADE))}
    rows = {fact.after.row for fact in facts if fact.before.row == moment.row} - {moment.row}
    for row in sorted(rows):
        equal = {
            fact.after.column
            for fact in facts
            if (fact.before.row, fact.after.row) == (moment.row, row)
            and fact.before.column == fact.after.column
            and _is_equality(fact, facts)
        }
        if parts and parts <= equal:
            yield row


def _is_equality(fact: Fact, facts: frozenset[Fact]) -> bool:
    turned = any((f.before, f.after) == (fact.after, fact.before) for f in facts)
    return turned and fact.before.offset == fact.after.offset
