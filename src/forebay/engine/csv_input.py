"""CSV files as a relation of texts: the header is ours, the parsing is the engine's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from forebay.engine.csv_batches import CsvBatches, LinesFile
from forebay.engine.csv_lines import has_form, line_form
from forebay.engine.csv_look import can_look_for, look_at_lines
from forebay.engine.csv_records import MAX_RECORD_BYTES, header_fields, leading_lines, records
from forebay.engine.csv_scan import Counts, scan
from forebay.engine.file_names import file_names
from forebay.engine.quote import literal
from forebay.engine.source_files import plain_text
from forebay.engine.source_types import INFERRED_DOUBLE, Conversion, conversion
from forebay.engine.text_input import Sifted
from forebay.errors import EngineError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from forebay.engine.csv_records import Record
    from forebay.engine.source_columns import Picked
    from forebay.engine.source_options import SourceOptions
    from forebay.engine.source_spec import SourceSpec

_BOM = b"\xef\xbb\xbf"
_NO_DELIMITER = "\x01"  # where one stands in a line all the same, reading it as a whole is an error


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    header: tuple[str, ...]
    counts: Counts
    head_delimiters: int  # in the lines before the data


class CsvInput:
    """The CSV files of a source: decoded, with header names and byte counts."""

    def __init__(self, spec: SourceSpec, scratch: Path) -> None:
        self._options = spec.options
        self._scratch = scratch
        self._displays = spec.display
        self._told = file_names(spec)
        self._files = [
            _open(plain_text(path, display, spec.options, scratch, spec), display, spec)
            for path, display in zip(spec.files, spec.display, strict=True)
        ]

    @property
    def widest(self) -> str:
        """The type that holds every value: VARCHAR."""
        return "VARCHAR"

    @property
    def headers(self) -> Sequence[tuple[str, ...]]:
        """The column names of each file."""
        return [file.header for file in self._files]

    def file_of(self, name: str) -> str:
        """Return the first file that has a column in its header."""
        pairs = zip(self._files, self._displays, strict=True)
        return next((told for file, told in pairs if name in file.header), self._displays[0])

    def relation(self, picked: Sequence[Picked]) -> str:
        """Return SQL with the columns t0, t1, ... of texts."""
        return self._relation(picked, {})

    def typed(self, picked: Sequence[Picked]) -> tuple[str, frozenset[int]]:
        """Return the relation in which the engine's reader makes numbers of texts.

        It is far faster than casts, and reads ``1.5`` as the BIGINT 2: so only where inference saw
        that every text is the number as it prints.
        """
        kinds = {
            i: column.type
            for i, column in enumerate(picked)
            if column.is_checked
            and (
                column.type == "BIGINT"
                or (column.type == "DOUBLE" and self._options.decimal_separator == ".")
            )
        }
        return self._relation(picked, kinds), frozenset(kinds)

    def _relation(self, picked: Sequence[Picked], kinds: Mapping[int, str]) -> str:
        if any(f.counts.has_nul or f.counts.line_end is None for f in self._files):
            return "SELECT error('not a plain CSV file')"
        parts = []
        for first, files in self._alike():
            fields = _columns(len(self._files[first].header), picked, first, kinds)
            reader = _reader(files, fields, self._options, self._begin(first))
            parts.append(f"SELECT {_texts(picked, first)}{self._told[first]} FROM {reader}")
        return " UNION ALL ".join(parts)

    def _alike(self) -> Iterator[tuple[int, list[Path]]]:
        """Yield files that one reader can read, with the position of the first of them."""
        for _, group in groupby(
            enumerate(self._files), lambda f: (f[1].header, f[1].counts.line_end, self._told[f[0]])
        ):
            files = list(group)
            yield files[0][0], [file.path for _, file in files]

    def _begin(self, file: int) -> str:
        """Return the reader's options for what stands before the rows and between them."""
        return (
            f"header = {literal(self._options.skip_leading_rows > 0)},"
            f" skip = {max(0, self._options.skip_leading_rows - 1)},"
            f" new_line = '{self._files[file].counts.line_end}'"
        )

    def quick_look(
        self, picked: Sequence[Picked], kinds: Mapping[int, str]
    ) -> tuple[str, frozenset[int]] | None:
        """Return SQL that gives whether each line as a whole looks as it should.

        A line is a record only where no file has a quote; one of a single field may be empty.
        """
        told = {i: kind for i, kind in kinds.items() if has_form(kind, self._options)}
        if not (told and self._are_lines):
            return None
        parts = []
        for first, files in self._alike():
            places = {picked[i].places[first]: kind for i, kind in told.items()}
            form = line_form(len(self._files[first].header), places, self._options)
            options = replace(
                self._options, field_delimiter=_NO_DELIMITER, quote="", null_markers=()
            )
            reader = _reader(files, {"line": "VARCHAR"}, options, self._begin(first))
            parts.append(f"SELECT regexp_full_match(line, {literal(form)}) AS ok FROM {reader}")
        return " UNION ALL ".join(parts), frozenset(told)

    def look(
        self, picked: Sequence[Picked], kinds: Mapping[int, str]
    ) -> tuple[int, frozenset[int]] | None:
        """Return the number of rows, and which of some columns hold what they should in each."""
        told = {i: kind for i, kind in kinds.items() if can_look_for(kind, self._options)}
        if not (told and self._are_lines):
            return None
        rows, odd = 0, set[int]()
        for number, file in enumerate(self._files):
            places = {picked[i].places[number]: kind for i, kind in told.items()}
            found = look_at_lines(file.path, file.counts, len(file.header), places, self._options)
            if found is None:
                return None
            rows += found[0]
            odd |= {i for i in told if picked[i].places[number] in found[1]}
        return rows, frozenset(told) - odd

    def batches(self, picked: Sequence[Picked], kinds: Sequence[str]) -> CsvBatches | None:
        """Return the rows as arrays; None where they must be read by the engine."""
        if not self._are_lines or any(self._told) or self.adds_up(0):
            return None
        places = zip(*(column.places for column in picked), strict=True)
        files = [
            LinesFile(file.path, file.counts, len(file.header), of_file)
            for file, of_file in zip(self._files, places, strict=True)
        ]
        batches = CsvBatches(files, kinds, self._options)
        return batches if batches.can_read else None

    @property
    def _are_lines(self) -> bool:
        """Whether each record is a line, and each line a record."""
        return all(
            f.counts.line_end is not None
            and not (f.counts.has_quotes or f.counts.has_nul)
            and len(f.header) > 1
            for f in self._files
        )

    def adds_up(self, rows: int) -> bool:
        """Return whether rows and delimiters are as many as the bytes say."""
        expected = 0
        for file in self._files:
            lines = file.counts.lines - self._options.skip_leading_rows
            between = lines * (len(file.header) - 1)
            if file.counts.line_end is None:
                return False  # the count knows \n only
            if file.counts.delimiters - file.head_delimiters != between:
                return False
            expected += lines
        return rows == expected

    def sift(self, picked: Sequence[Picked]) -> Sifted:
        """Copy the well-formed records of each file, with their lines, and keep the others."""
        bad: list[tuple[int, Record]] = []
        good = 0
        parts = []
        delimiter = self._options.field_delimiter.encode()
        for index, file in enumerate(self._files):
            clean = self._scratch / f"{index}.clean"
            with file.path.open("rb") as source, clean.open("wb") as copy:
                _skip_bom(source)
                for record in records(source, self._options, len(file.header)):
                    if record.kind:
                        bad.append((index, record))
                    else:
                        good += 1
                        copy.write(b"%d%b%b\n" % (record.line, delimiter, record.raw))
            reader = _reader(
                [clean],
                {"line": "VARCHAR", **_columns(len(file.header), picked, index, {})},
                self._options,
                "header = false, new_line = '\\n'",
            )
            parts.append(
                f"SELECT {index} AS file, CAST(line AS BIGINT) AS line, {_texts(picked, index)}"
                f"{self._told[index]} FROM {reader}"
            )
        return Sifted(" UNION ALL ".join(parts), tuple(bad), good)

    def raw(self, file: int, lines: set[int]) -> dict[int, str]:
        """Return the text of the records that begin in some lines of a file."""
        found: dict[int, str] = {}
        opened = self._files[file]
        with opened.path.open("rb") as source:
            _skip_bom(source)
            for record in records(source, self._options, len(opened.header)):
                if record.line in lines:
                    found[record.line] = record.raw.decode(errors="replace")
        return found

    def conversion(self, kind: str, text: str) -> Conversion:
        """Return the SQL by which a field becomes a value of a type."""
        has_quotes = any(f.counts.has_quotes for f in self._files)
        return conversion(kind, text, self._options, has_quotes=has_quotes)

    def guess(self, kind: str, text: str) -> str:
        """Return SQL that is true where inference may take a field for a value of a type."""
        match kind:
            case "BOOLEAN":
                return f"lower({text}) IN ('true', 'false')"
            case "BIGINT":
                return f"CAST(TRY_CAST({text} AS BIGINT) AS VARCHAR) = {text}"
            case "DOUBLE":
                number = text
                if self._options.decimal_separator == ",":
                    number = f"replace(replace({text}, '.', 'x'), ',', '.')"
                form = f"regexp_full_match({number}, {literal(INFERRED_DOUBLE)})"
                return f"isfinite(TRY_CAST({number} AS DOUBLE)) AND {form}"
            case _:
                return conversion(kind, text, self._options, has_quotes=False).fits


