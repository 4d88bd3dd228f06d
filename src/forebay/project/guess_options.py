"""How a text file writes its values, as far as the values themselves say it."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from forebay.engine import Schema
    from forebay.engine.source_options import SourceOptions
    from forebay.engine.source_spec import SourceSpec

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 500  # lines that are looked at before every row is
_DATES: Final = {
    "DD/MM/YYYY": r"\d{2}/\d{2}/\d{4}", "MM/DD/YYYY": r"\d{2}/\d{2}/\d{4}",
    "DD-MM-YYYY": r"\d{2}-\d{2}-\d{4}", "MM-DD-YYYY": r"\d{2}-\d{2}-\d{4}",
    "DD.MM.YYYY": r"\d{2}\.\d{2}\.\d{4}", "YYYY/MM/DD": r"\d{4}/\d{2}/\d{2}",
}  # fmt: skip
_TIMES: Final = {" HH24:MI:SS": r" \d{2}:\d{2}:\d{2}", " HH24:MI": r" \d{2}:\d{2}"}
_DECIMAL: Final = r"[+-]?\d+,\d+"


def guess_options(
    spec: SourceSpec, columns: Callable[[SourceSpec], Schema]
) -> tuple[SourceOptions, tuple[str, ...]]:
    """Return the options with which the most columns are more than text, and what is in doubt.

    A way of writing is proposed only if it fits every row: `columns` reads them all. Where two fit
    (days and months that are both at most 12), none is taken, and a sentence says so.

    Parameters
    ----------
    spec
        The files; CSV is looked at, other formats say themselves what they hold.
    columns
        Returns the columns that reading would give.

    """
    options = spec.options
    if spec.format != "CSV" or spec.files[0].suffix.lower() == ".gz":
        return options, ()
    first = spec.files[0]
    options = replace(options, encoding=_encoding(spec.files))
    options = replace(options, field_delimiter=_delimiter(first, options.encoding))
    doubts: list[str] = []
    texts = _texts(columns(replace(spec, options=options)))
    sample = _values(first, options)
    for name, ways in _ways(options):
        seen = [way for way, pattern in ways if _fits(sample, texts, pattern)]
        fitting = []
        for way in seen:
            tried = replace(options, **{name: way})  # type: ignore[arg-type]
            left = _texts(columns(replace(spec, options=tried)))
            if left < texts:
                fitting.append((tried, left))
        if len(fitting) == 1:
            [(options, texts)] = fitting
        elif fitting:
            either = " or ".join(literal(way) for way in seen)
            several = ", ".join(sorted(texts - fitting[0][1]))
            doubts.append(f"{several}: every row fits more than one; say {name} = {either}.")
    return options, tuple(doubts)


def _ways(options: SourceOptions) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield options with the values to try, and how such a value looks."""
    if options.field_delimiter != ",":
        yield "decimal_separator", [(",", _DECIMAL)]
    yield "date_format", list(_DATES.items())
    moments = [
        (day + time, looks + of_time)
        for day, looks in _DATES.items()
        for time, of_time in _TIMES.items()
    ]
    yield "timestamp_format", moments


def _texts(schema: Schema) -> frozenset[str]:
    return frozenset(c.name for c in schema.columns if c.type == "VARCHAR")


def _fits(sample: dict[str, list[str]], texts: frozenset[str], pattern: str) -> bool:
    """Return whether a column of texts has a value that looks like this."""
    looks = re.compile(pattern)
    return any(
        looks.fullmatch(value)
        for name, values in sample.items()
        if name in texts
        for value in values
    )


def _values(file: Path, options: SourceOptions) -> dict[str, list[str]]:
    """Return some values of each column."""
    with file.open(encoding=options.encoding, errors="replace", newline="") as opened:
        rows = csv.reader(opened, delimiter=options.field_delimiter)
        header, *body = [*islice(rows, _SAMPLE)] or [[]]
    if header:
        header[0] = header[0].removeprefix("\ufeff")
    return {name: [row[i] for row in body if i < len(row)] for i, name in enumerate(header)}


def _encoding(files: Sequence[Path]) -> str:
    """Return UTF-8 where all bytes are, UTF-16 where a mark says so, else what Windows writes."""
    for file in files:
        reader = codecs.getincrementaldecoder("utf-8")()
        with file.open("rb") as opened:
            if opened.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
                return "UTF-16"
            opened.seek(0)
            try:
                for piece in iter(lambda: opened.read(1 << 20), b""):
                    reader.decode(piece)
                reader.decode(b"", final=True)
            except UnicodeDecodeError:
                return "WINDOWS-1252"
    return "UTF-8"


def _delimiter(file: Path, encoding: str) -> str:
    """Return the character that separates the names of the first line: the most frequent one."""
    with file.open(encoding=encoding, errors="replace") as opened:
        line = opened.readline(1 << 20)
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
