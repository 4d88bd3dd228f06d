"""A label that is a feature times one of a few factors: the same amount in another unit.

A price in the money of another year, a weight in pounds beside one in ounces, a turnover in the
currency of its country: within a group the ratio never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.label_sample import LABEL

if TYPE_CHECKING:
    from forebay.trust.label_sample import LabelSample

_LEAST_ROWS: Final = 50
_MOST_FACTORS: Final = 20
_TOGETHER: Final = 0.98  # of the rows have one of the factors
_LEAST_PAIRS: Final = 10  # different pairs of feature and label, for each factor


@dataclass(frozen=True, slots=True)
class FewFactors:
    """How many factors lead from a feature to the label, in how many rows, of how many."""

    feature: str
    factors: int
    rows: int
    of_rows: int


def few_factors(sample: LabelSample) -> tuple[FewFactors, ...]:
    """Return the numbers of which a label that is one has few ratios.

    Ratios are compared with five digits. Few means 20 at most, that 98 % of the rows have, and that
    ten times as many different pairs of feature and label have: whole numbers from 1 to 5 have few
    ratios anyway. A feature that is the label itself, in one unit, explains it by itself, and is
    found as such.

    Examples
    --------
    Of ``price`` in dollars, where ``local_price`` is that by the rate of one of three countries,
    ``local_price`` is returned with 3 factors.

    """
    if sample.n_classes:
        return ()
    found = []
    for column in sample.features:
        if value_kind(column.type) != "number":
            continue
        one = _of(sample, column.name)
        if one is not None:
            found.append(one)
    return tuple(found)


def _of(sample: LabelSample, name: str) -> FewFactors | None:
    x = f"CAST({quote(name)} AS DOUBLE)"
    rows: Any = sample.workspace.rows(
        f"WITH r AS (SELECT x, y, printf('%.4e', y / x) AS factor FROM (SELECT {x} AS x,"
        f" {LABEL} AS y FROM {sample.relation}) WHERE isfinite(x) AND isfinite(y)"
        " AND x <> 0 AND y <> 0),"
        " f AS (SELECT factor, count(*) AS n FROM r GROUP BY factor ORDER BY n DESC, factor"
        f" LIMIT {_MOST_FACTORS}),"
        " c AS (SELECT factor, n, sum(n) OVER (ORDER BY n DESC, factor) - n AS before,"
        " (SELECT count(*) FROM r) AS of_rows FROM f)"
        f" SELECT count(*) FILTER (before < {_TOGETHER} * of_rows), sum(n), max(of_rows),"
        " (SELECT count(*) FROM (SELECT DISTINCT x, y FROM r)) FROM c"
    )
    factors, n, of_rows, pairs = (int(value or 0) for value in rows[0])
    if of_rows < max(_LEAST_ROWS, sample.rows // 2) or n < _TOGETHER * of_rows:
        return None
    if _LEAST_PAIRS * factors > pairs:
        return None
    return FewFactors(name, factors, n, of_rows)
