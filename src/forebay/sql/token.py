"""The smallest pieces of SQL text; comments and layout are already gone."""

from __future__ import annotations

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
        """An identifier or string without its quotes, doubled quotes undone."""
        if self.kind in {"quoted", "string"} and len(self.text) > 1 and self.text[0] in "\"'`":
            quote = self.text[0]
            return self.text[1:-1].replace(quote * 2, quote)
        return self.text
