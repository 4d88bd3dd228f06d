"""Read one source strictly, once, into an immutable version (SEMANTICS rule 13)."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.checked_files import STAGED, Staged, checked_files
from forebay.build.event import CheckFinished, Noticed, StepFinished
from forebay.build.open_workspace import open_workspace
from forebay.build.record import record_version, seconds_since
from forebay.build.source_notices import source_notices
from forebay.build.ticking import ticking
from forebay.checks import check_freshness
from forebay.engine.quote import quote
from forebay.engine.read_source import read_source
from forebay.engine.source_spec import DeclaredColumn
from forebay.engine.without_copies import without_copies
from forebay.errors import EngineError
from forebay.plan.clock import now
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


def read_source_node(
    walk: Walk, node: Node, statement: CreateExternalTable, fingerprint: str
) -> None:
    """Read and check a source; hold it back if a check fails.

    The files must be those that were signed when the run began: a version is never a mixture.
    """
    began = time.monotonic()
    whole = _typed(walk, source_spec(walk.root, statement), node)
    spec, copies = without_copies(whole, _hashes(walk, node))
    workspace = open_workspace(walk, node.reads)
    name = walk.file_name(node)
    try:
        with ticking(walk, node, workspace, "read"):
            reading = read_source(
                workspace,
                spec,
                walk.scratch / f"{name}-staged.parquet",
                walk.scratch / f"{name}-unreadable.parquet",
            )
        _refuse_changed(walk, node, whole.files)
        staged = Staged((reading.file,), reading.schema, reading.rejected)
        odd = source_notices(node, statement, workspace, staged)
        for problem in (*reading.notices, *copies, *odd):
            walk.tell(Noticed(problem))
        # First: checking moves the file to where it stays.
        is_fresh = _is_fresh(walk, node, workspace, statement)
        files = checked_files(walk, node, workspace, staged, statement.columns)
        if files is None or not is_fresh:
            walk.tell(StepFinished(node.name, "failed", seconds_since(began)))
            return
        version = record_version(walk, node, fingerprint, files, seconds_since(began))
    finally:
        workspace.close()
    walk.counts.built += 1
    walk.adopt(node, version)
    walk.tell(StepFinished(node.name, "read", seconds_since(began), files.reconciliation))


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


def _refuse_changed(walk: Walk, node: Node, files: tuple[Path, ...]) -> None:
    signature = walk.catalog.signatures.sign(files)
    if signature.digest != walk.signatures[node.key].digest:
        raise EngineError.of(
            "source-changed",
            f'the files of "{node.name}" changed while the build ran',
            node.statement.span,
            hint="build again when whatever writes them is done.",
        )


def _is_fresh(walk: Walk, node: Node, workspace: Workspace, statement: CreateExternalTable) -> bool:
    clause = statement.fresh_within
    if clause is None:
        return True
    result = check_freshness(workspace, node.name, quote(STAGED), clause, walk.as_of, now())
    walk.count_check(result)
    walk.tell(CheckFinished(result))
    if result.verdict == "failed":
        walk.check_failed = True
        walk.hold(node, f"{node.name} is not fresh: {result.message}")
    return result.verdict != "failed"
