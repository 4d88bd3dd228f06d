"""Read CSV files by declared types; what does not fit is told with file, line and column."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import csv as pa_csv

if TYPE_CHECKING:
    from pathlib import Path

INT, FLOAT, TIME = pa.int64(), pa.float64(), pa.timestamp("s", "UTC")
WORD, TEXT = pa.dictionary(pa.int32(), pa.string()), pa.string()
NULLS = ["NA", ""]
_SHOWN = 5

TYPES: dict[str, dict[str, pa.DataType]] = {
    "flights": {
        "year": INT, "month": INT, "day": INT, "dep_time": INT, "sched_dep_time": INT,
        "dep_delay": INT, "arr_time": INT, "sched_arr_time": INT, "arr_delay": INT,
        "carrier": WORD, "flight": INT, "tailnum": WORD, "origin": WORD, "dest": WORD,
        "air_time": INT, "distance": INT, "hour": INT, "minute": INT, "time_hour": TIME,
    },
    "weather": {
        "origin": WORD, "year": INT, "month": INT, "day": INT, "hour": INT, "temp": FLOAT,
        "dewp": FLOAT, "humid": FLOAT, "wind_dir": INT, "wind_speed": FLOAT, "wind_gust": FLOAT,
        "precip": FLOAT, "pressure": FLOAT, "visib": FLOAT, "time_hour": TIME,
    },
    "planes": {
        "tailnum": TEXT, "year": INT, "type": WORD, "manufacturer": WORD, "model": WORD,
        "engines": INT, "seats": INT, "speed": INT, "engine": WORD,
    },
    "airports": {
        "faa": TEXT, "name": TEXT, "lat": FLOAT, "lon": FLOAT, "alt": INT, "tz": INT,
        "dst": WORD, "tzone": WORD,
    },
}  # fmt: skip


def read_strict(file: Path, name: str) -> pa.Table:
    """Return the rows of a file; SystemExit with places if a line or value does not fit.

    A number must be one to the last character, a time ISO 8601, a line as long as the header; bytes
    must be UTF-8. Times are UTC, and lose their zone once they are read.
    """
    types = TYPES[name]
    ragged: list[Any] = []

    def keep(row: Any) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = pa_csv.read_csv(
            file,
            parse_options=pa_csv.ParseOptions(invalid_row_handler=keep),
            convert_options=pa_csv.ConvertOptions(
                column_types=types, null_values=NULLS, strings_can_be_null=True, check_utf8=True
            ),
        )
    except pa.ArrowInvalid as error:
        raise SystemExit("\n".join([f"{file}: {error}", *_misfits(file, types)])) from error
    if ragged:
        raise SystemExit("\n".join(_misfits(file, types)))
    if table.column_names != list(types):
        raise SystemExit(f"{file}:1: the header has {table.column_names}, not {list(types)}")
    for place, field in enumerate(table.schema):
        if field.type == TIME:
            plain = table.column(place).cast(pa.timestamp("us"))
            table = table.set_column(place, field.name, plain)
    return table


def signature(file: Path) -> dict[str, Any]:
    """Return what tells whether a file has changed: size, time, SHA-256."""
    found = file.stat()
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"size": found.st_size, "mtime_ns": found.st_mtime_ns, "sha256": digest}


def _misfits(file: Path, types: dict[str, pa.DataType]) -> list[str]:
    """Return the places of what does not fit; slow, and only asked once something does not."""
    found: list[str] = []
    count = 0
    with file.open(newline="", encoding="utf-8", errors="replace") as opened:
        lines = csv.reader(opened)
        header = next(lines, [])
        try:
            for row in lines:
                bad = _bad_cells(header, row, types)
                count += bool(bad)
                if bad and len(found) < _SHOWN:
                    found.append(f"{file}:{lines.line_num}: {bad}")
        except csv.Error as error:  # a quote that is never closed
            found.append(f"{file}:{lines.line_num}: {error}")
    return [*found, f"{count:,} lines of {file} do not fit"]


def _bad_cells(header: list[str], row: list[str], types: dict[str, pa.DataType]) -> str:
    if len(row) != len(header):
        return f"{len(row)} values, not {len(header)}"
    for name, value in zip(header, row, strict=True):
        kind = types.get(name, TEXT)
        if "\ufffd" in value:
            return f"{name}: {value!r} is no UTF-8"
        if value in NULLS or kind in (WORD, TEXT):
            continue
        try:
            pa.array([value]).cast(kind)
        except pa.ArrowInvalid:
            return f"{name}: {value!r} is no {kind}"
    return ""
