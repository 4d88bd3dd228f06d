"""Cut a condition at AND and at its comparison, so that both sides can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.sql.token import Token

_COMPARISONS = frozenset({"=", "==", "<>", "!=", "<", "<=", ">", ">="})
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
# Where one of these stands outside of brackets, AND or a comparison may mean something else.
_TOO_DEEP = frozenset({"OR", "NOT", "CASE", "BETWEEN", "IN", "LIKE", "ILIKE", "IS", "EXISTS"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right``, each as SQL text."""

    left: str
    operator: str
    right: str

    @property
    def condition(self) -> str:
        """The whole comparison."""
        return f"{self.left} {self.operator} {self.right}"

    @property
    def right_is_literal(self) -> bool:
        """Whether the right side says its value itself: a number or a string."""
        text = self.right.lstrip("-").strip()
        return text.replace(".", "", 1).replace("_", "").isdigit() or (
            text.startswith("'") and text.endswith("'")
        )


def comparisons(text: str, tokens: Sequence[Token]) -> tuple[Comparison, ...]:
    """Return the comparisons that a condition joins by AND; none if it is anything else.

    Parameters
    ----------
    text
        The condition.
    tokens
        Its tokens; offsets count from the start of the file that it stands in, the first token
        stands at the start of `text`.

    """
    if not tokens:
        return ()
    start = tokens[0].start
    depth, begin = 0, 0
    cuts: list[Token] = []
    parts: list[tuple[int, int, list[Token]]] = []
    for token in tokens:
        if token.kind == "symbol" and token.text in _OPEN:
            depth += 1
        elif token.kind == "symbol" and token.text in _CLOSE:
            depth -= 1
        elif depth == 0 and token.kind == "word" and token.upper in _TOO_DEEP:
            return ()
        elif depth == 0 and token.kind == "word" and token.upper == "AND":
            parts.append((begin, token.start - start, cuts))
            begin, cuts = token.end - start, []
        elif depth == 0 and token.kind == "symbol" and token.text in _COMPARISONS:
            cuts.append(token)
    parts.append((begin, len(text), cuts))
    found = []
    for first, last, inside in parts:
        if len(inside) != 1:
            return ()
        cut = inside[0]
        left, right = text[first : cut.start - start], text[cut.end - start : last]
        found.append(Comparison(left.strip(), cut.text, right.strip()))
    return tuple(found)


def not_exists(text: str, tokens: Sequence[Token]) -> str | None:
    """Return the query of ``NOT EXISTS (query)``; None if the condition is anything else."""
    if [token.upper for token in tokens[:3]] != ["NOT", "EXISTS", "("]:
        return None
    depth = 0
    for index, token in enumerate(tokens[2:], 2):
        if token.kind == "symbol" and token.text in _OPEN:
            depth += 1
        elif token.kind == "symbol" and token.text in _CLOSE:
            depth -= 1
        if depth == 0:
            is_last = index == len(tokens) - 1
            start = tokens[0].start
            return text[tokens[2].end - start : token.start - start] if is_last else None
    return None
