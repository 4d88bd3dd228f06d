"""Read a source for a query before anything was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.catalog.checksum import file_sha256
from forebay.engine.read_source import read_source
from forebay.engine.without_copies import without_copies
from forebay.errors import ProjectError, Source
from forebay.project.read_files import decode, read_files
from forebay.project.read_statements import dataset_source, read_statements
from forebay.project.source_spec import source_spec
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.engine import Schema, Workspace
    from forebay.project.settings import Settings


def unbuilt_source(
    root: Path, settings: Settings, name: str, mapped: Mapping[str, str]
) -> CreateExternalTable | None:
    """Return the source of that name; None if the project has none.

    Parameters
    ----------
    mapped
        The files that the query itself names by ``[datasets]``, by node.

    """
    files, _ = read_files(root, settings)
    found = dict(mapped)
    for file in files:
        text = decode(file)
        if not isinstance(text, Source):
            continue
        try:
            statements, named = read_statements(text, settings)
        except ProjectError:
            continue  # another file's mistake is told by forebay check
        found |= named
        for statement in statements:
            if isinstance(statement, CreateExternalTable) and statement.name.key == name.casefold():
                return statement
    for node, pattern in found.items():
        if node.casefold() == name.casefold():
            return dataset_source(root, node, pattern)
    return None


def attach_source(
    root: Path, statement: CreateExternalTable | None, workspace: Workspace, scratch: Path
) -> Schema | None:
    """Read a source strictly and attach it; None without one.

    For looking at data before the first build. Nothing is kept: a build reads it again, checks it
    and makes a version of it.
    """
    if statement is None:
        return None
    spec, _ = without_copies(source_spec(root, statement), file_sha256)
    name = layout.folder_name(statement.name.text)
    reading = read_source(
        workspace, spec, scratch / f"{name}.parquet", scratch / f"{name}.unreadable.parquet"
    )
    workspace.attach(statement.name.text, [reading.file.path], reading.schema)
    return reading.schema
