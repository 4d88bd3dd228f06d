"""Refuse a call whose inner query reads columns of the query around it (SEMANTICS 20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.query.query_text import QueryText
    from forebay.sql.statement import ModelCall, TableReference

# What an engine says of a name that only the query around could give a meaning.
_UNKNOWN: Final = frozenset({"unknown-column", "unknown-table", "unknown-name", "invalid-query"})


def refuse_correlated(
    error: ProjectError,
    bind: Callable[[str], object],
    at: tuple[QueryText, ModelCall, Query | TableReference],
) -> None:
    """Raise ``correlated-ml-call`` if that is why the input of a call does not bind.

    The inner query is put in the place of the call: if the whole binds there, where the engine
    lets it see the columns around it, and the inner query alone does not, it is correlated.

    Parameters
    ----------
    error
        What the engine says of the inner query alone.
    bind
        Binds a text; ProjectError if it does not bind.
    at
        The query around the call, the call, and its input that does not bind.

    """
    outer, call, inner = at
    if not isinstance(inner, Query) or not {p.name for p in error.problems} <= _UNKNOWN:
        return
    try:
        bind(_lateral(outer, call, inner))
    except ProjectError as without:
        # That two columns have one name is found after all of them are bound.
        if {problem.name for problem in without.problems} != {"duplicate-column"}:
            return
    raise ProjectError.of(
        "correlated-ml-call",
        f"the query inside ML.{call.function} reads a column of the query around it",
        next((p.span for p in error.problems if p.span is not None), call.span),
        detail="a call is answered once, for a whole table, before the query around it runs.",
        hint="predict all rows first, with a key, and join the prediction to them by it.",
    ) from None


def _lateral(outer: QueryText, call: ModelCall, inner: Query) -> str:
    begin = outer.span.start
    before = outer.text[: call.span.start - begin]
    after = outer.text[call.span.end - begin :]
    return f"{before}({inner.plain}\n){after}"