def _open(path: Path, display: str, spec: SourceSpec) -> _File:
    options = spec.options
    counts = scan(path, options)
    with path.open("rb") as file:
        _skip_bom(file)
        head = leading_lines(file, max(1, options.skip_leading_rows))
    if options.skip_leading_rows == 0:
        if spec.columns is None or spec.star:
            message = f'"{display}" has no header, and its columns are not all declared'
            hint = "declare the columns in the order of the file"
            raise ProjectError.of("missing-header", message, spec.span, hint=hint)
        return _File(path, tuple(c.name for c in spec.columns), counts, 0)
    line = _header_line(head[-1] if len(head) == options.skip_leading_rows else b"", display, spec)
    delimiter = options.field_delimiter.encode()
    skipped = sum(line.count(delimiter) for line in head[:-1])
    header = tuple(header_fields(line, options))
    _refuse_other_delimiter(header, line, display, spec)
    return _File(path, header, counts, skipped + len(header) - 1)


def _header_line(raw: bytes, display: str, spec: SourceSpec) -> str:
    quote = spec.options.quote.encode()
    if quote and raw.count(quote) % 2:
        message = f'"{display}": a quote in the header line is never closed'
        raise EngineError.of(
            "unterminated-quote",
            message,
            spec.span,
            hint="close it in the file, or say which character quotes: quote.",
        )
    if b"\0" in raw or not raw:
        what = "a NUL character" if raw else "nothing"
        message = f'"{display}": the header line holds {what}'
        hint = "say where the header is: skip_leading_rows" if not raw else ""
        raise EngineError.of("empty-header", message, spec.span, hint=hint)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        message = f'"{display}": the header is not UTF-8'
        detail = f"character {error.start + 1} is the byte 0x{raw[error.start]:02x}."
        hint = "add the option encoding = 'ISO-8859-1', or what the file is in"
        raise EngineError.of(
            "wrong-encoding", message, spec.span, detail=detail, hint=hint
        ) from error


