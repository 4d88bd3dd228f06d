"""A text given to an engine, and how a position in it becomes a place in the user's file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forebay.errors import Source, Span

_WORD = re.compile(r'(?:"(?:[^"]|"")*"|\w+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|\w+|\*))*')


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wrote and what we put in front of it before the engine saw it.

    Parameters
    ----------
    text
        The person's own SQL.
    span
        Where it stands in the file, of the same length as `text`; None for text given by hand.
    prefix
        Our own SQL before it: positions inside it have no place in the person's file.

    """

    text: str
    span: Span | None = None
    prefix: str = ""

    @property
    def whole(self) -> Span:
        """The place of the whole text."""
        if self.span is not None:
            return self.span
        return Source("<query>", self.text).whole()

    def at_byte(self, position: int, length: int = 0) -> Span:
        """Return the place of a byte position that the engine reported in prefix + text.

        The place ends where the name or word that begins there ends, or after `length` bytes
        where none begins, and is the whole text if the position lies outside of it.
        """
        start = self.offset_of_byte(position)
        if start is None:
            return self.whole
        word = _WORD.match(self.text, start)
        end = word.end() if word else start + max(1, length)
        return self.part(start, min(end, len(self.text)))

    def offset_of_byte(self, position: int) -> int | None:
        """Return the offset in characters of a byte position in prefix + text; None if outside."""
        position -= len(self.prefix.encode())
        encoded = self.text.encode()
        if not 0 <= position <= len(encoded):
            return None
        offset = len(encoded[:position].decode(errors="ignore"))
        return offset if offset < len(self.text) else max(0, len(self.text.rstrip()) - 1)

    def part(self, start: int, end: int) -> Span:
        """Return the place of some characters of the text."""
        whole = self.whole
        if len(whole.text) != len(self.text):
            return whole
        return whole.part(start, end)
