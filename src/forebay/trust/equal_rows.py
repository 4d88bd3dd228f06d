"""Rows of a model that stand more than once, where two conditions may let a row in twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote, quote_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace
    from forebay.errors import Problem
    from forebay.trust.finding import Finding

COPIED: Final = "copied-rows"
_LEAST_SHARE: Final = 0.05  # of the rows; fewer are alike by nature, as people of one age are


def equal_rows(
    workspace: Workspace, frame: str, columns: Sequence[str], finding: Finding
) -> Problem | None:
    """Return what the search in the SQL suspected of copies, if the rows say that it is true.

    Whether ``age <= 40`` and ``age >= 40`` have a row in common, only the data tell.

    Parameters
    ----------
    columns
        Features, and all else that tells rows apart, the label among them.

    """
    each = f"SELECT count(*) AS n FROM {quote(frame)} GROUP BY {quote_list(list(columns))}"
    counted: Any = workspace.rows(
        f"SELECT sum(n), coalesce(sum(n) FILTER (n > 1), 0) FROM ({each})"
    )
    rows, repeated = (int(n or 0) for n in counted[0])
    if repeated < _LEAST_SHARE * rows or not repeated:
        return None
    problem = finding.problem()
    told = f"{repeated:,} of {rows:,} rows stand more than once."
    return replace(problem, detail=f"{problem.detail} {told}")
