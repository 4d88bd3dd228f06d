"""Rows of a query in a file that a person asked for."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.errors import ProjectError, file_not_written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_FORMATS = {
    "parquet": "FORMAT parquet",
    "csv": "FORMAT csv, HEADER true",
    "json": "FORMAT json, ARRAY false",
}


def export(
    copy: Callable[[str, str], int], names: Sequence[str], scratch: Path, target: Path, format_: str
) -> int:
    """Write rows to `target` and return how many.

    The engine may write below `scratch` only; the finished file is moved from there.

    Parameters
    ----------
    copy
        Runs a COPY of the query to a path literal with options, and returns the number of rows.
    names
        Of the columns: the engine writes no header where there are no rows.

    """
    options = _FORMATS.get(format_)
    if options is None:
        raise ProjectError.of(
            "bad-arguments", f'"{format_}" is no format', hint=f"use {', '.join(_FORMATS)}."
        )
    temporary = scratch / f"export.{format_}"
    try:
        rows = copy(literal(temporary), options)
        if format_ == "csv" and not rows:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(names)
        shutil.move(temporary, target)
    except OSError as error:
        raise file_not_written(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return rows
