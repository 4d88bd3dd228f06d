"""A relation as it was known at one instant, as a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.trust.cutoff_variable import CUTOFF
from forebay.trust.turned import turned

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from forebay.engine import Schema
    from forebay.trust.anchor import Anchor
    from forebay.trust.mask import Mask
    from forebay.trust.turn import Turn

_NOW = f"getvariable('{CUTOFF}')"


def masked_rows(
    source: str,
    schema: Schema,
    masks: Sequence[Mask],
    anchor: Anchor | None = None,
    unmasked: Collection[Mask] = (),
    turn: Turn = "",
) -> str:
    """Return the query of a relation's rows as they were known before the cutoff.

    Known means known strictly before; NULL is never known.

    Parameters
    ----------
    source
        SQL that names the relation, quoted, or a query in parentheses.
    anchor
        Rows whose label may be seen: it is not compared, and without it the row may be gone.
    unmasked
        Masks that are left out, to see what they change.
    turn
        To which end the label of those rows is turned, where it is not known yet.

    """
    active = [mask for mask in masks if mask not in unmasked]
    items = []
    for column in schema.columns:
        own = [m for m in active if m.column is not None and _same(m.column, column.name)]
        if not own:
            items.append(quote(column.name))
            continue
        known = " AND ".join(f"{mask.known_at} < {_NOW}" for mask in own)
        name = quote(column.name)
        seen = ""
        if anchor is not None and column.name.casefold() in anchor.label_columns:
            seen = f" WHEN {anchor.condition} THEN {turned(source, column, turn)}"
        items.append(f"CASE WHEN {known} THEN {name}{seen} END AS {name}")
    rows = [f"({mask.known_at} < {_NOW})" for mask in active if mask.column is None]
    where = f" WHERE {' AND '.join(rows)}" if rows else ""
    return f"SELECT {', '.join(items)} FROM {source}{where}"


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
