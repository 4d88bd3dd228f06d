"""Build one table: run its SELECT, check every row, keep what was dropped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.build.checked_files import Staged, checked_files
from forebay.build.event import Noticed, StepFinished
from forebay.build.open_workspace import answered, open_workspace
from forebay.build.record import record_version, seconds_since
from forebay.build.ticking import ticking
from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.build.checked_files import CheckedFiles
    from forebay.build.walk import Walk
    from forebay.project import Node
    from forebay.sql.statement import CreateTable


def build_table(walk: Walk, node: Node, statement: CreateTable, fingerprint: str) -> None:
    """Materialise and check a table; hold it back if a check fails.

    The rows of its SELECT are written once. Where no constraint drops a row, that file is the
    version; else the accepted and the dropped rows are written apart.
    """
    began = time.monotonic()
    workspace = open_workspace(walk, node.reads)
    try:
        text = answered(walk, workspace, statement.query)
        schema = workspace.describe(text, at=statement.query.span)
        with ticking(walk, node, workspace, "build"):
            file = workspace.write(
                text,
                walk.scratch / f"{walk.file_name(node)}-staged.parquet",
                deterministic=node.single_threaded and walk.project.settings.deterministic,
                at=statement.query.span,
            )
        files = checked_files(walk, node, workspace, Staged(file, schema), statement.columns)
        if files is None:
            walk.tell(StepFinished(node.name, "failed", seconds_since(began)))
            return
        if not files.rows:
            walk.tell(Noticed(_empty(node, files)))
        version = record_version(walk, node, fingerprint, files, seconds_since(began))
    finally:
        workspace.close()
    walk.counts.built += 1
    walk.adopt(node, version)
    walk.tell(StepFinished(node.name, "built", seconds_since(began), files.reconciliation))


def _empty(node: Node, files: CheckedFiles) -> Problem:
    dropped = files.reconciliation.rows_dropped
    return Problem(
        "empty-table",
        f'table "{node.name}" has no rows',
        node.statement.span,
        detail=f"its constraints dropped all {dropped:,}." if dropped else "its SELECT gives none.",
        hint="if that must not be: ASSERT (SELECT count(*) FROM ...) > 0 AS '...' holds it back.",
        severity="warning",
    )
