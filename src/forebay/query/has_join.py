"""Whether a query brings relations together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.sql.token import Token

_AFTER_FROM: Final = keywords(
    "SELECT WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET UNION INTERSECT EXCEPT"
)


def has_join(tokens: Iterable[Token]) -> bool:
    """Return whether there is a JOIN, or a comma in a FROM clause, at any depth.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.tokenize import tokenize
    >>> texts = "FROM a, b", "SELECT max(a, b), c FROM t WHERE d IN (SELECT e, f FROM u)"
    >>> [has_join(tokenize(Source("q", text))) for text in texts]
    [True, False]

    """
    is_from = [False]  # for each open bracket, whether a FROM clause stands there
    for token in tokens:
        word = token.upper
        if word in {"(", "[", "{"}:
            is_from.append(False)
        elif word in {")", "]", "}"} and len(is_from) > 1:
            is_from.pop()
        elif word == "JOIN" or (word == "," and is_from[-1]):
            return True
        elif word == "FROM" or word in _AFTER_FROM:
            is_from[-1] = word == "FROM"
    return False
