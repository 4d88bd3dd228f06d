"""Judged rows of which equally many were picked for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.trust.change import JUDGED

if TYPE_CHECKING:
    from forebay.engine import Workspace
    from forebay.errors import Span

_LEAST_ROWS: Final = 20  # of each answer
_LEAST_EXCESS: Final = 1.25  # of the commonest answer over the others, among all other rows


def even_classes(
    workspace: Workspace, made: str, label: str, model: str, span: Span
) -> Problem | None:
    """Return an error if judged rows have each answer equally often, and other rows have not.

    Parameters
    ----------
    made
        The rows of a model, with the column `JUDGED`.

    """
    y = quote(label)
    found: Any = workspace.rows(
        f"SELECT count(*) FILTER ({JUDGED}), count(*) FILTER (NOT {JUDGED}) FROM {quote(made)}"
        f" WHERE {y} IS NOT NULL GROUP BY {y}"
    )
    judged, others = [row[0] for row in found], [row[1] for row in found]
    is_even = len(found) > 1 and min(judged) == max(judged) >= _LEAST_ROWS
    if not is_even or max(others) < _LEAST_EXCESS * min(others):
        return None
    return Problem(
        "filtered-by-answer",
        f'the rows that model "{model}" is judged on are chosen by the answer',
        span,
        detail=f'each answer in "{label}" has {judged[0]:,} judged rows, but {min(others):,} to'
        f" {max(others):,} others: the figures are of other odds than the model will meet.",
        hint="split by a time, by a key, or leave the option out.",
    )
