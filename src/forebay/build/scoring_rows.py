"""Tell how many rows of a query were scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.ticking import counting
from forebay.sql.statement import TableReference

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build.walk import Walk
    from forebay.project import Node
    from forebay.sql.statement import Query


def scoring_rows(walk: Walk, node: Node, query: Query) -> Callable[[int], None] | None:
    """Return what is called with the rows done while a query is scored; None without a call.

    Which share of all rows that is, is known where the one call reads a whole table.
    """
    if not query.calls:
        return None
    inputs = [given for call in query.calls for given in call.inputs]
    total = 0
    if len(inputs) == 1 and isinstance(inputs[0], TableReference):
        found = walk.effective.get(inputs[0].name.key)
        version = found.version if found is not None else None
        total = version.rows if version is not None and version.kind != "view" else 0
    return counting(walk, node, "score", total)
