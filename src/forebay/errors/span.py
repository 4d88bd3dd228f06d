"""A place in a text that the user wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the path under which a person knows it.

    Parameters
    ----------
    path
        Relative to the project folder, with forward slashes; ``<query>`` for text given by hand.
    text
        The whole text, decoded, with line ends as they stand in the file.

    """

    path: str
    text: str

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
    def line(self) -> int:
        """The number of the line in which the span starts, from 1."""
        return self.source.text.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int:
        """The column in which the span starts, in characters, from 1."""
        return self.start - (self.source.text.rfind("\n", 0, self.start) + 1) + 1

    @property
    def line_text(self) -> str:
        """The whole first line of the span, without its line end."""
        begin = self.source.text.rfind("\n", 0, self.start) + 1
        end = self.source.text.find("\n", self.start)
        return self.source.text[begin : end if end >= 0 else None].rstrip("\r")

    @property
    def place(self) -> str:
        """``path:line:column``, the form that editors open."""
        return f"{self.source.path}:{self.line}:{self.column}"

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
