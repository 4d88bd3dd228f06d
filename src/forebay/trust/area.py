"""The area under a ROC curve with its standard error, from scores in a relation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forebay.engine import Workspace


@dataclass(frozen=True, slots=True)
class Area:
    """An area in [0, 1] and its standard error.

    The error is Hanley and McNeil's (1982, doi:10.1148/radiology.143.1.7063747): with
    ``q1 = a / (2 - a)`` and ``q2 = 2 a^2 / (1 + a)``, the square root of
    ``(a (1 - a) + (p - 1)(q1 - a^2) + (n - 1)(q2 - a^2)) / (p n)``.
    """

    value: float
    standard_error: float

    @property
    def lower(self) -> float:
        """The one-sided 95 % bound."""
        return self.value - 1.6449 * self.standard_error


def area(workspace: Workspace, rows: str) -> Area | None:
    """Return the area of the rows of a query with columns x (score) and y (0 or 1).

    None where one of the two classes is missing.
    """
    found: Any = workspace.rows(
        f"WITH r AS ({rows}),"
        " g AS (SELECT x, sum(y) AS p, count(*) - sum(y) AS n FROM r GROUP BY x),"
        " b AS (SELECT p, n, sum(n) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) - n AS below FROM g)"
        " SELECT sum(p * (below + n / 2)), sum(p), sum(n) FROM b"
    )
    pairs, positive, negative = (float(v or 0) for v in found[0])
    if not positive or not negative:
        return None
    value = pairs / (positive * negative)
    return Area(value, _error(value, positive, negative))


def _error(a: float, positive: float, negative: float) -> float:
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    spread = a * (1 - a) + (positive - 1) * (q1 - a * a) + (negative - 1) * (q2 - a * a)
    return math.sqrt(max(0.0, spread) / (positive * negative))
