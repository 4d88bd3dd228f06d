"""What looks odd in a source that was read: warnings that stop nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.checked_files import STAGED
from forebay.build.sentinel_notice import sentinel_notice
from forebay.checks.extremes import extremes
from forebay.checks.future_times import future_times
from forebay.checks.sentinels import find_sentinels
from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.plan.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.build.checked_files import Staged
    from forebay.checks.future_times import FutureTimes
    from forebay.checks.sentinels import Sentinel
    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.project import Node
    from forebay.sql.statement import ColumnList, CreateExternalTable


def source_notices(
    node: Node, statement: CreateExternalTable, workspace: Workspace, staged: Staged
) -> Iterator[Problem]:
    """Yield a warning for each column with values that mean "unknown" or lie in the future.

    A column that a CHECK or EXPECT of the source reads is left alone: its range was thought of.
    """
    relation = quote(STAGED)
    workspace.attach(STAGED, staged.paths, staged.schema)
    bounded = _bounded(statement.columns)
    columns = [c for c in staged.schema.columns if c.name.casefold() not in bounded]
    found = extremes(workspace, relation, columns)
    sentinels = find_sentinels(workspace, relation, found)
    yield from (_sentinel(node.name, sentinel, node.statement.span) for sentinel in sentinels)
    told = {sentinel.column for sentinel in sentinels}
    others = [extreme for extreme in found if extreme.column.name not in told]
    for ahead in future_times(workspace, relation, others, now()):
        yield _future(node.name, ahead, node.statement.span)


def _bounded(columns: ColumnList | None) -> set[str]:
    conditions = (c.expression for c in columns.constraints) if columns is not None else ()
    return {
        token.value.casefold()
        for condition in conditions
        if condition is not None
        for token in condition.tokens
        if token.kind in {"word", "quoted"}
    }


def _sentinel(source: str, sentinel: Sentinel, at: Span) -> Problem:
    name = sentinel.column
    check = f"CHECK ({quote(name)} ...)"
    return sentinel_notice(
        f'source "{source}": column "{name}"',
        sentinel,
        at,
        f"where it does, write {sentinel.as_null} in the table that reads it; where it does not,"
        f" {check} says what is right.",
    )


def _future(source: str, ahead: FutureTimes, at: Span) -> Problem:
    name = ahead.column
    return Problem(
        "future-times",
        f'source "{source}": column "{name}" lies in the future in {ahead.rows:,} of'
        f" {ahead.values:,} rows",
        at,
        detail=f"the latest is {ahead.latest}, which has not come yet.",
        hint=f"CHECK ({quote(name)} < getvariable('as_of') + INTERVAL 2 DAY) ON VIOLATION DROP ROW"
        " sets such rows aside.",
        severity="warning",
    )
