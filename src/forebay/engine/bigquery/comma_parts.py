"""A list is cut at its commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forebay.sql.token import Token

# What may stand before the < of a type.
_GENERIC: Final = frozenset({"ARRAY", "STRUCT"})


def comma_parts(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """Return what stands between the commas that are in no brackets and in no type."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if _opens_type(tokens, index):
            depth += 1
        elif token.text in {">", ">>"} and _in_type(tokens, index):
            depth -= len(token.text)
        if token.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(tuple(part) for part in parts if part)


def _opens_type(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].text == "<" and index > 0 and tokens[index - 1].upper in _GENERIC


def _in_type(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a sign closes ``ARRAY<`` or ``STRUCT<``, and compares nothing."""
    depth = 0
    for before in range(index):
        if _opens_type(tokens, before):
            depth += 1
        elif tokens[before].text in {">", ">>"} and depth > 0:
            depth = max(0, depth - len(tokens[before].text))
    return depth > 0
