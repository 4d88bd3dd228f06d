"""A query's text while its calls are answered one by one; its length never changes.

Offset i of the text stays offset i of the person's file, so what the engine says of a place is
right in every stage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.errors import Span
from forebay.query.cte import Cte, find_ctes, used_by, visible_at, words_of
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from forebay.sql.statement import ModelCall, TableReference


@dataclass(frozen=True, slots=True)
class CarriedCte:
    """A CTE with its definition as it reads now."""

    cte: Cte
    text: str


@dataclass(slots=True)
class QueryText:
    """The text of one query.

    Parameters
    ----------
    outer
        The CTEs of the queries around it, which travel with a call (SEMANTICS 20).

    """

    query: Query
    outer: tuple[CarriedCte, ...] = ()
    text: str = ""
    ctes: tuple[Cte, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.text or self.query.plain
        self.ctes = find_ctes(self.query)

    @property
    def span(self) -> Span:
        """The place of the query."""
        return self.query.span

    def replace(self, start: int, end: int, by: str) -> bool:
        """Put a text in the place of some characters; False if there is no room for it."""
        if len(by) > end - start:
            return False
        begin = self.span.start
        cut = self.text[start - begin : end - begin]
        kept = by + "".join(c if c in "\r\n" else " " for c in cut[len(by) :])
        self.text = self.text[: start - begin] + kept + self.text[end - begin :]
        return True

    def visible(self, offset: int) -> tuple[CarriedCte, ...]:
        """Return the CTEs that can be seen at an offset, in order."""
        own = visible_at(self.ctes, offset)
        keys = {cte.key for cte in own}
        carried = [self.carried(cte) for cte in own]
        return (*(c for c in self.outer if c.cte.key not in keys), *carried)

    def carried(self, cte: Cte) -> CarriedCte:
        """Return a CTE with its definition as it reads now."""
        begin = self.span.start
        return CarriedCte(cte, self.text[cte.start - begin : cte.end - begin])

    def named_outside(self, cte: Cte, call: ModelCall) -> bool:
        """Whether the query names a CTE anywhere but in its definition and in one call."""
        tokens = (
            t
            for t in self.query.tokens
            if not cte.start <= t.start < cte.end and not call.span.start <= t.start < call.span.end
        )
        return cte.key in words_of(tokens)


def with_ctes(
    visible: tuple[CarriedCte, ...], words: frozenset[str], text: str, span: Span
) -> tuple[str, Span]:
    """Return a query with the CTEs that it names in front of it, and a span as long as it.

    Parameters
    ----------
    text, span
        The query, of equal length.

    """
    named = set(used_by(words, [c.cte for c in visible]))
    used = [c for c in visible if c.cte in named]
    if not used:
        return text, span
    recursive = any(c.cte.with_recursive for c in used)
    head = "WITH RECURSIVE " if recursive else "WITH "
    begin = used[0].cte.start - len(head)
    pieces = [(begin, head)]
    for i, c in enumerate(used):
        pieces += [(c.cte.start - 1, ",")] if i else []
        pieces.append((c.cte.start, c.text))
    # The brackets of the call's argument stand around the query already.
    pieces += [(span.start - 6, "FROM ("), (span.start, text), (span.end, ")")]
    fitted = _at_offsets(pieces)
    if fitted is None or begin < 0:
        definitions = ", ".join(c.text for c in used)
        return f"{head}{definitions} FROM (\n{text}\n)", span
    return fitted, Span(span.source, begin, span.end + 1)


def _at_offsets(pieces: list[tuple[int, str]]) -> str | None:
    """Return the pieces with blanks between them; None if two of them overlap."""
    text: list[str] = []
    position = pieces[0][0]
    for start, piece in pieces:
        if start < position:
            return None
        text += [" " * (start - position), piece]
        position = start + len(piece)
    return "".join(text)


def table_query(table: TableReference) -> tuple[str, Span]:
    """Return ``TABLE t`` as a query of equal length: ``FROM t``."""
    span = table.name.span
    return f"FROM {span.text}", Span(span.source, span.start - len("FROM "), span.end)


def input_words(given: Query | TableReference) -> frozenset[str]:
    """Return the names that an input of a call may mean by a CTE."""
    if isinstance(given, Query):
        return words_of(given.tokens)
    return frozenset({given.name.key})
