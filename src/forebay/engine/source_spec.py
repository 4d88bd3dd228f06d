"""A source to be read, and what reading it gave, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from forebay.engine.source_options import SourceOptions

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Schema, WrittenFile
    from forebay.engine.source_options import SourceFormat
    from forebay.errors import Problem, Span


class DeclaredColumn(NamedTuple):
    """A column of the contract; without a type the type is inferred.

    `is_checked` says that the type was inferred from these very files as they are now: every text
    was looked at already.
    """

    name: str
    type: str | None
    is_checked: bool = False


class ComputedColumn(NamedTuple):
    """``name AS (text)``: an expression over the file's columns and earlier computed ones."""

    name: str
    text: str
    span: Span  # of the expression, of the same length as the text


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source to be read.

    Parameters
    ----------
    files, display
        The files in the order in which they are read, and their paths as the user knows them.
    columns
        The declared columns; None if nothing is declared.
    star
        The file may have other columns too, which are inferred. Without it, `columns` is all.
    root
        No file may lie outside of this folder, not by a symbolic link either; None: anywhere.
    span
        The CREATE EXTERNAL TABLE statement's name, for errors without a better place.

    """

    name: str
    format: SourceFormat
    files: tuple[Path, ...]
    display: tuple[str, ...]
    columns: tuple[DeclaredColumn, ...] | None = None
    star: bool = True
    computed: tuple[ComputedColumn, ...] = ()
    options: SourceOptions = field(default_factory=SourceOptions)
    root: Path | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What reading a source gave.

    Parameters
    ----------
    schema
        The file's columns, then the computed ones: the columns of `file`.
    rejected
        The quarantine: columns file, line, reason, raw; None if no row was rejected.
    rows_read
        Rows of the files: ``file.rows + rows_rejected``.
    inferred
        The file's own columns with the types that were used.
    notices
        Warnings that stop nothing, such as texts that look like a NULL marker.

    """

    schema: Schema
    file: WrittenFile
    rejected: WrittenFile | None
    rows_read: int
    rows_rejected: int
    inferred: Schema
    notices: tuple[Problem, ...] = ()
