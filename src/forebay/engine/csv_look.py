"""A look at every line of CSV files without quotes, by compiled code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.engine.column_library import column_library
from forebay.engine.csv_lines import has_form
from forebay.engine.line_chunks import line_chunks
from forebay.engine.line_fields import LineFields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.engine.csv_scan import Counts
    from forebay.engine.source_options import SourceOptions

# The numbers of the forms in native/lines.c: those of csv_lines.py, and days and times that there
# are, of the years 1 to 9999 and without an offset.
FORMS: Final = {"BOOLEAN": 1, "BIGINT": 2, "DOUBLE": 3, "DATE": 4, "TIMESTAMP": 5}
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
    library = column_library()
    fields = LineFields.of(counts, width, {p: FORMS[kind] for p, kind in kinds.items()}, options)
    if library is None or fields is None:
        return None
    misfits, rows = np.zeros(width, np.int64), 0
    for lines in line_chunks(path, options.skip_leading_rows, _CHUNK):
        found = -1 if lines is None else library.check_lines(lines, fields, misfits)
        if found < 0:
            return None
        rows += found
    return rows, frozenset(np.flatnonzero(misfits).tolist())
