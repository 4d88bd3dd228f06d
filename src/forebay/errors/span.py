"""A place in a text that the user wrote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a translated text, and what was written there."""

    start: int
    end: int
    written: Span


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the path under which a person knows it.

    Parameters
    ----------
    path
        Relative to the project folder, with forward slashes; ``<query>`` for text given by hand.
    text
        The whole text, decoded, with line ends as they stand in the file.
    pieces
        For a text that was translated: what each part of it was made of, in order. Places in it
        are shown to people where they wrote them.

    """

    path: str
    text: str
    pieces: tuple[Piece, ...] = ()

    def whole(self) -> Span:
        """Return the span of the whole text.

        Examples
        --------
        >>> Source("a.sql", "SELECT 1").whole().text
        'SELECT 1'

        """
        return Span(self, 0, len(self.text))


@dataclass(frozen=True, slots=True)
class Span:
    r"""The characters ``start`` (included) to ``end`` (excluded) of a source.

    Examples
    --------
    >>> span = Span(Source("a.sql", "SELECT 1,\n  amout"), 12, 17)
    >>> (span.line, span.column, span.text)
    (2, 3, 'amout')

    """

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def written(self) -> Span:
        """The span that a person wrote: itself, unless its source is a translation."""
        pieces = self.source.pieces
        if not pieces:
            return self
        end = max(self.end, self.start + 1)
        after = bisect_right(pieces, self.start, key=lambda piece: piece.start)
        first = max(0, after - 1)
        if (
            pieces[first].end <= self.start
            and first + 1 < len(pieces)
            and pieces[first + 1].start < end
        ):
            first += 1
        last = max(first, bisect_left(pieces, end, key=lambda piece: piece.start) - 1)
        begin, _ = _within(pieces[first], self)
        _, stop = _within(pieces[last], self)
        return Span(pieces[first].written.source, begin, max(begin, stop)).written

    @property
    def line(self) -> int:
        """The number of the line in which the span starts, from 1."""
        written = self.written
        return written.source.text.count("\n", 0, written.start) + 1

    @property
    def column(self) -> int:
        """The column in which the span starts, in characters, from 1."""
        written = self.written
        return written.start - (written.source.text.rfind("\n", 0, written.start) + 1) + 1

    @property
    def line_text(self) -> str:
        """The whole first line of the span, without its line end."""
        written = self.written
        begin = written.source.text.rfind("\n", 0, written.start) + 1
        end = written.source.text.find("\n", written.start)
        return written.source.text[begin : end if end >= 0 else None].rstrip("\r")

    @property
    def place(self) -> str:
        """``path:line:column``, the form that editors open."""
        return f"{self.written.source.path}:{self.line}:{self.column}"

    def part(self, start: int, end: int) -> Span:
        """Return a span inside this one, by offsets counted from its start.

        Examples
        --------
        >>> Source("a.sql", "SELECT amout").whole().part(7, 12).text
        'amout'

        """
        return Span(self.source, self.start + start, self.start + end)

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of `other`."""
        return Span(self.source, self.start, other.end)


def _within(piece: Piece, span: Span) -> tuple[int, int]:
    """Return the offsets that a span means in what a piece was made of.

    Characters that were kept keep their place; of others, the whole piece is meant.
    """
    written = piece.written
    if written.end - written.start != piece.end - piece.start:
        return written.start, written.end
    start = max(span.start, piece.start) - piece.start
    end = min(max(span.end, span.start), piece.end) - piece.start
    return written.start + start, written.start + max(end, start)
