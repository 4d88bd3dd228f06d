"""Check the rows of a table or source and put the files that remain in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.build.event import CheckFinished
from forebay.build.hide_private import hide_private
from forebay.build.keep_file import keep_file
from forebay.catalog import layout
from forebay.checks import apply, rejected_schema
from forebay.checks.outcome import Reconciliation
from forebay.engine import Column, Schema
from forebay.engine.quote import quote, quote_list

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.walk import Walk
    from forebay.catalog import DataFile
    from forebay.checks import CheckedRelation
    from forebay.checks.outcome import CheckResult
    from forebay.engine import Workspace, WrittenFile
    from forebay.project import Node
    from forebay.sql.statement import ColumnList

STAGED = "__staged"
_UNREADABLE = "__unreadable"
_UNREADABLE_SCHEMA = Schema(
    (
        Column("file", "VARCHAR"),
        Column("line", "BIGINT"),
        Column("reason", "VARCHAR"),
        Column("raw", "VARCHAR"),
    )
)


@dataclass(frozen=True, slots=True)
class Staged:
    """The full result of a node before it is checked.

    Parameters
    ----------
    files
        At least one; several only if what drops a row looks at no other row.
    unreadable
        Rows of a source's files that could not be read: file, line, reason, raw; None if none.

    """

    files: tuple[WrittenFile, ...]
    schema: Schema
    unreadable: WrittenFile | None = None

    @property
    def paths(self) -> list[Path]:
        """Where the rows lie."""
        return [file.path for file in self.files]


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """The files of a version whose rows passed their checks."""

    schema: Schema
    files: tuple[DataFile, ...]
    rejected: tuple[DataFile, ...]
    rejected_schema: Schema | None
    content_id: str
    rows: int
    results: tuple[CheckResult, ...]
    reconciliation: Reconciliation


def checked_files(
    walk: Walk, node: Node, workspace: Workspace, staged: Staged, columns: ColumnList | None
) -> CheckedFiles | None:
    """Return the files of the new version; None if a check failed and the node is held back."""
    relation = quote(STAGED)
    for file in staged.files:
        file.on_disk.begin()  # while they are checked
    workspace.attach(STAGED, staged.paths, staged.schema)
    checked = apply(workspace, node.name, relation, staged.schema, columns)
    results = tuple(hide_private(result, walk.private) for result in checked.results)
    for result in results:
        walk.count_check(result)
        walk.tell(CheckFinished(result))
    if checked.failed is not None:
        _keep_failed(walk, node, workspace, checked)
        return None
    content_id = workspace.content_id(checked.accepted or f"SELECT * FROM {relation}")
    rejected = _rejected(walk, node, workspace, staged, checked)
    accepted = staged.files
    if checked.accepted is not None:
        accepted = _accepted(walk, node, workspace, staged, checked.accepted)
    rows = sum(file.rows for file in accepted)
    dropped = checked.reconciliation.rows_dropped
    unreadable = staged.unreadable.rows if staged.unreadable is not None else 0
    return CheckedFiles(
        staged.schema,
        tuple(keep_file(walk, node.name, file) for file in accepted),
        (keep_file(walk, f"{node.name}__rejected", rejected),) if rejected is not None else (),
        rejected_schema(staged.schema),
        content_id,
        rows,
        results,
        Reconciliation(checked.reconciliation.rows_in + unreadable, rows, dropped + unreadable),
    )


def _accepted(
    walk: Walk, node: Node, workspace: Workspace, staged: Staged, accepted: str
) -> tuple[WrittenFile, ...]:
    """Return files of the rows that remain; a file of which all rows do is left as it is.

    `accepted` reads ``__staged``, which is each of the files in its turn. It means no file
    afterwards.
    """
    kept: list[WrittenFile] = []
    for number, file in enumerate(staged.files):
        workspace.attach(STAGED, [file.path], staged.schema)
        if len(staged.files) > 1:
            found: Any = workspace.rows(f"SELECT count(*) FROM (\n{accepted}\n)")[0][0]
            if found == file.rows:
                kept.append(file)
                continue
            if not found:
                continue
        target = walk.scratch / f"{walk.file_name(node)}-accepted-{number}.parquet"
        kept.append(workspace.write(accepted, target))
    workspace.drop(STAGED)
    return tuple(kept)


def _keep_failed(walk: Walk, node: Node, workspace: Workspace, checked: CheckedRelation) -> None:
    target = layout.failed_file(walk.root, walk.run, node.name, "failed")
    target.parent.mkdir(parents=True, exist_ok=True)
    if checked.failed is not None:
        workspace.write(checked.failed, target)
    labels = ", ".join(f'"{r.label}"' for r in checked.results if r.verdict == "failed")
    walk.check_failed = True
    walk.hold(node, f"{node.name} failed its check {labels}")


def _rejected(
    walk: Walk, node: Node, workspace: Workspace, staged: Staged, checked: CheckedRelation
) -> WrittenFile | None:
    """Write the rows that were dropped, each with what it broke and where it came from."""
    parts = []
    if checked.rejected is not None:
        parts.append(f"SELECT *, CAST({walk.run} AS BIGINT) AS run FROM ({checked.rejected})")
    if staged.unreadable is not None:
        workspace.attach(_UNREADABLE, [staged.unreadable.path], _UNREADABLE_SCHEMA)
        parts.append(
            f"SELECT [reason] AS constraints_broken, CAST({walk.run} AS BIGINT) AS run,"
            f" file, line, raw FROM {quote(_UNREADABLE)}"
        )
    if not parts:
        return None
    schema = rejected_schema(staged.schema)
    empty = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in schema.columns)
    union = " UNION ALL BY NAME ".join([f"SELECT {empty} WHERE false", *parts])
    return workspace.write(
        f"SELECT {quote_list(schema.names)} FROM ({union})",
        walk.scratch / f"{walk.file_name(node)}-rejected.parquet",
    )
