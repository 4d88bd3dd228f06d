"""Tokens as the text that fingerprints read: equal for equal SQL, whatever its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.sql.token import Token

# DuckDB compares names by ASCII letters alone: "é" and "É" are two columns to it.
_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def canonical(tokens: Sequence[Token]) -> str:
    r"""Return the tokens joined by single blanks, words and numbers in lower case.

    Strings and quoted names stay as written. ``OR REPLACE`` after CREATE and a ``;`` at the end say
    nothing about the result and are left out.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.tokenize import tokenize
    >>> canonical(tokenize(Source("a.sql", "Create or Replace TABLE t AS -- why\n SELECT 'A';")))
    "create table t as select 'A'"

    """
    parts = [_part(token) for token in tokens]
    while parts and parts[-1] == ";":
        parts.pop()
    if parts[:3] == ["create", "or", "replace"]:
        del parts[1:3]
    return " ".join(parts)


def _part(token: Token) -> str:
    return token.text.translate(_LOWER) if token.kind in {"word", "number"} else token.text
