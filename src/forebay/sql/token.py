"""The smallest pieces of SQL text; comments and layout are already gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

TokenKind: TypeAlias = Literal["word", "quoted", "string", "number", "symbol", "parameter"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, quoted identifier, string, number, symbol or parameter at its offsets."""

    kind: TokenKind
    text: str  # as written, quotes included
    start: int
    end: int

    @property
    def upper(self) -> str:
        """The text in upper case for a word, to compare with a keyword; else the text itself."""
        return self.text.upper() if self.kind == "word" else self.text

    @property
    def value(self) -> str:
        """An identifier or string without its quotes, doubled quotes undone.

        Examples
        --------
        >>> Token("string", "'it''s'", 0, 7).value
        "it's"
        >>> Token("string", "$a$it's$a$", 0, 10).value
        "it's"
        >>> Token("quoted", '"Odd name"', 0, 10).value
        'Odd name'

        """
        if self.kind not in {"quoted", "string"}:
            return self.text
        if self.text[0] == "$":
            tag = self.text.index("$", 1) + 1
            return self.text[tag:-tag]
        if self.text[0] in "eE":
            return _ESCAPE.sub(_unescaped, self.text[2:-1])
        quote = self.text[0]
        return self.text[1:-1].replace(quote * 2, quote)


# What E'...' knows: a doubled quote, characters by number, and a backslash before any character.
_ESCAPE = re.compile(r"''|\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _unescaped(match: re.Match[str]) -> str:
    octal, byte, code, letter = match.groups()
    if octal:
        return chr(int(octal, 8) & 0xFF)
    if byte or code:
        return chr(int(byte or code, 16))
    return "'" if letter is None else _SHORT.get(letter, letter)