def _refuse_other_delimiter(
    header: tuple[str, ...], line: str, display: str, spec: SourceSpec
) -> None:
    """Tell a file with another delimiter from a file with one column, if it is declared wider."""
    for other, name in ((";", "';'"), ("\t", "'tab'"), ("|", "'|'"), (",", "','")):
        if len(header) == 1 and other != spec.options.field_delimiter and line.count(other) > 0:
            message = (
                f'"{display}" has one column by the delimiter "{spec.options.field_delimiter}"'
            )
            detail = f"its header reads: {line[:80]}"
            hint = f"add the option field_delimiter = {name}"
            raise EngineError.of("wrong-delimiter", message, spec.span, detail=detail, hint=hint)


def _skip_bom(file: object) -> None:
    if file.read(len(_BOM)) != _BOM:  # type: ignore[attr-defined]
        file.seek(0)  # type: ignore[attr-defined]


def _texts(picked: Sequence[Picked], file: int) -> str:
    return ", ".join(f"c{column.places[file]} AS t{i}" for i, column in enumerate(picked))


def _columns(
    width: int, picked: Sequence[Picked], file: int, kinds: Mapping[int, str]
) -> dict[str, str]:
    """Return the fields of a file and their types; `kinds` goes by the position in `picked`."""
    columns = {f"c{place}": "VARCHAR" for place in range(width)}
    return columns | {f"c{picked[i].places[file]}": kind for i, kind in kinds.items()}


def _reader(paths: list[Path], fields: Mapping[str, str], options: SourceOptions, more: str) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in fields.items())
    # A text that no field can hold stands for "no NULL marker", because the list may not be empty.
    nulls = list(options.null_markers) or ["\ufffd no marker"]
    return (
        f"read_csv({literal([str(p.resolve()) for p in paths])}, auto_detect = false,"
        f" columns = {{{columns}}}, delim = {literal(options.field_delimiter)},"
        f" quote = {literal(options.quote)}, escape = {literal(options.quote)},"
        f" nullstr = {literal(nulls)}, allow_quoted_nulls = false, strict_mode = true,"
        f" null_padding = false, ignore_errors = false, comment = '',"
        f" max_line_size = {MAX_RECORD_BYTES + 64}, {more})"
    )
