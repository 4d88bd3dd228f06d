"""A label that is a feature times a factor that another feature tells: the amount in another unit.

A price in the money of another year, a turnover in the currency of its country: within a year or a
country the ratio never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.label_sample import LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.trust.label_sample import LabelSample

_LEAST_ROWS: Final = 50
_MOST_FACTORS: Final = 20
_TOGETHER: Final = 0.98  # of the rows have one of the factors
_SOME_ROWS: Final = 1_000
_SOME_FACTORS: Final = 200  # of some rows; 20 and what 2 % of them have, with a margin
_MOST_VALUES: Final = 50  # of the feature that tells the factor
_TELLING: Final = frozenset({"number", "boolean", "text", "day"})
_LEAST_PAIRS: Final = 10  # different pairs of feature and label, for each factor


@dataclass(frozen=True, slots=True)
class FewFactors:
    """How many factors lead from a feature to the label, which feature tells them, in what rows."""

    feature: str
    factors: int
    told_by: str
    rows: int
    of_rows: int


def few_factors(sample: LabelSample) -> tuple[FewFactors, ...]:
    """Return the numbers of which a label that is one has few ratios, told by another feature.

    Ratios are compared with five digits. Few means 2 to 20, that 98 % of the rows have, and that
    ten times as many different pairs of feature and label have: whole numbers from 1 to 5 have few
    ratios anyway. Where nothing tells the factor, the label is still to be predicted: a refund is
    the amount or nothing. With one factor a feature explains the label by itself, and is found so.

    Examples
    --------
    Of ``price`` in dollars, where ``local_price`` is that by the rate of one of three countries,
    and of ``country``, ``local_price`` is returned with 3 factors that ``country`` tells.

    """
    if sample.n_classes:
        return ()
    names = [c.name for c in sample.features if value_kind(c.type) == "number"]
    found = (_of(sample, name) for name in _with_few(sample, names))
    return tuple(one for one in found if one is not None)


def _with_few(sample: LabelSample, names: Sequence[str]) -> list[str]:
    """Return the numbers that have few ratios in some rows, picked by the hash of their label.

    Most have thousands, and writing the ratio of each row takes as long as all else together.
    """
    if not names:
        return []
    listed = ", ".join(f"CAST({quote(name)} AS DOUBLE)" for name in names)
    step = max(1, sample.rows // _SOME_ROWS)
    rows: Any = sample.workspace.rows(
        "SELECT place, count(DISTINCT printf('%.4e', y / x)) FILTER (x <> 0) FROM"
        f" (SELECT unnest(range({len(names)})) AS place, unnest([{listed}]) AS x, {LABEL} AS y"
        f" FROM {sample.relation} WHERE hash({LABEL}) % {step} = 0) GROUP BY place"
    )
    many = {names[place] for place, n in rows if n > _SOME_FACTORS}
    return [name for name in names if name not in many]


def _of(sample: LabelSample, name: str) -> FewFactors | None:
    factored = _factored(sample, name)
    rows: Any = sample.workspace.rows(
        f"WITH r AS ({factored}),"
        " f AS (SELECT __factor, count(*) AS n FROM r GROUP BY __factor ORDER BY n DESC, __factor"
        f" LIMIT {_MOST_FACTORS}),"
        " c AS (SELECT n, sum(n) OVER (ORDER BY n DESC, __factor) - n AS before,"
        " (SELECT count(*) FROM r) AS of_rows FROM f)"
        f" SELECT count(*) FILTER (before < {_TOGETHER} * of_rows), sum(n), max(of_rows),"
        f" (SELECT count(*) FROM (SELECT DISTINCT __x, {LABEL} FROM r)) FROM c"
    )
    factors, n, of_rows, pairs = (int(value or 0) for value in rows[0])
    if of_rows < max(_LEAST_ROWS, sample.rows // 2) or n < _TOGETHER * of_rows:
        return None
    if factors < 2 or _LEAST_PAIRS * factors > pairs:  # noqa: PLR2004 - one factor is a unit
        return None
    for other in sample.features:
        if other.name != name and value_kind(other.type) in _TELLING:
            told = _told_by(sample, factored, other.name)
            if told >= _TOGETHER * of_rows:
                return FewFactors(name, factors, other.name, told, of_rows)
    return None


def _factored(sample: LabelSample, name: str) -> str:
    """Return the query of all rows whose feature is a number but 0, with the factor as a text."""
    x = f"CAST({quote(name)} AS DOUBLE)"
    return (
        f"SELECT *, printf('%.4e', {LABEL} / __x) AS __factor FROM"
        f" (SELECT *, {x} AS __x FROM {sample.relation})"
        f" WHERE isfinite(__x) AND isfinite({LABEL}) AND __x <> 0"
    )


def _told_by(sample: LabelSample, factored: str, other: str) -> int:
    """Return in how many rows a feature of few values tells the factor; 0 if it has many."""
    rows: Any = sample.workspace.rows(
        "SELECT count(*), sum(most) FROM (SELECT g, max(n) AS most FROM"
        f" (SELECT {quote(other)} AS g, __factor, count(*) AS n FROM ({factored}) GROUP BY ALL)"
        " GROUP BY g)"
    )
    values, told = rows[0]
    return int(told or 0) if values <= _MOST_VALUES else 0
