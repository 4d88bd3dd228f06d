"""Average precision: the mean, over positive rows, of the precision at their score."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import bits_for, exact_sum
from forebay.evaluate.rank_table import rank_table
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer

# Of a row of the rank table: the weight of positives, and of all rows, at this score or above.
_HITS = "(n1 - b1)"
_PREDICTED = "(n1 - b1 + n0 - b0)"
_PRECISION = f"CASE WHEN {_PREDICTED} > 0e0 THEN {_HITS} / {_PREDICTED} ELSE 0e0 END"
# What one more positive adds to, and one more negative takes from, the precisions at this score.
_SQUARE = f"pow({_PREDICTED}, 2)"
_GAIN = f"CASE WHEN {_PREDICTED} > 0e0 THEN w1 * (n0 - b0) / {_SQUARE} ELSE 0e0 END"
_LOSS = f"CASE WHEN {_PREDICTED} > 0e0 THEN w1 * {_HITS} / {_SQUARE} ELSE 0e0 END"


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """Average precision and by how much it is too large on average.

    Parameters
    ----------
    value
        As scikit-learn defines it, without interpolation: the sum over distinct scores of
        precision times the share of positives there. NaN without a positive row.
    bias
        Every positive row counts itself among the hits at its own score, so that on average the
        figure is above the one of all rows there ever will be: by 0.018 with 50 positives of 1,000
        rows and a true figure of 0.17. Intervals are centred at the value less this.

    """

    value: float
    bias: float


def average_precision(rows: ScoredRows, scorer: Scorer, sample: Sample) -> AveragePrecision:
    """Return the average precision of the scores and its bias."""
    ranks = rank_table("s0", sample, weighted=rows.weight is not None)
    total = exact_sum(f"w1 * {_PRECISION}", sample.mass)
    own = exact_sum(_GAIN, 1e6)
    ((found, gain, n1),) = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}), ranks AS ({ranks})"
        f" SELECT {total}, {own}, coalesce(max(n1), 0e0) FROM ranks"
    )
    positives = cast("float", n1)
    if positives <= 0:
        return AveragePrecision(math.nan, math.nan)
    bias = cast("float", gain) * sample.weight_spread / positives
    return AveragePrecision(cast("float", found) / positives, bias)


def precision_slopes(ranks: str) -> str:
    """Return a query that adds to a rank table what rows do to the precisions below them.

    ``h1``: what one more positive at this score adds, summed over positives at or below it, to
    their precision; ``h0``: what one more negative takes from it; ``precision`` itself.
    """
    scale = literal(2.0 ** bits_for(1e6))
    running = "OVER (ORDER BY s ROWS UNBOUNDED PRECEDING)"
    return (
        f"SELECT *, {_PRECISION} AS precision,"
        f" sum(CAST({_GAIN} * {scale} AS HUGEINT)) {running} / {scale} AS h1,"
        f" sum(CAST({_LOSS} * {scale} AS HUGEINT)) {running} / {scale} AS h0 FROM ({ranks})"
    )


def precision_influence(value: float, ranks: str) -> str:
    """Return SQL for the influence of one row on average precision.

    The derivative of the figure in the row's weight; over all rows it sums to 0. `ranks` is the
    alias of the row's row of the rank table with its slopes.
    """
    g = f"{ranks}."
    gain = f"({g}precision - {literal(value)} + {g}h1) / {g}n1"
    return f"CASE WHEN y = 1 THEN {gain} ELSE -{g}h0 / {g}n1 END"
