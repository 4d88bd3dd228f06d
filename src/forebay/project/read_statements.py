"""Read a text of SQL in the project's dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.bigquery.datasets import TABLE_SUFFIX, Datasets, file_format
from forebay.engine.file_names import FILE_NAME
from forebay.engine.quote import literal, quote_dotted
from forebay.errors import Source, Span
from forebay.errors.span import Piece
from forebay.sql.parse import parse
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.project.settings import Settings
    from forebay.sql.statement import Statement

_SETTINGS = "forebay.toml"


def read_statements(
    source: Source, settings: Settings
) -> tuple[tuple[Statement, ...], Mapping[str, str]]:
    """Return the statements of a text, and by node the files that its names mean by ``[datasets]``.

    Raises
    ------
    ProjectError
        With every problem of the text.

    """
    if settings.dialect == "duckdb":
        return parse(source), {}
    from forebay.engine.bigquery.read_bigquery import read_bigquery

    read = read_bigquery(source, Datasets(settings.datasets))
    return read.statements, read.files


def dataset_source(root: Path, node: str, pattern: str) -> CreateExternalTable:
    """Return the source that a file of ``[datasets]`` is, as if it stood in a file of SQL.

    Its place is the entry in forebay.toml. Of a pattern with one ``*``, what that stands for in the
    name of a file is the column ``_TABLE_SUFFIX``, as in BigQuery's wildcard tables.
    """
    uri, kind = pattern, file_format(pattern)
    columns = ""
    if pattern.endswith(".*"):  # an entry for a folder: a file with the table's name
        named = sorted(root.glob(pattern))
        known = [path for path in named if file_format(path.name) is not None]
        uri = known[0].relative_to(root).as_posix() if known else pattern
        kind = file_format(uri)
    elif pattern.count("*") == 1:
        before, _, after = pattern.partition("*")
        length = f"length({FILE_NAME}) - {len(before) + len(after)}"
        columns = f" (*, {TABLE_SUFFIX} AS (substr({FILE_NAME}, {len(before) + 1}, {length})))"
    tab = ", field_delimiter = 'tab'" if ".tsv" in uri.casefold() else ""
    text = (
        f"CREATE EXTERNAL TABLE {quote_dotted(node)}{columns} "
        f"OPTIONS (format = {literal(kind or 'PARQUET')}, uris = [{literal(uri)}]{tab})"
    )
    source = Source(_SETTINGS, text, (Piece(0, len(text), _entry(root, pattern)),))
    return next(s for s in parse(source) if isinstance(s, CreateExternalTable))


def _entry(root: Path, pattern: str) -> Span:
    """Return the place of the entry that names a file, or the folder that it is in."""
    settings = Source(_SETTINGS, (root / _SETTINGS).read_text(encoding="utf-8-sig"))
    for value in (pattern, f"{pattern.rpartition('/')[0]}/"):
        at = settings.text.find(value)
        if at >= 0:
            return Span(settings, at, at + len(value))
    return settings.whole().part(0, 0)
