"""Build one table: run its SELECT, check every row, keep what was dropped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.build.checked_files import Staged, checked_files
from forebay.build.empty_table import empty_table
from forebay.build.event import Noticed, StepFinished
from forebay.build.join_forecast import join_forecast
from forebay.build.open_workspace import answered, open_workspace
from forebay.build.record import record_version, seconds_since
from forebay.build.rows_lost import rows_lost
from forebay.build.ticking import ticking
from forebay.build.write_scored import write_scored
from forebay.checks.accepted_rows import accepted_rows
from forebay.checks.rules import DROPPING
from forebay.errors import EngineError
from forebay.query.has_join import has_join

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.walk import Walk
    from forebay.engine import Schema, Workspace, WrittenFile
    from forebay.errors import Problem
    from forebay.project import Node
    from forebay.sql.statement import CreateTable


def build_table(walk: Walk, node: Node, statement: CreateTable, fingerprint: str) -> None:
    """Materialise and check a table; hold it back if a check fails.

    The rows of its SELECT are written once. Where no constraint drops a row, that is the version;
    else the accepted and the dropped rows are written apart, of several files only those that hold
    one.
    """
    began = time.monotonic()
    workspace = open_workspace(walk, node.reads)
    try:
        text, scored = write_scored(walk, node, workspace, statement)
        schema = workspace.describe(text, at=statement.query.span)
        joins = join_forecast(walk, node, workspace, statement.query, text)
        if scored is None:
            with ticking(walk, node, workspace, "build"):
                written = _written(walk, node, workspace, statement, (text, schema))
        else:
            written = (scored,)
        if joins is not None and joins.keeps_rows:
            rows = sum(file.rows for file in written)
            lost = rows_lost(walk, node, workspace, statement, (text, rows))
            if lost is not None:
                walk.tell(Noticed(lost))
        files = checked_files(walk, node, workspace, Staged(written, schema), statement.columns)
        if files is None:
            walk.tell(StepFinished(node.name, "failed", seconds_since(began)))
            return
        if not files.rows:
            dropped = files.reconciliation.rows_dropped
            if scored is not None and not dropped:
                text = answered(walk, workspace, statement.query)  # to be read again
            problem = empty_table(walk, node, workspace, statement, text, dropped)
            if _is_refused(walk, node, problem, began):
                return
        version = record_version(walk, node, fingerprint, files, seconds_since(began))
    finally:
        workspace.close()
    walk.counts.built += 1
    walk.adopt(node, version)
    walk.tell(StepFinished(node.name, "built", seconds_since(began), files.reconciliation))


def _written(
    walk: Walk, node: Node, workspace: Workspace, statement: CreateTable, query: tuple[str, Schema]
) -> tuple[WrittenFile, ...]:
    """Write the rows of a SELECT: to several files where that spares writing all of them again.

    They then have no order, which they have not by a join either; and what drops a row must look
    at nothing but the row. Rows that will be dropped go into a file of their own where that is
    sure to be the same as leaving them where they come.
    """
    text, schema = query
    staged = f"{walk.file_name(node)}-staged"
    deterministic = node.single_threaded and walk.project.settings.deterministic
    span = statement.query.span
    if not deterministic and _drops_single_rows(statement) and _has_no_order(statement):
        folder = walk.scratch / staged
        apart = _written_apart(walk, node, workspace, statement, (text, schema, folder))
        return apart or workspace.write_parts(text, folder, at=span)
    target = walk.scratch / f"{staged}.parquet"
    return (workspace.write(text, target, deterministic=deterministic, at=span),)


def _written_apart(
    walk: Walk,
    node: Node,
    workspace: Workspace,
    statement: CreateTable,
    wanted: tuple[str, Schema, Path],
) -> tuple[WrittenFile, ...]:
    """Run the SELECT twice, for the rows that stay and for those that do not; () if it may not be.

    Whoever drops rows drops few of them, and the engine finds those sooner than it writes all
    others again.
    """
    text, schema, folder = wanted
    reads = {walk.node(key).kind for key in node.reads}
    if not reads <= {"source", "table"} or not workspace.gives_same_rows(text):
        return ()
    stay, go = (
        accepted_rows(node.name, f"(\n{text}\n)", schema, statement.columns, others=others)
        for others in (False, True)
    )
    try:
        kept = workspace.write_parts(stay, folder)
        return (*kept, workspace.write(go, folder.with_suffix(".apart.parquet")))
    except EngineError as error:
        if error.problems[0].name in {"interrupted", "disk-full"}:
            raise
        return ()  # a condition fails on some row: whoever checks tells of it with its place


def _drops_single_rows(statement: CreateTable) -> bool:
    constraints = statement.columns.constraints if statement.columns is not None else ()
    kinds = {c.kind for c in constraints if c.violation.action in DROPPING}
    return bool(kinds) and not kinds & {"primary_key", "unique"}


def _has_no_order(statement: CreateTable) -> bool:
    words = {token.upper for token in statement.query.tokens}
    return has_join(statement.query.tokens) and "ORDER" not in words


def _is_refused(walk: Walk, node: Node, problem: Problem, began: float) -> bool:
    """Tell what is odd in a result; hold the node back where it is an error."""
    if problem.severity == "warning":
        walk.tell(Noticed(problem))
        return False
    walk.check_failed = True
    walk.counts.failed += 1
    walk.hold(node, problem.message)
    walk.tell(StepFinished(node.name, "failed", seconds_since(began), problems=(problem,)))
    return True
