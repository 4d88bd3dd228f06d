"""A query that does not ask whether the answer is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forebay.sql.statement import Query

_BEFORE: Final = frozenset({"WHERE", "AND", "QUALIFY", "HAVING"})
_ASKED: Final = ("IS", "NOT", "NULL")


def without_label_filter(query: Query, label: str) -> Query:
    """Return a query without ``label IS NOT NULL`` among its conditions (SEMANTICS 33).

    When the prediction is made no answer is known, so that with the condition there is no row to
    compare. Where an OR stands beside it, it stays.

    Parameters
    ----------
    label
        The name of the column, in any case.

    Returns
    -------
    Query
        The same one if it has no such condition; else ``true`` stands in its place, and all offsets
        stay.

    """
    tokens, plain = query.tokens, query.plain
    for i, token in enumerate(tokens):
        is_name = token.kind in {"word", "quoted"} and token.value.casefold() == label.casefold()
        if not is_name or tuple(t.upper for t in tokens[i + 1 : i + 4]) != _ASKED:
            continue
        first = i - 2 if i > 1 and tokens[i - 1].text == "." else i
        after = tokens[i + 4].upper if i + 4 < len(tokens) else ""
        if first == 0 or tokens[first - 1].upper not in _BEFORE or after == "OR":
            continue
        start, end = (at - query.span.start for at in (tokens[first].start, tokens[i + 3].end))
        plain = f"{plain[:start]}{'true':<{end - start}}{plain[end:]}"
    return query if plain == query.plain else replace(query, plain=plain)
