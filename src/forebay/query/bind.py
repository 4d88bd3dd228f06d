"""Find the columns of a query that calls models, before anything runs (SEMANTICS 20, 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.errors import ProjectError, Span
from forebay.query.check_call import check_call
from forebay.query.functions import output_schema
from forebay.query.signature import ModelSignature
from forebay.query.visible_ctes import find_ctes, mentions, part_of
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.engine import Binder, Schema
    from forebay.query.visible_ctes import Cte
    from forebay.sql.statement import ModelCall, ModelReference, TableReference

__all__ = ["ModelSignature", "bind_query"]


def bind_query(
    query: Query, binder: Binder, models: Callable[[ModelReference], ModelSignature]
) -> Schema:
    """Return the columns of a query.

    Calls are bound from the inside out: the columns that a call gives stand in the binder under
    its placeholder, and what remains is plain SQL.

    Raises
    ------
    ProjectError
        What the binder or one of our own rules refuses, at its place.

    """
    return _Binding(binder, models).query(query, {})


class _Binding:
    def __init__(
        self, binder: Binder, models: Callable[[ModelReference], ModelSignature]
    ) -> None:
        self.binder = binder
        self.models = models
        self.n_ctes = 0

    def query(self, query: Query, outer: Mapping[str, str]) -> Schema:
        """Bind a query; `outer` are the WITH entries of the queries around it, by key."""
        if not query.calls and not query.versions:
            return self._plain(query, outer)
        seen: dict[Cte, str] = {}
        for cte in find_ctes(query):
            if self._needed(cte, query):
                seen[cte] = self._cte(cte, query, {**outer, **_at(seen, cte.start)})
        for call in query.calls:
            visible = {**outer, **_at(seen, call.span.start)}
            self._call(call, query, visible)
        for version in query.versions:
            plain = f"SELECT * FROM {version.name.text}"
            self.binder.declare_table(version.placeholder, self.binder.bind(plain, None))
        return self._plain(query, outer)

    def _call(self, call: ModelCall, query: Query, visible: Mapping[str, str]) -> None:
        signature = self.models(call.model) if call.model is not None else None
        inputs = tuple(self._input(given, query, visible) for given in call.inputs)
        problems = check_call(call, inputs, signature)
        if problems:
            raise ProjectError(*problems)
        self.binder.declare_table(call.placeholder, output_schema(call, inputs, signature))

    def _input(
        self, given: Query | TableReference, around: Query, visible: Mapping[str, str]
    ) -> Schema:
        if isinstance(given, Query):
            try:
                return self.query(given, visible)
            except ProjectError as error:
                raise _correlated(error, given, around) from error
        entry = visible.get(given.name.key)
        if entry is not None:
            return self.binder.bind(f"WITH {entry} SELECT * FROM {quote(given.name.text)}", None)
        # The name as the user wrote it, so that an unknown one is shown at its place.
        prefix = "SELECT * FROM "
        return self.binder.bind(given.name.span.text, given.name.span, prefix=prefix)

    def _needed(self, cte: Cte, query: Query) -> bool:
        return any(
            cte.is_visible_at(call.span.start) and _reads(call, cte.key) for call in query.calls
        )

    def _cte(self, cte: Cte, query: Query, visible: Mapping[str, str]) -> str:
        body = part_of(query, cte.start, cte.end)
        if cte.recursive and mentions(body.tokens, cte.key):
            if body.calls:
                raise ProjectError.of(
                    "not-supported",
                    "a model cannot be called inside a recursive common table expression",
                    body.calls[0].span,
                    hint="predict into a table first, and read that.",
                )
            own = f"RECURSIVE {quote(cte.name)}{cte.columns} AS ({body.plain})"
            schema = self.binder.bind(f"WITH {own} SELECT * FROM {quote(cte.name)}", None)
            columns = ""
        else:
            schema, columns = self.query(body, visible), cte.columns
        name = f"__cte_{self.n_ctes}"
        self.n_ctes += 1
        self.binder.declare_table(name, schema)
        return f"{quote(cte.name)}{columns} AS (SELECT * FROM {quote(name)})"

    def _plain(self, query: Query, outer: Mapping[str, str]) -> Schema:
        entries = [entry for key, entry in outer.items() if mentions(query.tokens, key)]
        if not entries:
            return self.binder.bind(query.plain, query.span)
        prefix = f"WITH {', '.join(entries)} SELECT * FROM ("
        return self.binder.bind(query.plain, query.span, prefix=prefix, suffix="\n)")


def _at(seen: Mapping[Cte, str], offset: int) -> dict[str, str]:
    return {cte.key: entry for cte, entry in seen.items() if cte.is_visible_at(offset)}


def _reads(call: ModelCall, key: str) -> bool:
    for given in call.inputs:
        if isinstance(given, Query):
            if mentions(given.tokens, key):
                return True
        elif given.name.key == key:
            return True
    return False


def _correlated(error: ProjectError, inner: Query, around: Query) -> ProjectError:
    """Return a clearer error where the inner query names a table of the query around it."""
    outside = [t for t in around.tokens if not inner.span.start <= t.start < inner.span.end]
    words = {t.value.casefold() for t in outside if t.kind in {"word", "quoted"}}
    for token, dot in zip(inner.tokens, inner.tokens[1:], strict=False):
        key = token.value.casefold()
        if dot.text == "." and key in words and not _is_source(inner, key):
            return ProjectError.of(
                "correlated-ml-call",
                f'the query inside the call reads "{token.value}" of the query around it',
                Span(inner.span.source, token.start, token.end),
                detail="A model is called once for the whole inner query, not once for each row.",
                hint="join inside the inner query, or join the result of the call.",
            )
    return error


def _is_source(inner: Query, key: str) -> bool:
    """Whether a name is a table or alias of the query itself."""
    words = [t for t in inner.tokens if t.kind in {"word", "quoted"} or t.text in {",", "."}]
    return any(
        b.value.casefold() == key and (a.upper in {"FROM", "JOIN", "AS"} or a.kind == "word")
        for a, b in zip(words, words[1:], strict=False)
        if a.upper not in {"SELECT", "ON", "WHERE", "AND", "OR", "BY", "HAVING", "NOT"}
    )
