"""Rows that an inner join lost, counted for every table that is nothing but a join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.errors import ForebayError, Problem
from forebay.query.select_parts import select_parts

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.project import Node
    from forebay.query.select_parts import Joined, SelectParts
    from forebay.sql.statement import CreateTable

_TOLD_ABOVE: Final = 0.01  # of the rows
_INNER: Final = frozenset({"JOIN", "INNER", "NATURAL", "ASOF"})
_KEEPING: Final = _INNER | {"LEFT", "OUTER"}
_OTHER_ROWS: Final = frozenset(
    {"GROUP", "HAVING", "QUALIFY", "LIMIT", "OFFSET", "FETCH", "SAMPLE", "DISTINCT"}
)


def rows_lost(
    walk: Walk, node: Node, workspace: Workspace, statement: CreateTable, result: tuple[str, int]
) -> Problem | None:
    """Return a warning if the joins of a table lose more than a hundredth of its rows.

    The rows of the first relation of FROM, as WHERE leaves them, are compared with the rows of the
    result; where a join also makes several rows of one, that hides what is lost. A query that
    groups, cuts or filters by another relation is not judged. Nothing is said where an ASSERT
    reads both tables: it says what is right.

    Parameters
    ----------
    result
        The query, ready for the engine, and how many rows it gave. Its joins are all that stands
        above them (``Forecast.keeps_rows``).

    """
    text, rows = result
    parts = select_parts(text)
    base = parts.joined[0] if parts is not None and parts.joined else None
    if parts is None or base is None or not _only_joins(parts):
        return None
    key = base.name.casefold()
    version = walk.effective[key].version if key in node.reads else None
    if (
        version is None
        or any(cte.key == key for cte in parts.ctes)
        or _is_asserted(walk, node, key)
    ):
        return None
    before = _rows_before(workspace, text, parts, base, version.rows)
    if before is None or before - rows <= _TOLD_ABOVE * before:
        return None
    inner = next(j for j in parts.joined[1:] if j.words <= _INNER)
    name, count = walk.node(key).name, f"SELECT count(*) FROM {node.name}"
    return Problem(
        "rows-lost",
        f'"{node.name}" has {rows:,} rows of the {before:,} of "{name}": its joins lose'
        f" {(before - rows) / before:.1%}",
        statement.query.span.part(*inner.place),
        detail="an inner join drops every row that finds no partner.",
        hint="LEFT JOIN keeps such rows, SEMI JOIN says that they are to go, and a limit holds the"
        f" table back: ASSERT ({count}) > 0.9 * (SELECT count(*) FROM {name}) AS '...'.",
        severity="warning",
    )


def _only_joins(parts: SelectParts) -> bool:
    words = [joined.words for joined in parts.joined[1:]]
    return (
        not parts.clauses & _OTHER_ROWS
        and all(w <= _KEEPING for w in words)
        and any(w <= _INNER for w in words)
    )


def _is_asserted(walk: Walk, node: Node, key: str) -> bool:
    return any({node.key, key} <= set(reads) for reads in walk.project.assert_reads)


def _rows_before(
    workspace: Workspace, text: str, parts: SelectParts, base: Joined, rows: int
) -> int | None:
    """Return the rows of the first relation; None where WHERE reads another one too."""
    if parts.where is None:
        return rows
    relation, condition = text[slice(*base.relation)], text[slice(*parts.where)]
    try:
        counted: Any = workspace.rows(f"SELECT count(*) FROM {relation} WHERE {condition}")[0][0]
    except ForebayError:
        return None
    return int(counted)
