"""A table without rows: an error that names the step which dropped the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.emptied_by import emptied_by
from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.project import Node
    from forebay.sql.statement import CreateTable

_LONGEST = 60


def empty_table(
    walk: Walk, node: Node, workspace: Workspace, statement: CreateTable, text: str, dropped: int
) -> Problem:
    """Return the problem of a table that has no rows.

    It is an error where something that the table reads has rows, or where it reads nothing, and a
    warning where nothing came in; OPTIONS (allow_empty = true) makes it a warning too.

    Parameters
    ----------
    text
        The SELECT, ready for the engine, of the length of the person's own.
    dropped
        How many rows its constraints dropped; 0: the SELECT gave none.

    """
    versions = [walk.effective[key].version for key in node.reads if key not in node.model_reads]
    nothing_came_in = bool(versions) and all(v is not None and not v.rows for v in versions)
    option = statement.options.get("allow_empty")
    is_allowed = nothing_came_in or (option is not None and option.value is True)
    span, detail = statement.name.span, "its SELECT gives none."
    if dropped:
        detail = f"its constraints dropped all {dropped:,}."
    elif nothing_came_in:
        detail = "nothing that it reads has rows."
    elif not is_allowed:
        step = emptied_by(workspace, text)
        if step is not None:
            span = statement.query.span.part(*step.place)
            written = " ".join(span.text.split())
            cut = written if len(written) <= _LONGEST else f"{written[: _LONGEST - 3]}..."
            detail = f'"{cut}" {step.words}.'
    return Problem(
        "empty-table",
        f'table "{node.name}" has no rows',
        span,
        detail=detail,
        hint="" if is_allowed else "if that may be, say so: OPTIONS (allow_empty = true).",
        severity="warning" if is_allowed else "error",
    )
