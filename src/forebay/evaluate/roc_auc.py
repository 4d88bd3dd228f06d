"""The area under the ROC curve: the chance that a positive row scores above a negative one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.rank_table import rank_table, rank_table_by_class
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


def class_areas(rows: ScoredRows, scorer: Scorer, sample: Sample) -> dict[int, float]:
    """Return the area of each class against the rest; of the positive one, under 0, if binary.

    Exact with ties, half of which count (Mann, Whitney 1947); NaN for a class that has no weight or
    all of it.
    """
    weighted = rows.weight is not None
    if rows.task == "binary":
        ranks = f"SELECT 0 AS c, * FROM ({rank_table('s0', sample, weighted=weighted)})"
    else:
        ranks = rank_table_by_class("s0", len(rows.classes), sample, weighted=weighted)
    area = exact_sum("w1 * " + _negatives_below(""), max(1.0, sample.mass) ** 2)
    found = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}), ranks AS ({ranks})"
        f" SELECT c, {area}, max(n1), max(n0) FROM ranks GROUP BY c ORDER BY c"
    )
    return {
        cast("int", c): _divide(cast("float", u), cast("float", n1) * cast("float", n0))
        for c, u, n1, n0 in found
    }


def area_influence(area: float, ranks: str, positive: str = "y = 1") -> str:
    """Return SQL for the influence of one row on an area.

    Parameters
    ----------
    ranks
        The alias of the row's row of the rank table.
    positive
        The condition that the row is of the class that is set against the rest.

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
    g = f"{ranks}."
    gap = placement_gap(area, ranks, positive)
    return f"{gap} / CASE WHEN {positive} THEN {g}n1 ELSE {g}n0 END"


def placement_gap(area: float, ranks: str, positive: str = "y = 1") -> str:
    """Return SQL for the share of the other class that a row is on the right side of, less `area`.

    `ranks` is the alias of the row's row of the rank table.
    """
    g, a = f"{ranks}.", literal(area)
    positives_above = f"({g}n1 - {g}b1 - {g}w1 / 2e0)"
    return (
        f"(CASE WHEN {positive} THEN {_negatives_below(g)} / {g}n0"
        f" ELSE {positives_above} / {g}n1 END - {a})"
    )


def _negatives_below(prefix: str) -> str:
    return f"({prefix}b0 + {prefix}w0 / 2e0)"


def _divide(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else math.nan
