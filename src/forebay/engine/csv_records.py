"""A CSV file record by record, by the letter of RFC 4180: the arbiter when something is wrong.

Slower than the engine's reader (some 50 MB/s), exact, and with the line of everything. A record
that is damaged is set aside with its reason, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.engine.source_options import SourceOptions

# DuckDB's own default for one record.
MAX_RECORD_BYTES = 2_000_000
_CHUNK = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Record:
    """One record with the number of its first line, from 1.

    Parameters
    ----------
    raw
        Its bytes without the line end.
    kind
        The name of what is wrong with it; empty if nothing is.
    reason
        In words; empty if nothing is wrong.

    """

    line: int
    raw: bytes
    kind: str = ""
    reason: str = ""


def records(file: BinaryIO, options: SourceOptions, n_fields: int) -> Iterator[Record]:
    """Yield the records of a file after its leading rows, good and bad, in order.

    Empty lines at the end of the file are no records.
    """
    grammar = _Grammar.of(options)
    lines = _Lines(file)
    for _ in range(options.skip_leading_rows):
        lines.take()
    empty: list[Record] = []
    while (taken := lines.take()) is not None:
        number, line = taken
        body = line.rstrip(b"\r\n")
        if not body:
            empty.append(Record(number, b"", *_empty(n_fields)))
            continue
        yield from empty
        empty.clear()
        raw, kind, reason = _record(grammar, lines, number, line)
        if not kind:
            kind, reason = _judge(grammar, raw, n_fields)
        yield Record(number, raw, kind, reason)


def leading_lines(file: BinaryIO, count: int) -> list[bytes]:
    """Return the first lines of a file without their line ends; fewer if there are no more."""
    lines = _Lines(file)
    taken = [lines.take() for _ in range(count)]
    return [line.rstrip(b"\r\n") for _, line in filter(None, taken)]


def header_fields(line: str, options: SourceOptions) -> list[str]:
    """Return the names in a header line, without blanks around them.

    Examples
    --------
    >>> from forebay.engine.source_options import SourceOptions
    >>> header_fields('a, "b c" ,d', SourceOptions())
    ['a', 'b c', 'd']

    """
    read = csv.reader(
        [line],
        delimiter=options.field_delimiter,
        quotechar=options.quote or None,
        quoting=csv.QUOTE_MINIMAL if options.quote else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    return [name.strip() for name in next(read, [""])]


@dataclass(frozen=True, slots=True)
class _Grammar:
    delimiter: bytes
    quote: bytes
    field: re.Pattern[bytes] | None
    record: re.Pattern[bytes] | None
    open_end: re.Pattern[bytes] | None  # the last field's quote is not closed

    @classmethod
    def of(cls, options: SourceOptions) -> _Grammar:
        delimiter, quote = options.field_delimiter.encode(), options.quote.encode()
        if not quote:
            return cls(delimiter, quote, None, None, None)
        d, q = re.escape(delimiter), re.escape(quote)
        inner = rb"[^%b]*+(?:%b%b[^%b]*+)*+" % (q, q, q, q)
        field = rb"(?:%b%b%b|(?!%b)[^%b]*+)" % (q, inner, q, q, d)
        return cls(
            delimiter,
            quote,
            re.compile(rb"(?:^|%b)%b" % (d, field), re.DOTALL),
            re.compile(rb"%b(?:%b%b)*+" % (field, d, field), re.DOTALL),
            re.compile(rb"(?:%b%b)*%b%b" % (field, d, q, inner), re.DOTALL),
        )

    def count_fields(self, raw: bytes) -> int:
        if self.field is None or self.quote not in raw:
            return raw.count(self.delimiter) + 1
        return len(self.field.findall(raw))


class _Lines:
    r"""Lines with their numbers, ended by \n, \r\n or \r; lines can be put back."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _split(file)
        self._number = 0
        self._back: deque[tuple[int, bytes]] = deque()

    def take(self) -> tuple[int, bytes] | None:
        if self._back:
            return self._back.popleft()
        line = next(self._lines, None)
        if line is None:
            return None
        self._number += 1
        return self._number, line

    def put_back(self, taken: list[tuple[int, bytes]]) -> None:
        self._back.extendleft(reversed(taken))


def _split(file: BinaryIO) -> Iterator[bytes]:
    rest = b""
    for chunk in iter(partial(file.read, _CHUNK), b""):
        lines = (rest + chunk).splitlines(keepends=True)
        # The last line may go on in the next chunk, and a \r at its end may be half of a \r\n.
        rest = lines.pop()
        yield from lines
    yield from rest.splitlines(keepends=True)


def _record(grammar: _Grammar, lines: _Lines, number: int, line: bytes) -> tuple[bytes, str, str]:
    """Return a record's bytes, which may go on over several lines inside quotes."""
    body = line.rstrip(b"\r\n")
    if grammar.record is None or grammar.open_end is None or grammar.quote not in body:
        return body, "", ""
    if grammar.record.fullmatch(body):
        return body, "", ""
    if not grammar.open_end.fullmatch(body):
        return body, "stray-quote", "a field goes on after its closing quote"
    text, more = line, []
    while (taken := lines.take()) is not None:
        more.append(taken)
        text += taken[1]
        if len(text) > MAX_RECORD_BYTES:
            break
        closed = text.count(grammar.quote) % 2 == 0
        if closed and grammar.record.fullmatch(text.rstrip(b"\r\n")):
            return text.rstrip(b"\r\n"), "", ""
    lines.put_back(more)
    return body, "unterminated-quote", f"the quote that opens in line {number} is never closed"


def _judge(grammar: _Grammar, raw: bytes, n_fields: int) -> tuple[str, str]:
    """Return what is wrong with a well-quoted record: kind and reason, both empty if nothing."""
    if len(raw) > MAX_RECORD_BYTES:
        return (
            "row-too-long",
            f"the row has {len(raw):,} bytes, and {MAX_RECORD_BYTES:,} is the limit",
        )
    if b"\0" in raw:
        return "nul-byte", f"character {raw.index(0) + 1} is NUL"
    if not raw.isascii():
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            at = len(raw[: error.start].decode(errors="replace")) + 1
            return (
                "wrong-encoding",
                f"character {at} is the byte 0x{raw[error.start]:02x}, not UTF-8",
            )
    found = grammar.count_fields(raw)
    if found != n_fields:
        return "ragged-row", f"{found} field{'s' * (found != 1)}, {n_fields} expected"
    return "", ""


def _empty(n_fields: int) -> tuple[str, str]:
    return (
        ("ragged-row", f"the line is empty, {n_fields} fields expected")
        if n_fields > 1
        else ("", "")
    )
