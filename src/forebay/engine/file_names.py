"""The name of its file beside each row of a source, where a computed column reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.engine.source_spec import SourceSpec

# What computed columns may read beside the columns of the file: the path, as the user knows it, of
# the file that the row comes from. BigQuery's external tables call it so, too.
FILE_NAME: Final = "_FILE_NAME"
_WORD: Final = re.compile(rf"(?<!\w){FILE_NAME}(?!\w)", re.IGNORECASE)


def reads_file_name(expressions: Iterable[str]) -> bool:
    """Return whether one of some expressions of computed columns may read the name of the file.

    Examples
    --------
    >>> reads_file_name(["upper(_file_name)"]), reads_file_name(["my_file_name"])
    (True, False)

    """
    return any(_WORD.search(text) for text in expressions)


def beside(spec: SourceSpec) -> str:
    """Return what a SELECT has at the end to hand the name on; empty where nobody asks."""
    return f", {quote(FILE_NAME)}" if asks_file_name(spec) else ""


def asks_file_name(spec: SourceSpec) -> bool:
    """Return whether a computed column of a source may read the name of the file."""
    return reads_file_name(computed.text for computed in spec.computed)


def file_names(spec: SourceSpec) -> tuple[str, ...]:
    """Return, for each file, what a SELECT of its rows has at the end; empty where nobody asks.

    Examples
    --------
    >>> from pathlib import Path
    >>> from forebay.engine.source_spec import ComputedColumn, SourceSpec
    >>> from forebay.errors import Source
    >>> asked = ComputedColumn("f", "_file_name", Source("a.sql", "_file_name").whole())
    >>> spec = SourceSpec("s", "CSV", (Path("/p/data/a.csv"),), ("data/a.csv",), computed=(asked,))
    >>> print(file_names(spec)[0])
    , 'data/a.csv' AS "_FILE_NAME"

    """
    if not asks_file_name(spec):
        return ("",) * len(spec.files)
    return tuple(f", {literal(shown)} AS {quote(FILE_NAME)}" for shown in spec.display)
