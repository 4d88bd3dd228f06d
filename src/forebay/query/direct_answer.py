"""The answer of one call, written while it is computed instead of into a file of its own first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from forebay.query.has_join import has_join
from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine.protocol import Column, Workspace, WrittenFile
    from forebay.errors import Span
    from forebay.query.scored_stream import ScoredStream
    from forebay.sql.statement import Query

# With none of them, and one SELECT at most, a query reads what stands in it once (SEMANTICS 21).
_READ_AGAIN: Final = keywords("WITH UNION INTERSECT PIVOT PIVOT_WIDER")
_AFTER_CALL: Final = keywords("WHERE GROUP HAVING QUALIFY ORDER LIMIT OFFSET")


@dataclass(slots=True)
class DirectAnswer:
    """What is known of the answer before its rows are.

    Parameters
    ----------
    stream
        The rows of the call with their scores; None: the call needs no stream, or is not there.
    relations
        The names that the query reads, with their SQL over ``new_batches`` and each other. In the
        workspace they have the same columns and no rows.
    words
        All names in the query outside of the call; None: it may read any column.

    """

    stream: ScoredStream | None = None
    relations: list[tuple[str, str]] = field(default_factory=list)
    words: frozenset[str] | None = None

    def reads(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """Return the columns of the call's data that the query may read."""
        words = self.words
        return tuple(c for c in columns if words is None or c.name.casefold() in words)

    def write(
        self,
        workspace: Workspace,
        text: str,
        at: Span,
        target: Path,
        on_rows: Callable[[int], None] | None = None,
    ) -> WrittenFile:
        """Run the query into a file while its rows are read and scored.

        Parameters
        ----------
        text
            The query, as ``prepare`` returned it.
        at
            Its place.
        on_rows
            Called with the number of rows scored.

        """
        batches = self.stream.batches(on_rows) if self.stream is not None else None
        if batches is None:
            return workspace.write(text, target, at=at)
        pairs = ((columns, None) for columns in batches)
        return workspace.write_batches(pairs, target, relations=self.relations, text=text, at=at)


def is_read_once(query: Query) -> bool:
    """Return whether a query has one call and reads its rows once, whatever the engine does.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse_query import parse_query
    >>> call = "ML.PREDICT(MODEL m, TABLE t)"
    >>> texts = f"SELECT x FROM {call} WHERE y", f"FROM {call} JOIN u USING (k)", f"FROM {call}, u"
    >>> [is_read_once(parse_query(Source("q", text))) for text in texts]
    [True, False, False]

    """
    if len(query.calls) != 1:
        return False
    (call,) = query.calls
    outside = [t for t in query.tokens if not call.span.start <= t.start < call.span.end]
    words = [token.upper for token in outside if token.kind == "word"]
    is_plain = words.count("SELECT") <= 1 and words.count("FROM") == 1
    return is_plain and not has_join(outside) and not _READ_AGAIN.intersection(words)


def words_outside(query: Query) -> frozenset[str] | None:
    """Return every name that stands outside of the one call; None if columns need no name there.

    A star, an alias of the call (which is a row, and may rename its columns), a column by its
    number or by a pattern read columns that are not named.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse_query import parse_query
    >>> call = "ML.PREDICT(MODEL m, TABLE t)"
    >>> sorted(words_outside(parse_query(Source("q", f"SELECT a, b + 1 FROM {call} WHERE c"))))
    ['+', ',', '1', 'a', 'b', 'c', 'from', 'select', 'where']
    >>> texts = f"SELECT * FROM {call}", f"FROM {call}", f"SELECT p FROM {call} p"
    >>> [words_outside(parse_query(Source("q", text))) for text in texts]
    [None, None, None]

    """
    (call,) = query.calls
    outside = [t for t in query.tokens if not call.span.start <= t.start < call.span.end]
    words = {token.value.casefold() for token in outside}
    after = next((token for token in outside if token.start >= call.span.end), None)
    is_named = after is None or after.upper in _AFTER_CALL or after.text == ";"
    if not is_named or "select" not in words or words & {"*", "columns"}:
        return None
    return None if any(word.startswith("#") for word in words) else frozenset(words)
