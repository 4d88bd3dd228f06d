"""Average precision: the mean, over positive rows, of the precision at their score."""

from __future__ import annotations

import math
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


def average_precision(rows: ScoredRows, scorer: Scorer, sample: Sample) -> float:
    """Return the average precision as scikit-learn defines it; NaN without a positive row.

    No interpolation: sum over distinct scores of precision times the share of positives there.
    """
    ranks = rank_table("s0", sample, weighted=rows.weight is not None)
    total = exact_sum(f"w1 * {_PRECISION}", sample.mass)
    ((found, n1),) = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}), ranks AS ({ranks})"
        f" SELECT {total}, coalesce(max(n1), 0e0) FROM ranks"
    )
    positives = cast("float", n1)
    return cast("float", found) / positives if positives > 0 else math.nan


def precision_slopes(ranks: str) -> str:
    """Return a query that adds to a rank table what rows do to the precisions below them.

    ``h1``: what one more positive at this score adds, summed over positives at or below it, to
    their precision; ``h0``: what one more negative takes from it; ``precision`` itself.
    """
    scale = literal(2.0 ** bits_for(1e6))
    square = f"pow({_PREDICTED}, 2)"
    gain = f"CASE WHEN {_PREDICTED} > 0e0 THEN w1 * (n0 - b0) / {square} ELSE 0e0 END"
    loss = f"CASE WHEN {_PREDICTED} > 0e0 THEN w1 * {_HITS} / {square} ELSE 0e0 END"
    running = "OVER (ORDER BY s ROWS UNBOUNDED PRECEDING)"
    return (
        f"SELECT *, {_PRECISION} AS precision,"
        f" sum(CAST({gain} * {scale} AS HUGEINT)) {running} / {scale} AS h1,"
        f" sum(CAST({loss} * {scale} AS HUGEINT)) {running} / {scale} AS h0 FROM ({ranks})"
    )


def precision_influence(value: float, ranks: str) -> str:
    """Return SQL for the influence of one row on average precision.

    The derivative of the figure in the row's weight; over all rows it sums to 0. `ranks` is the
    alias of the row's row of the rank table with its slopes.
    """
    g = f"{ranks}."
    gain = f"({g}precision - {literal(value)} + {g}h1) / {g}n1"
    return f"CASE WHEN y = 1 THEN {gain} ELSE -{g}h0 / {g}n1 END"
