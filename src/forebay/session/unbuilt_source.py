"""Read a source for a query before anything was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog.checksum import file_sha256
from forebay.engine.read_source import read_source
from forebay.engine.without_copies import without_copies
from forebay.errors import ProjectError, Source
from forebay.project.read_files import decode, read_files
from forebay.project.source_spec import source_spec
from forebay.sql.parse import parse
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine import Schema, Workspace
    from forebay.project.settings import Settings


def attach_unbuilt_source(
    root: Path, settings: Settings, name: str, workspace: Workspace, scratch: Path
) -> Schema | None:
    """Read the source of that name strictly and attach it; None if the project has none.

    For looking at data before the first build. Nothing is kept: a build reads it again, checks it
    and makes a version of it.
    """
    statement = _find(root, settings, name)
    if statement is None:
        return None
    spec, _ = without_copies(source_spec(root, statement), file_sha256)
    reading = read_source(
        workspace, spec, scratch / "source.parquet", scratch / "unreadable.parquet"
    )
    workspace.attach(statement.name.text, [reading.file.path], reading.schema)
    return reading.schema


def _find(root: Path, settings: Settings, name: str) -> CreateExternalTable | None:
    files, _ = read_files(root, settings)
    for file in files:
        text = decode(file)
        if not isinstance(text, Source):
            continue
        try:
            statements = parse(text)
        except ProjectError:
            continue  # another file's mistake is told by forebay check
        for statement in statements:
            if isinstance(statement, CreateExternalTable) and statement.name.key == name.casefold():
                return statement
    return None
