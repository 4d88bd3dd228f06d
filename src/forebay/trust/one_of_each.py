"""Copies that are gone since only the first row of each thing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.trust.amount import number
from forebay.trust.conditions import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.trust.traced import Mark, Origins
    from forebay.trust.tracing import Scope

_OF_UNION: Final = frozenset({"copies", "perhaps copies", "siblings"})


def one_of_each(clause: Any, scope: Scope, copies: Iterable[Mark]) -> list[Mark]:
    """Return the marks of copies that a condition leaves.

    Copies of a row have the same values in what passes through from it. So one of them is left by
    ``row_number() OVER (PARTITION BY id ...) = 1``, whichever that is, if each column of the
    partition is the same column of a table on both sides of a UNION ALL, or none of those that a
    join repeats the rows for.

    Parameters
    ----------
    clause
        WHERE or QUALIFY; None if there is none.

    """
    left = [*copies]
    for part in conditions(clause.this) if clause is not None and left else ():
        if type(part).__name__ not in {"EQ", "LTE"} or number(part.expression, scope) != 1.0:
            continue
        parted = scope.tracing.expression(part.this, scope).parted
        if parted:
            left = [mark for mark in left if not _is_gone(mark, parted)]
    return left


def _is_gone(mark: Mark, parted: tuple[Origins, ...]) -> bool:
    if not all(parted):
        return False  # a column that is made of nothing tells the copies apart
    if mark.kind in _OF_UNION:
        return all(
            len({o.place for o in part}) == 1 and not any(o.pooled for o in part) for part in parted
        )
    return mark.kind == "crossed" and all(o.row not in mark.rows for p in parted for o in p)
