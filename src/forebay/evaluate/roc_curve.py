"""What each threshold gives up for what it gains."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.errors import ProjectError
from forebay.evaluate.ranked_rows import ranked_rows
from forebay.evaluate.sample import take_sample
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.scored_rows import ScoredRows

_QUANTILES = 100


@dataclass(frozen=True, slots=True)
class RocPoint:
    """The counts at one threshold: rows are predicted positive if they score above it.

    Parameters
    ----------
    recall, false_positive_rate
        Of the positive and of the negative rows, the share predicted positive; NaN if there is no
        such row.

    """

    threshold: float
    recall: float
    false_positive_rate: float
    true_positives: int
    false_positives: int
    true_negatives: int
    false_negatives: int


def roc_curve(rows: ScoredRows, thresholds: Sequence[float] | None = None) -> tuple[RocPoint, ...]:
    """Return the points of the ROC curve, from the highest threshold to the lowest.

    Parameters
    ----------
    thresholds
        None: 0 and the distinct values among the 100 quantiles of the scores.

    Raises
    ------
    ProjectError
        ``not-supported``, for anything but two classes.

    """
    if rows.task != "binary":
        raise ProjectError.of(
            "not-supported",
            f"a {rows.task} model has no ROC curve",
            hint="ML.EVALUATE has its figures.",
        )
    plain = replace(rows, weight=None)  # the columns are counts of rows
    sample = take_sample(plain, ["score"])
    n0, n1 = sample.class_counts
    ranks = ranked_rows("r", [0], plain, sample)
    share = f"floor({_QUANTILES}e0 * {{}} / {max(1, n1 + n0)}e0)"
    wanted = (
        "SELECT 0e0 AS threshold UNION SELECT s0 FROM ranks"
        f" WHERE {share.format('(b1_0 + b0_0 + w1_0 + w0_0)')} > {share.format('(b1_0 + b0_0)')}"
    )
    if thresholds is not None:
        values = ", ".join(f"({literal(float(t))})" for t in dict.fromkeys(thresholds))
        wanted = f"SELECT threshold FROM (VALUES {values or '(0e0)'}) AS given(threshold)"
        wanted += "" if thresholds else " WHERE false"
    found = plain.workspace.rows(
        f"WITH r AS ({typed_rows(plain, ['score'])}), ranks AS ({ranks}), wanted AS ({wanted})"
        " SELECT threshold, coalesce(b1_0 + w1_0, 0e0), coalesce(b0_0 + w0_0, 0e0)"
        " FROM wanted ASOF LEFT JOIN ranks ON threshold >= s0 ORDER BY threshold DESC"
    )
    return tuple(
        _point(cast("float", t), round(cast("float", m)), round(cast("float", k)), n1, n0)
        for t, m, k in found
    )


def _point(
    threshold: float, missed: int, kept_out: int, positives: int, negatives: int
) -> RocPoint:
    hits, false_alarms = positives - missed, negatives - kept_out
    return RocPoint(
        threshold,
        hits / positives if positives else math.nan,
        false_alarms / negatives if negatives else math.nan,
        hits,
        false_alarms,
        kept_out,
        missed,
    )
