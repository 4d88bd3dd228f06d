"""Which tokens of an expression are columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.sql.statement import Expression
    from forebay.sql.token import Token


def columns_read(expression: Expression, names: Iterable[str]) -> dict[int, str]:
    """Return the places of the tokens that name one of these columns, with the folded name.

    A word behind a number is a unit (``INTERVAL 1 HOUR``), one before a parenthesis a function:
    neither is the column of that name.
    """
    known = {name.casefold() for name in names}
    tokens = expression.tokens
    return {
        place: token.value.casefold()
        for place, token in enumerate(tokens)
        if token.kind in {"word", "quoted"}
        and token.value.casefold() in known
        and not (token.kind == "word" and _is_other(tokens, place))
    }


def _is_other(tokens: tuple[Token, ...], place: int) -> bool:
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    is_unit = before is not None and before.kind in {"number", "string"}
    return is_unit or (after is not None and after.text == "(")
