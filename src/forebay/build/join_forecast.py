"""A query that joins, looked at before it runs: what would never end does not begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import EngineError
from forebay.query.has_join import has_join

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.engine.protocol import Forecast
    from forebay.project import Node
    from forebay.sql.statement import Query


def join_forecast(
    walk: Walk, node: Node, workspace: Workspace, query: Query, text: str
) -> Forecast | None:
    """Return what the plan of a query says of its joins; None if it has none.

    Parameters
    ----------
    text
        The query, ready for the engine.

    Raises
    ------
    EngineError
        ``too-many-pairs``: a join would look at more pairs of rows than ``max_join_rows`` allows.
        Only a size that is sure counts (`engine.duckdb_forecast`).

    """
    joins = has_join(query.tokens) or any(
        walk.node(key).kind in {"view", "macro"} for key in node.reads
    )
    if not joins:
        return None
    found = workspace.forecast(text, at=query.span)
    limit = walk.settings.max_join_rows
    if found.pairs > limit:
        raise EngineError.of(
            "too-many-pairs",
            f'a join of "{node.name}" would make {found.pairs:,} pairs of rows',
            query.span,
            detail=f"at most {limit:,} are made; a condition of the join is missing, or is true for"
            " nearly all pairs.",
            hint="look at ON and USING; if it is meant, raise max_join_rows in forebay.toml.",
        )
    return found
