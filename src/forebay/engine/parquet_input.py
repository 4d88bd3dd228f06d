"""Parquet files as a source: columns by name, types by contract, nothing cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.file_names import file_names
from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.engine.source_columns import pick_columns
from forebay.errors import EngineError, ForebayError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.engine.source_spec import SourceSpec

_MAGIC = b"PAR1"


def open_parquet(workspace: Workspace, spec: SourceSpec) -> tuple[str, Schema]:
    """Return SQL that reads the files by column names, and its columns.

    Raises
    ------
    EngineError
        ``corrupt-file``, ``empty-source``, ``files-differ``, ``missing-column``,
        ``unexpected-column``, ``type-differs``.

    """
    schemas = [
        _schema(workspace, p, d, spec) for p, d in zip(spec.files, spec.display, strict=True)
    ]
    picked = pick_columns(spec, [schema.names for schema in schemas])
    problems = []
    columns = []
    for column in picked:
        kinds = [s.columns[i].type for s, i in zip(schemas, column.places, strict=True)]
        declared = kinds[0]
        if column.type is not None:
            declared = (
                workspace.describe(f"SELECT CAST(NULL AS {column.type}) AS x").columns[0].type
            )
        columns.append(Column(column.name, declared))
        problems += [
            _differs(spec, display, column.name, kind, declared)
            for kind, display in zip(kinds, spec.display, strict=True)
            if kind != declared
        ]
    if problems:
        raise EngineError(*problems)
    parts, told = [], file_names(spec)
    for index, path in enumerate(spec.files):
        own = schemas[index].columns
        listed = ", ".join(f"{quote(own[c.places[index]].name)} AS {quote(c.name)}" for c in picked)
        listed += told[index]
        parts.append(f"SELECT {listed} FROM read_parquet({literal(str(path.resolve()))})")
    return " UNION ALL ".join(parts), Schema(tuple(columns))


def _differs(spec: SourceSpec, display: str, name: str, kind: str, declared: str) -> Problem:
    message = f'"{display}": column "{name}" has type {kind}, not {declared}'
    hint = "declare it as it is, and cast it in a table"
    return Problem("type-differs", message, spec.span, hint=hint)


def _schema(workspace: Workspace, path: Path, display: str, spec: SourceSpec) -> Schema:
    with path.open("rb") as file:
        head = file.read(4)
        size = file.seek(0, 2)
        file.seek(max(0, size - 4))
        foot = file.read(4)
    if size == 0:
        raise EngineError.of(
            "empty-source",
            f'"{display}" is empty: it has no bytes',
            spec.span,
            hint="fetch the file again, or take it out of uris.",
        )
    if head != _MAGIC or foot != _MAGIC:
        where = "begin" if head != _MAGIC else "end"
        message = f'"{display}" is not a whole Parquet file'
        detail = f"its {size:,} bytes do not {where} as a Parquet file does."
        hint = "write it again; a file that is still being written looks like this"
        raise EngineError.of("corrupt-file", message, spec.span, detail=detail, hint=hint)
    try:
        return workspace.describe(f"SELECT * FROM read_parquet({literal(str(path.resolve()))})")
    except ForebayError as error:
        raise corrupt(display, spec, error) from error


def corrupt(display: str, spec: SourceSpec, error: ForebayError) -> ForebayError:
    """Return ``corrupt-file`` with the engine's words, or the error itself if it is another."""
    first = error.problems[0]
    if first.name in {"disk-full", "out-of-memory", "interrupted", "hidden-source"}:
        return error
    return EngineError.of(
        "corrupt-file",
        f'"{display}" is a damaged Parquet file',
        spec.span,
        detail=f"the engine says: {first.message}.",
        hint="write it again",
    )
