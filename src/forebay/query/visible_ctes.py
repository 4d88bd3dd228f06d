"""The common table expressions of a query, and which of them a call of a model can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import Span
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class Cte:
    """One ``name [(columns)] AS (body)``; offsets count from the start of the source.

    Parameters
    ----------
    columns
        The column list as written, with its brackets; empty if there is none.
    start, end
        The body, without its brackets.
    until
        Where the scope ends in which the name means this body.

    """

    name: str
    columns: str
    recursive: bool
    start: int
    end: int
    until: int

    @property
    def key(self) -> str:
        """The name as compared."""
        return self.name.casefold()

    def is_visible_at(self, offset: int) -> bool:
        """Whether text at an offset, outside the body, can read the name."""
        return self.end <= offset < self.until


def find_ctes(query: Query) -> tuple[Cte, ...]:
    """Return the CTEs of a query in order, also those of its sub-queries."""
    tokens = query.tokens
    inside_calls = [(c.span.start, c.span.end) for c in query.calls]
    found: list[Cte] = []
    for index, token in enumerate(tokens):
        if token.upper == "WITH" and not any(a <= token.start < b for a, b in inside_calls):
            found += _list(query, tokens, index)
    return tuple(found)


def part_of(query: Query, start: int, end: int) -> Query:
    """Return the part of a query between two offsets of its source as a query of its own."""
    base = query.span.start
    return Query(
        Span(query.span.source, start, end),
        query.plain[start - base : end - base],
        tuple(t for t in query.tokens if start <= t.start < end),
        tuple(c for c in query.calls if start <= c.span.start < end),
        tuple(v for v in query.versions if start <= v.span.start < end),
    )


def mentions(tokens: Sequence[Token], key: str) -> bool:
    """Whether a name occurs among tokens; more than is read, never less."""
    return any(t.kind in {"word", "quoted"} and t.value.casefold() == key for t in tokens)


def _list(query: Query, tokens: Sequence[Token], index: int) -> Iterator[Cte]:
    recursive = index + 1 < len(tokens) and tokens[index + 1].upper == "RECURSIVE"
    here = index + (2 if recursive else 1)
    until = _scope_end(query, tokens, index)
    text = query.span.source.text
    while here + 2 < len(tokens) and tokens[here].kind in {"word", "quoted"}:
        name, after, columns = tokens[here].value, here + 1, ""
        if tokens[after].text == "(":
            close = _closing(tokens, after)
            columns = text[tokens[after].start : tokens[close].end]
            after = close + 1
        if after >= len(tokens) or tokens[after].upper != "AS":
            return
        after += 1
        while after < len(tokens) and tokens[after].upper in {"NOT", "MATERIALIZED"}:
            after += 1
        if after >= len(tokens) or tokens[after].text != "(":
            return
        close = _closing(tokens, after)
        yield Cte(name, columns, recursive, tokens[after].end, tokens[close].start, until)
        here = close + 1
        if here >= len(tokens) or tokens[here].text != ",":
            return
        here += 1


def _closing(tokens: Sequence[Token], index: int) -> int:
    depth = 0
    for i in range(index, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[i].text, 0)
        if depth == 0:
            return i
    return len(tokens) - 1


def _scope_end(query: Query, tokens: Sequence[Token], index: int) -> int:
    depth = 0
    for token in tokens[index:]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0:
            return token.start
    return query.span.end
