"""The CTEs of a query: where each is defined, and which of them a call can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.sql.statement import Query
    from forebay.sql.token import Token

_OPENING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Cte:
    """``name [(columns)] AS [MATERIALIZED] (body)``, by offsets of the source.

    Parameters
    ----------
    start, end
        Of the whole definition, from the name to the closing bracket.
    body_start, body_end
        Between the brackets.
    scope_end
        Up to where the name can be seen.
    recursive
        The WITH says RECURSIVE and the body names the CTE itself.
    with_recursive
        The WITH says RECURSIVE.
    words
        What the body names, folded: every word and quoted name.

    """

    name: str
    start: int
    end: int
    body_start: int
    body_end: int
    scope_end: int
    recursive: bool
    with_recursive: bool
    words: frozenset[str]

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return self.name.casefold()


def find_ctes(query: Query) -> tuple[Cte, ...]:
    """Return the CTEs that the query itself defines, in order; those inside its calls are not."""
    tokens = own_tokens(query)
    found: list[Cte] = []
    ends: list[int] = []  # where the brackets that are open now close
    for index, token in enumerate(tokens):
        while ends and token.start >= ends[-1]:
            ends.pop()
        if token.text in _OPENING:
            close = _closing(tokens, index)
            ends.append(tokens[close].start if close is not None else query.span.end)
        elif token.upper == "WITH":
            found += cte_definitions(tokens, index + 1, ends[-1] if ends else query.span.end)
    return tuple(found)


def own_tokens(query: Query) -> tuple[Token, ...]:
    """Return the tokens of a query that are not inside one of its calls."""
    spans = [(call.span.start, call.span.end) for call in query.calls]
    return tuple(t for t in query.tokens if not any(a <= t.start < b for a, b in spans))


def visible_at(ctes: Iterable[Cte], offset: int) -> tuple[Cte, ...]:
    """Return the CTEs that can be seen at an offset; of one name, the last."""
    by_key = {cte.key: cte for cte in ctes if cte.end <= offset <= cte.scope_end}
    return tuple(sorted(by_key.values(), key=lambda cte: cte.start))


def used_by(words: frozenset[str], visible: Sequence[Cte]) -> tuple[Cte, ...]:
    """Return the CTEs that some words name, directly or through each other, in order.

    Examples
    --------
    >>> used_by(frozenset({"a"}), ())
    ()

    """
    used: list[Cte] = []
    wanted = set(words)
    for cte in sorted(visible, key=lambda cte: -cte.start):
        if cte.key in wanted:
            used.append(cte)
            wanted |= cte.words
    return tuple(reversed(used))


def words_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Return every name among some tokens, folded."""
    return frozenset(t.value.casefold() for t in tokens if t.kind in {"word", "quoted"})


def cte_definitions(tokens: Sequence[Token], index: int, scope_end: int) -> list[Cte]:
    """Return the CTEs whose definitions begin at a token: the one after WITH."""
    found: list[Cte] = []
    with_recursive = index < len(tokens) and tokens[index].upper == "RECURSIVE"
    index += with_recursive
    while (opening := _body_opening(tokens, index)) is not None:
        close = _closing(tokens, opening)
        if close is None:
            break
        words = words_of(tokens[opening:close])
        name = tokens[index].value
        found.append(
            Cte(
                name=name,
                start=tokens[index].start,
                end=tokens[close].end,
                body_start=tokens[opening].end,
                body_end=tokens[close].start,
                scope_end=scope_end,
                recursive=with_recursive and name.casefold() in words,
                with_recursive=with_recursive,
                words=words,
            )
        )
        if close + 1 >= len(tokens) or tokens[close + 1].text != ",":
            break
        index = close + 2
    return found


def _body_opening(tokens: Sequence[Token], index: int) -> int | None:
    """Return the index of the bracket that opens a CTE's body; None if no CTE begins here."""
    if index >= len(tokens) or tokens[index].kind not in {"word", "quoted"}:
        return None
    index += 1
    if index < len(tokens) and tokens[index].text == "(":
        close = _closing(tokens, index)
        index = close + 1 if close is not None else len(tokens)
    if index < len(tokens) and tokens[index].upper == "USING":  # USING KEY (...) of DuckDB
        close = _closing(tokens, index + 2)
        index = close + 1 if close is not None else len(tokens)
    if index >= len(tokens) or tokens[index].upper != "AS":
        return None
    index += 1
    while index < len(tokens) and tokens[index].upper in {"NOT", "MATERIALIZED"}:
        index += 1
    return index if index < len(tokens) and tokens[index].text == "(" else None


def _closing(tokens: Sequence[Token], index: int) -> int | None:
    depth = 0
    for i in range(index, len(tokens)):
        depth += (tokens[i].text in _OPENING) - (tokens[i].text in _OPENING.values())
        if depth == 0:
            return i
    return None
