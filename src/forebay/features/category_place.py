"""The place of a category in a list of what belongs to each."""

from __future__ import annotations

from itertools import count, islice
from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.features.expression import Lookup
from forebay.features.known_category import known_category
from forebay.features.render_sql import render_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression


def category_place(expression: Expression, n_categories: int) -> str:
    """Return SQL for where a list has the value of a category: never NULL, never beyond the list.

    The list is one of n + 2 values: the first and the last are that of a category which is not
    known, those between are of the codes from 0 on. So its reader needs neither a sum nor a test
    for NULL. All of it are functions of one column that cannot fail: where a column comes out of a
    file as a dictionary, the engine asks them once for each different text, not for each row.

    Parameters
    ----------
    expression
        What gives the code; -1, NULL, and what is not below `n_categories` are not known.

    Returns
    -------
    str
        A BIGINT, from 1 to `n_categories` + 2.

    Examples
    --------
    >>> from forebay.features.expression import Apply, Input
    >>> category_place(Apply("integer", (Input("c", "BIGINT"),)), 3)[-14:]
    ', 3), -1) + 2)'
    >>> category_place(Lookup(Input("c", "VARCHAR"), ("a",)), 1)[:9]
    'greatest('

    """
    if not isinstance(expression, Lookup):
        code = f"CAST({render_sql(expression)} AS BIGINT)"
        # The engine's `least` and `greatest` pass over NULL: it becomes the last place.
        return f"(greatest(least({code}, {n_categories}), -1) + 2)"
    if not expression.categories:
        place = "CAST(1 AS BIGINT)"
    else:
        value, categories = render_sql(expression.value), expression.categories
        # Two labels in front, so that the codes of an ENUM, from 0, are places. A text that is one
        # of them has the place 0 or 1, which is 1, as it should: it is not known.
        names = ", ".join(map(literal, (*_other_labels(categories), *categories)))
        code = f"enum_code(TRY_CAST({value} AS ENUM({names})))"
        if is_known := known_category(value, categories):
            code = f"CASE WHEN {is_known} THEN {code} END"
        # BIGINT, as `greatest` of the engine takes 24 ns a row for the unsigned type of a code.
        place = f"greatest(CAST({code} AS BIGINT), 1)"
    if expression.null_code is None:
        return place
    is_null = f"{render_sql(expression.value)} IS NULL"
    return f"CASE WHEN {is_null} THEN {expression.null_code + 2} ELSE {place} END"


def _other_labels(categories: Sequence[str]) -> Sequence[str]:
    """Return two labels that are no categories."""
    known = set(categories)
    return list(islice((name for i in count() if (name := f"other {i}") not in known), 2))
