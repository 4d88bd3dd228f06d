"""A series of which a split at random lets a model learn the neighbours of the rows that judge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.engine import Workspace
    from forebay.errors import Span

_LEAST_ROWS: Final = 50
_LEAST_ALIKE: Final = 0.15  # the correlation of neighbours, surely
_SURE: Final = 3.0  # standard errors


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How alike the answers of neighbours in time are: their correlation, over so many rows."""

    column: str
    rows: int
    alike: float


def neighbours(
    workspace: Workspace, frame: str, where: str, times: tuple[str, str], label: str
) -> Neighbours | None:
    """Return how alike neighbours in time are; None where they are surely not, or nearly so.

    The autocorrelation of lag one (Box and Jenkins 1976), whose standard error is ``1 / sqrt(n)``
    where there is none.

    Parameters
    ----------
    where
        The condition of the rows that are learned or judge.
    times
        What the time is called, and its SQL.
    label
        SQL of the answer as a number.

    """
    column, time = times
    (row,) = workspace.rows(
        "SELECT count(*), corr(y, before) FROM (SELECT y, lag(y) OVER (ORDER BY t) AS before FROM"
        f" (SELECT {time} AS t, {label} AS y FROM {quote(frame)}"
        f" WHERE {label} IS NOT NULL AND {where}))"
    )
    found: Any = row
    rows, alike = int(found[0]), found[1]
    if rows < _LEAST_ROWS or alike is None or math.isnan(alike):
        return None
    if alike - _SURE / math.sqrt(rows) < _LEAST_ALIKE:
        return None
    return Neighbours(column, rows, float(alike))


def neighbours_problem(
    found: Neighbours, model: str, label: str, span: Span, *, allowed_by: str
) -> Problem:
    """Return what is said of a series that is split at random.

    Parameters
    ----------
    allowed_by
        The column that ALLOW LEAKAGE has to name.

    """
    return Problem(
        "repeated-entities",
        f'the rows that judge "{model}" stand in time between those it learns from',
        span,
        detail=f'in the order of "{found.column}" each "{label}" is like the one before'
        f" (correlation {found.alike:.2f} over {found.rows:,} rows), and the split at random lets"
        " the model learn the rows before and after each that judges it. In life those after are"
        " not there.",
        hint=f"split by time: PREDICT AT ..., or data_split_method = 'SEQ', data_split_col ="
        f" '{found.column}'; if that is meant: ALLOW LEAKAGE ({allowed_by}) BECAUSE '...'.",
    )
