"""The absolute error that half of the rows do not exceed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import bits_for
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


@dataclass(frozen=True, slots=True)
class MedianError:
    """The median absolute error and how dense errors are around it.

    Parameters
    ----------
    value
        The lower of the two middle values where the number of rows is even, as in BigQuery ML.
    density
        Share of rows per unit of error around it; infinite if many rows have just this error.

    """

    value: float
    density: float


def median_absolute_error(rows: ScoredRows, scorer: Scorer, sample: Sample) -> MedianError:
    """Return the (weighted) lower median of the absolute errors; NaN without rows.

    The density is the share of rows between two order statistics, half a 95 % interval of ranks
    on either side, over their distance (McKean, Schrader 1984).
    """
    n = max(1.0, sample.total_weight / sample.weight_spread)
    half = min(0.45, 0.98 / math.sqrt(n))
    middle, low, high = error_quantiles(rows, scorer, sample, (0.5, 0.5 - half, 0.5 + half))
    distance = high - low
    density = 2 * half / distance if distance > 0 else math.inf
    return MedianError(middle, density)


def error_quantiles(
    rows: ScoredRows, scorer: Scorer, sample: Sample, shares: Sequence[float]
) -> list[float]:
    """Return the smallest absolute errors which at least these shares of the rows do not exceed."""
    if rows.weight is None:
        amount, scale = "1", 1.0
    else:
        scale = 2.0 ** bits_for(sample.mass)
        amount = f"CAST(w * {literal(scale)} AS HUGEINT)"
    pick = ", ".join(
        # A hair below the share, because the share of an exact rank may be rounded upwards.
        f"min(e) FILTER (WHERE below >= {literal(share * (1 - 1e-15))} * total)"
        for share in shares
    )
    ((*found,),) = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}), e AS (SELECT abs(s0 - y) AS e, {amount} AS f"
        " FROM r), ranks AS (SELECT e, CAST(sum(f) OVER (ORDER BY e ROWS UNBOUNDED PRECEDING)"
        " AS DOUBLE) AS below, CAST(sum(f) OVER () AS DOUBLE) AS total FROM e)"
        f" SELECT {pick} FROM ranks"
    )
    return [math.nan if value is None else cast("float", value) for value in found]


def median_influence(score: str, median: MedianError, sample: Sample) -> str:
    """Return SQL for the influence of one row on the median."""
    step = 1.0 / (median.density * sample.total_weight)
    above = f"CASE WHEN abs({score} - y) <= {literal(median.value)} THEN -5e-1 ELSE 5e-1 END"
    return f"{literal(step)} * {above}"
