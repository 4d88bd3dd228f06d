"""The area under the ROC curve: the chance that a positive row scores above a negative one.

SQL fragments over the columns of ``ranked_rows``; `end` is the end of their names, such as ``_0``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.ranked_rows import class_ranks
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


def area_sum(end: str, rows: ScoredRows, sample: Sample) -> str:
    """Return SQL for the weight of the pairs of a positive and a lower negative row.

    Exact with ties, half of which count (Mann, Whitney 1947).
    """
    weight = "w * " if rows.weight is not None else ""
    pairs = f"CASE WHEN y = 1 THEN {weight}{_negatives_below(end)} ELSE 0e0 END"
    return exact_sum(pairs, max(1.0, sample.mass) ** 2)


def area_of(pairs: float, sample: Sample, positive: int) -> float:
    """Return the area from ``area_sum``; NaN for a class that has no weight or all of it."""
    n1, n0 = _both(sample, positive)
    return pairs / (n1 * n0) if n1 > 0 and n0 > 0 else math.nan


def class_areas(rows: ScoredRows, scorer: Scorer, sample: Sample) -> dict[int, float]:
    """Return the area of each of more than two classes against the rest."""
    found = rows.workspace.rows(
        f"WITH r AS (SELECT *, row_number() OVER () AS number FROM ({typed_rows(rows, [scorer])})),"
        f" ranks AS ({class_ranks('r', 0, rows, sample)})"
        f" SELECT c, {area_sum('_c', rows, sample)} FROM ranks GROUP BY c ORDER BY c"
    )
    return {
        cast("int", c): area_of(cast("float", pairs), sample, cast("int", c)) for c, pairs in found
    }


def area_influence(area: float, end: str, sample: Sample, positive: int = 1) -> str:
    """Return SQL for the influence of one row on an area.

    Parameters
    ----------
    positive
        The class that is set against the rest; ``y`` is 1 in its rows.

    Notes
    -----
    How much the area moves with the weight of the row: its placement among the other class less
    the area, over the weight of its own class. Over all rows it sums to 0; its variance is that
    of DeLong [^1].

    References
    ----------
    [^1]: DeLong, DeLong, Clarke-Pearson (1988). Comparing the areas under two or more correlated
        receiver operating characteristic curves. Biometrics 44, 837-845.

    """
    n1, n0 = _both(sample, positive)
    gap = placement_gap(area, end, sample, positive)
    return f"({gap} / CASE WHEN y = 1 THEN {literal(n1)} ELSE {literal(n0)} END)"


def placement_gap(area: float, end: str, sample: Sample, positive: int = 1) -> str:
    """Return SQL for the share of the other class that a row is on the right side of, less area."""
    n1, n0 = _both(sample, positive)
    positives_above = f"({literal(n1)} - b1{end} - w1{end} / 2e0)"
    return (
        f"(CASE WHEN y = 1 THEN {_negatives_below(end)} / {literal(n0)}"
        f" ELSE {positives_above} / {literal(n1)} END - {literal(area)})"
    )


def _negatives_below(end: str) -> str:
    return f"(b0{end} + w0{end} / 2e0)"


def _both(sample: Sample, positive: int) -> tuple[float, float]:
    """Return the weights of a class and of all others."""
    own = sample.class_weights[positive]
    return own, math.fsum(sample.class_weights) - own
