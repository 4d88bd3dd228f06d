"""Parquet files that appear whole or not at all: temporary name, fsync, rename."""

from __future__ import annotations

import errno
import itertools
import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from forebay.engine.on_disk import OnDisk, disk_error
from forebay.engine.protocol import WrittenFile
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from forebay.engine.protocol import Column, Schema

_serial = itertools.count()

# Measured on 336,776 flights: zstd writes 0.64-0.74 s and 5.2 MB, snappy 0.49-0.60 s and 5.8 MB;
# both read alike. Versions are many and are read often, so speed counts more than a tenth of size.
# A dictionary of more than 6,000 values (by default 24,576) is given up: 3.4 million flights and
# departures are written in 10 % less time, to files of the same size, read alike.
_COPY_FORMAT = "FORMAT parquet, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 6000"
COPY_OPTIONS = f"({_COPY_FORMAT})"
# Threads that need not wait for each other: 3.4 million rows in a fifth less time.
UNORDERED_OPTIONS = f"({_COPY_FORMAT}, PRESERVE_ORDER false)"
# A query that ran out of memory runs again, into the same folder.
PARTS_OPTIONS = f"({_COPY_FORMAT}, PRESERVE_ORDER false, ROW_GROUPS_PER_FILE 2, OVERWRITE)"

# Parquet has no 128-bit integer: DuckDB would write HUGEINT, the type of every integer sum, as a
# rounded DOUBLE. DECIMAL(38, 0) holds every sum of fewer than 10^19 BIGINTs exactly.
_HUGE = re.compile(r"\bU?HUGEINT\b")
_STORED_OTHERWISE = re.compile(
    r"\bU?HUGEINT\b|\bTIMESTAMP_M?S\b|\bBIT\b|\bENUM\(|\[\d+\]|\bBIGNUM\b|\bGEOMETRY\b"
    # Scores are written beside rows that came through Arrow, where these are texts.
    r"|\bUUID\b|\bJSON\b|\bTIME_NS\b"
)
NOT_STORABLE = re.compile(r"\bUNION\(|\bTIME WITH TIME ZONE\b|\bVARIANT\b|\bPOINTER\b")


def stored_type(column: Column) -> str | None:
    """Return the type to cast a column to before it is written; None if it is written as it is.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> stored_type(Column("n", "HUGEINT")), stored_type(Column("n", "BIGINT"))
    ('DECIMAL(38,0)', None)

    """
    kind = _HUGE.sub("DECIMAL(38,0)", column.type)
    return None if kind == column.type else kind


def is_stored(column: Column) -> bool:
    """Return whether Parquet keeps the column as it is.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> is_stored(Column("n", "HUGEINT")), is_stored(Column("n", "BIGINT"))
    (False, True)

    """
    return stored_type(column) is None and not NOT_STORABLE.search(column.type)


def read_back_cast(column: Column) -> bool:
    """Return whether the column must be cast to its type when it is read from Parquet."""
    return bool(_STORED_OTHERWISE.search(column.type))


def stored_columns(schema: Schema) -> str:
    """Return what to select of a query with these columns so that Parquet can keep them.

    Raises
    ------
    ProjectError
        ``not-supported`` for types that it cannot keep at all.

    """
    _refuse_unstorable(schema)
    casts = ", ".join(
        f"CAST({quote(c.name)} AS {kind}) AS {quote(c.name)}"
        for c in schema.columns
        if (kind := stored_type(c)) is not None
    )
    return f"* REPLACE ({casts})" if casts else "*"


def _refuse_unstorable(schema: Schema) -> None:
    from forebay.errors import Problem, ProjectError

    problems = [
        Problem(
            "not-supported",
            f'column "{c.name}" has type {c.type}, which a table cannot keep',
            hint="cast it: to a STRUCT, or to VARCHAR",
        )
        for c in schema.columns
        if NOT_STORABLE.search(c.type)
    ]
    if problems:
        raise ProjectError(*problems)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_whole(
    target: Path, writable: Sequence[Path], scratch: Path, fill: Callable[[Path], int]
) -> WrittenFile:
    """Let `fill` write a temporary file and give it the name `target` when it is safely on disk.

    In `scratch` it has the name as soon as it is whole.

    Parameters
    ----------
    target
        The final name; its folder exists.
    writable
        The folders below which the engine may write. Elsewhere the temporary file lies in
        `scratch` and is moved.
    fill
        Writes the file at the path given and returns the number of rows.

    """
    final = target.resolve()
    inside = any(final.parent.is_relative_to(folder) for folder in writable)
    folder = final.parent if inside else scratch
    temporary = folder / f".{final.name}.{os.getpid()}.{next(_serial)}.tmp"
    with _removed_on_failure(temporary):
        rows = fill(temporary)
        try:
            if final.parent.is_relative_to(scratch):
                temporary.replace(final)
            else:
                _force(temporary)
                _rename(temporary, final)
        except OSError as error:
            raise disk_error(error, target) from error
    return WrittenFile(target, rows, OnDisk(target))


def _force(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _rename(temporary: Path, final: Path) -> None:
    try:
        temporary.replace(final)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = final.parent / temporary.name
        with _removed_on_failure(near):
            shutil.copyfile(temporary, near)
            _force(near)
            near.replace(final)
        temporary.unlink()
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
