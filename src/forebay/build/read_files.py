"""Read the files of one source in a workspace; nothing is judged or kept."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.files_read import FilesRead
from forebay.engine.read_source import read_source
from forebay.engine.source_spec import DeclaredColumn
from forebay.engine.without_copies import without_copies
from forebay.project.column_cache import ColumnCache
from forebay.project.source_spec import source_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.engine.source_spec import SourceSpec
    from forebay.project import Node
    from forebay.sql.statement import CreateExternalTable


def read_files(
    walk: Walk, node: Node, statement: CreateExternalTable, workspace: Workspace
) -> FilesRead:
    """Read a source strictly; errors as ``read_source`` raises them."""
    began = time.monotonic()
    whole = _typed(walk, source_spec(walk.root, statement), node)
    spec, copies = without_copies(whole, _hashes(walk, node))
    name = walk.file_name(node)
    reading = read_source(
        workspace,
        spec,
        workspace.scratch / f"{name}-staged.parquet",
        workspace.scratch / f"{name}-unreadable.parquet",
    )
    return FilesRead(reading, whole.files, tuple(copies), time.monotonic() - began)


def _hashes(walk: Walk, node: Node) -> Callable[[Path], str]:
    """Return what gives the hash of a file as it was signed; of another file, its name."""
    signed = {file.path: file.sha256 for file in walk.signatures[node.key].files}

    def digest(path: Path) -> str:
        name = path.relative_to(walk.root).as_posix()
        return signed.get(name, name)

    return digest


def _typed(walk: Walk, spec: SourceSpec, node: Node) -> SourceSpec:
    """Declare what validation inferred from the same files, so that nothing is inferred twice."""
    if spec.format == "PARQUET":
        return spec
    computed = {column.name.casefold() for column in spec.computed}
    checked = ColumnCache(walk.root).checked(spec)
    columns = node.schema.columns if node.schema is not None else ()
    known = (
        DeclaredColumn(c.name, c.type, (c.name, c.type) in checked)
        for c in columns
        if c.name.casefold() not in computed
    )
    return replace(spec, columns=tuple(known))
