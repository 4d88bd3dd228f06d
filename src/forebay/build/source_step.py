"""Read one source strictly, once, into an immutable version (SEMANTICS rule 13)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.build.checked_files import STAGED, Staged, checked_files
from forebay.build.event import CheckFinished, Noticed, StepFinished
from forebay.build.open_workspace import open_workspace
from forebay.build.read_files import read_files
from forebay.build.record import record_version, seconds_since
from forebay.build.source_notices import source_notices
from forebay.build.ticking import ticking
from forebay.checks import check_freshness
from forebay.engine.quote import quote
from forebay.errors import EngineError
from forebay.plan.clock import now

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.files_read import FilesRead
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.project import Node
    from forebay.sql.statement import CreateExternalTable


def read_source_node(
    walk: Walk, node: Node, statement: CreateExternalTable, fingerprint: str
) -> None:
    """Read and check a source; hold it back if a check fails.

    The files must be those that were signed when the run began: a version is never a mixture.
    """
    workspace = open_workspace(walk, node.reads)
    try:
        read = _read(walk, node, statement, workspace)
        began = time.monotonic() - read.seconds  # it may have been read before
        reading = read.reading
        _refuse_changed(walk, node, read.files)
        staged = Staged((reading.file,), reading.schema, reading.rejected)
        odd = source_notices(node, statement, workspace, staged)
        for problem in (*reading.notices, *read.copies, *odd):
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


def _read(
    walk: Walk, node: Node, statement: CreateExternalTable, workspace: Workspace
) -> FilesRead:
    """Read the files, or wait for who reads them already."""
    ahead = walk.ahead.read.get(node.key)
    if ahead is not None:
        with ticking(walk, node, walk.ahead, "read"):
            return ahead.result()
    with ticking(walk, node, workspace, "read"):
        return read_files(walk, node, statement, workspace)


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
