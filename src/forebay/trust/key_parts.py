"""Columns of a model's rows of which its KEY is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.traced import ROWS, UNTRACED

if TYPE_CHECKING:
    from forebay.trust.model_view import ModelView


def key_parts(view: ModelView) -> tuple[str, ...]:
    """Return the columns that hold a part of a KEY of one column: the firm of ``firm || year``.

    Only what is read from fewer columns of the same source than the key is a part of it.
    """
    names = view.statement.key
    if len(names) != 1:
        return ()
    columns = view.relation.columns
    key = columns.get(names[0].casefold(), UNTRACED)
    if any(origin.column == ROWS for origin in key.value):
        return ()  # a number that the query gives its rows names nothing
    made = {o.place for o in key.value}
    label = (view.label or "").casefold()
    found = {n: {o.place for o in c.all} for n, c in columns.items() if c.value and n != label}
    return tuple(name for name, places in found.items() if places < made)
