"""A look at every line of CSV files without quotes, by compiled code."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from forebay.engine.column_library import column_library
from forebay.engine.csv_lines import has_form
from forebay.engine.csv_records import MAX_RECORD_BYTES
from forebay.engine.line_fields import LineFields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from forebay.engine.csv_scan import Counts
    from forebay.engine.source_options import SourceOptions

# The numbers of the forms in native/lines.c: those of csv_lines.py, and days and times that there
# are, of the years 1 to 9999 and without an offset.
_FORMS: Final = {"BOOLEAN": 1, "BIGINT": 2, "DOUBLE": 3, "DATE": 4, "TIMESTAMP": 5}
_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 1 << 20


def can_look_for(kind: str, options: SourceOptions) -> bool:
    """Return whether compiled code can tell the values of a type.

    Examples
    --------
    >>> from forebay.engine.source_options import SourceOptions
    >>> can_look_for("DATE", SourceOptions()), can_look_for("TIME", SourceOptions())
    (True, False)

    """
    match kind:
        case "DATE":
            return not options.date_format
        case "TIMESTAMP":
            return not options.timestamp_format
        case _:
            return has_form(kind, options)


def look_at_lines(
    path: Path, counts: Counts, width: int, kinds: Mapping[int, str], options: SourceOptions
) -> tuple[int, frozenset[int]] | None:
    """Return how many lines of data there are and which fields hold something else than their type.

    It takes a quarter of the time of the engine's regular expressions over lines.

    Parameters
    ----------
    counts
        Of the file, in which nothing is quoted.
    width
        How many fields a line has, more than one.
    kinds
        Types for which `can_look_for` is true, by the place of their field.

    Returns
    -------
    tuple or None
        None where a line has other fields, is no UTF-8 or too long, where numbers and times may
        hold the delimiter, or where there is no compiled library: then something else must look.

    """
    library, delimiter = column_library(), options.field_delimiter.encode()
    if library is None or len(delimiter) != 1 or delimiter.isalnum() or delimiter in b".-: ":
        return None
    fields = LineFields(
        delimiter[0],
        bytes(_FORMS[kinds[place]] if place in kinds else 0 for place in range(width)),
        tuple(marker.encode() for marker in options.null_markers),
        counts.line_end == "\\r\\n",
        MAX_RECORD_BYTES,
    )
    misfits, rows = np.zeros(width, np.int64), 0
    with path.open("rb") as file:
        for lines in _chunks(file, options.skip_leading_rows):
            if not _is_text(lines):
                return None
            found = library.check_lines(lines, fields, misfits)
            if found < 0:
                return None
            rows += found
    return rows, frozenset(np.flatnonzero(misfits).tolist())


def _chunks(file: BinaryIO, skip: int) -> Iterator[bytes]:
    """Yield whole lines after the first ones; a line that is too long may be cut."""
    if file.read(len(_BOM)) != _BOM:
        file.seek(0)
    for _ in range(skip):
        file.readline()
    while lines := file.read(_CHUNK) + file.readline(MAX_RECORD_BYTES + 1):
        yield lines


def _is_text(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
