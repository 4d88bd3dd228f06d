"""Rows that cannot be read: counted, told with file and line, or put in quarantine."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.errors import EngineError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace, WrittenFile
    from forebay.engine.source_spec import SourceSpec
    from forebay.engine.source_types import Conversion
    from forebay.engine.text_input import Sifted, TextInput

_EXAMPLES = 5
_SHOWN_CHARACTERS = 60

_HINTS = {
    "ragged-row": "mend the file, or allow some bad rows: max_bad_records = n",
    "unterminated-quote": "close the quote, or say what quotes the fields: quote = '...'",
    "stray-quote": "double a quote that stands inside a quoted field",
    "nul-byte": "remove the NUL characters: tr -d '\\000' < old.csv > new.csv",
    "wrong-encoding": "add the option encoding = 'ISO-8859-1', or what the file is in",
    "row-too-long": "keep such values outside of the table",
    "bad-json": "write one JSON object a line",
}
_WHAT = {
    "ragged-row": "have another number of fields",
    "unterminated-quote": "open a quote that is never closed",
    "stray-quote": "have text after a closing quote",
    "nul-byte": "hold a NUL character",
    "wrong-encoding": "are not in UTF-8",
    "row-too-long": "are too long",
    "bad-json": "are no JSON object",
}
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")


class TypedColumn:
    """A column of the result: its name, type and how its texts become values."""

    __slots__ = ("conversion", "kind", "name", "text")

    def __init__(self, name: str, kind: str, text: str, conversion: Conversion) -> None:
        self.name = name
        self.kind = kind
        self.text = text
        self.conversion = conversion


def count_misfits(workspace: Workspace, sifted: Sifted, columns: Sequence[TypedColumn]) -> int:
    """Return in how many well-formed rows some value does not fit its type."""
    query = f"SELECT count(*) FILTER (WHERE NOT ({all_fit(columns)})) FROM ({sifted.relation})"
    return int(str(workspace.rows(query)[0][0]))


def all_fit(columns: Sequence[TypedColumn]) -> str:
    """Return SQL that is true for a row whose every value fits."""
    return " AND ".join(f"({c.conversion.fits})" for c in columns) or "true"


def refuse(
    workspace: Workspace, spec: SourceSpec, sifted: Sifted, columns: Sequence[TypedColumn]
) -> EngineError:
    """Return the error that tells all kinds of bad rows, with the first places of each."""
    rows = sifted.good + len(sifted.bad)
    problems = [*_structure_problems(spec, sifted, rows)]
    problems += _value_problems(workspace, spec, sifted, columns, rows)
    return EngineError(*problems)


def _structure_problems(spec: SourceSpec, sifted: Sifted, rows: int) -> list[Problem]:
    by_kind = defaultdict(list)
    for index, record in sifted.bad:
        by_kind[record.kind].append((index, record))
    problems = []
    for kind, found in by_kind.items():
        told = "; ".join(
            f"{spec.display[i]}:{r.line}: {r.reason}{_raw(r.raw)}" for i, r in found[:_EXAMPLES]
        )
        message = f'source "{spec.name}": {len(found):,} of {rows:,} rows {_WHAT[kind]}'
        detail = f"{told}{'; ...' if len(found) > _EXAMPLES else ''}."
        problems.append(Problem(kind, message, spec.span, detail, _HINTS[kind]))
    return problems


def _value_problems(
    workspace: Workspace,
    spec: SourceSpec,
    sifted: Sifted,
    columns: Sequence[TypedColumn],
    rows: int,
) -> list[Problem]:
    checked = [c for c in columns if c.conversion.fits != "true"]
    if not checked:
        return []
    place = "{{'file': file, 'line': line, 'text': left(CAST({} AS VARCHAR), 200)}}"
    asked = ", ".join(
        f"count(*) FILTER (WHERE NOT ({c.conversion.fits})),"
        f" arg_min({place.format(c.text)}, (file, line), {_EXAMPLES})"
        f" FILTER (WHERE NOT ({c.conversion.fits}))"
        for c in checked
    )
    found = workspace.rows(f"SELECT {asked} FROM ({sifted.relation})")[0]
    problems = []
    for position, column in enumerate(checked):
        count, examples = found[2 * position], found[2 * position + 1]
        if count:
            listed = [dict(e) for e in examples]  # type: ignore[attr-defined]
            problems.append(_value_problem(spec, column, int(str(count)), listed, rows))
    return problems


def _value_problem(
    spec: SourceSpec, column: TypedColumn, count: int, examples: list[dict[str, object]], rows: int
) -> Problem:
    told = "; ".join(
        f"{spec.display[int(str(e['file']))]}:{e['line']}: {_shown(str(e['text']))}"
        for e in examples
    )
    message = (
        f'source "{spec.name}": column "{column.name}" is no {column.kind}'
        f" in {count:,} of {rows:,} rows"
    )
    detail = f"{told}{'; ...' if count > len(examples) else ''}."
    texts = [str(e["text"]) for e in examples]
    return Problem(
        "unreadable-value", message, spec.span, detail, _advice(column.kind, texts, spec)
    )


def _advice(kind: str, texts: list[str], spec: SourceSpec) -> str:
    first = texts[0]
    slashed = [m for m in map(_SLASHED.fullmatch, texts) if m]
    if kind in {"DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"} and slashed:
        either = sum(int(m[1]) <= 12 and int(m[3]) <= 12 for m in slashed)  # noqa: PLR2004 - months
        option = "date_format" if kind == "DATE" else "timestamp_format"
        both = (
            f"{either} of the {len(slashed)} shown read as day and month either way; "
            if either
            else ""
        )
        return f"{both}say which: {option} = 'DD/MM/YYYY' or 'MM/DD/YYYY'"
    if first.casefold() in {"nan", "na", "n/a", "null", "none", "-", "?", "\\n", "nil"}:
        markers = ", ".join(f"'{m}'" for m in dict.fromkeys((*spec.options.null_markers, first)))
        return f"if it means NULL, add the option null_markers = [{markers}]"
    if first != first.strip():
        return "blanks stand around the value: read the column as VARCHAR and trim it in a table"
    if re.fullmatch(r"-?\d+,\d+", first):
        return "if the comma is a decimal separator, add the option decimal_separator = ','"
    if re.fullmatch(r"-?\d+\.\d+", first) and "INT" in kind:
        return "declare the column as DOUBLE or DECIMAL(p, s)"
    return "mend the values, declare another type, or allow some bad rows: max_bad_records = n"


def quarantine(
    workspace: Workspace,
    spec: SourceSpec,
    opened: TextInput,
    sifted: Sifted,
    columns: Sequence[TypedColumn],
    target: Path,
) -> WrittenFile:
    """Write the rejected rows: file, line, reason, raw text."""
    reasons = {(index, r.line): r.reason for index, r in sifted.bad}
    raws = {(i, r.line): r.raw.decode(errors="replace") for i, r in sifted.bad}
    told = ", ".join(_reason(column) for column in columns)
    misfits = workspace.rows(
        f"SELECT file, line, concat_ws('; ', {told}) FROM ({sifted.relation})"
        f" WHERE NOT ({all_fit(columns)})"
    )
    by_file = defaultdict(set)
    for file, line, reason in misfits:
        index, number = int(str(file)), int(str(line))
        reasons[index, number] = str(reason)
        by_file[index].add(number)
    for index, lines in by_file.items():
        raws |= {(index, number): raw for number, raw in opened.raw(index, lines).items()}
    listing = target.parent / f".{target.name}.csv"
    try:
        with listing.open("w", encoding="UTF-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
            for index, line in sorted(reasons):
                raw = raws.get((index, line), "").replace("\0", "\ufffd")
                writer.writerow((spec.display[index], line, reasons[index, line], raw))
        return workspace.write(_listing_query(listing), target)
    finally:
        listing.unlink(missing_ok=True)


def _reason(column: TypedColumn) -> str:
    """Return SQL that says why a value does not fit; NULL where it does."""
    begin = literal(f'column "{column.name}" is no {column.kind}: ')
    return (
        f"CASE WHEN NOT ({column.conversion.fits})"
        f" THEN {begin} || left(CAST({column.text} AS VARCHAR), 200) END"
    )


def _listing_query(listing: Path) -> str:
    return (
        f"SELECT * FROM read_csv({literal(str(listing.resolve()))}, auto_detect = false,"
        " header = false, delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false,"
        " max_line_size = 4200000, new_line = '\\n', columns = {'file': 'VARCHAR',"
        " 'line': 'BIGINT', 'reason': 'VARCHAR', 'raw': 'VARCHAR'})"
    )


def _raw(raw: bytes) -> str:
    return f" ({_shown(raw[:400].decode(errors='replace'))})" if raw else ""


def _shown(text: str) -> str:
    """Return a text in quotes, shortened, with what cannot be seen escaped."""
    cut = text[:_SHOWN_CHARACTERS]
    seen = "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut)
    return f"'{seen}'" + ("..." if len(text) > _SHOWN_CHARACTERS else "")
