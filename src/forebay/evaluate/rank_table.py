"""One row per distinct score: how much of each class is at it and below it.

Everything that depends on the order of scores (ROC AUC, average precision, calibration bins,
thresholds) is read from this table, which the engine makes by grouping and a running sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import bits_for

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample

CALIBRATION_BINS = 15


def rank_table(score: str, sample: Sample, *, weighted: bool) -> str:
    """Return a query over relation ``r`` (columns ``y`` 0 or 1, `score`, ``w``).

    Its columns, all DOUBLE but ``bin``: ``s``, the score; ``w1``, ``w0``, the weight of positive
    and negative rows at it; ``b1``, ``b0``, the same below it; ``n1``, ``n0``, in all; ``bin``, the
    number of the calibration bin (15 of equal mass, equal scores together), from 0.
    """
    return _finished(_counted(score, "r", "", sample, weighted=weighted), "")


def rank_table_by_class(score: str, n_classes: int, sample: Sample, *, weighted: bool) -> str:
    """Return the same for every class against the rest; ``c`` is the index of the class."""
    weight = ", w" if weighted else ""
    each = (
        f"(SELECT CAST(c AS INTEGER) AS c, {score}[c + 1] AS s, CAST(y = c AS INTEGER) AS y{weight}"
        f" FROM r, range({n_classes}) AS classes(c))"
    )
    return _finished(_counted("s", each, "c, ", sample, weighted=weighted), "c, ")


def _counted(score: str, source: str, by: str, sample: Sample, *, weighted: bool) -> str:
    # Weights become whole numbers first, so that running sums are exact as well.
    if weighted:
        scale = literal(2.0 ** bits_for(sample.mass))
        amount = f"sum(CAST(w * {scale} AS HUGEINT))"
    else:
        scale, amount = "1e0", "count(*)"
    return (
        f"SELECT {by}{score} AS s, {scale} AS scale,"
        f" coalesce({amount} FILTER (WHERE y = 1), 0) AS f1,"
        f" coalesce({amount} FILTER (WHERE y = 0), 0) AS f0 FROM {source} GROUP BY {by}{score}"
    )


def _finished(counted: str, by: str) -> str:
    partition = f"PARTITION BY {by[:-2]} " if by else ""
    tables = (
        f"SELECT {by}s, f1 / scale AS w1, f0 / scale AS w0,"
        " (sum(f1) OVER below - f1) / scale AS b1, (sum(f0) OVER below - f0) / scale AS b0,"
        " sum(f1) OVER everything / scale AS n1, sum(f0) OVER everything / scale AS n0"
        f" FROM ({counted}) WINDOW below AS ({partition}ORDER BY s ROWS UNBOUNDED PRECEDING),"
        f" everything AS ({partition})"
    )
    middle = f"{CALIBRATION_BINS}e0 * (b1 + b0 + (w1 + w0) / 2e0) / (n1 + n0)"
    last = CALIBRATION_BINS - 1
    return (
        "SELECT *, CAST(CASE WHEN n1 + n0 > 0e0"
        f" THEN least({last}e0, floor({middle})) ELSE 0e0 END AS INTEGER) AS bin FROM ({tables})"
    )
