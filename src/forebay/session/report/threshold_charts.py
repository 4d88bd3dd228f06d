"""Charts over all thresholds of a model with two classes: what a higher or lower one would do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.session.report.chart_svg import Line, chart_svg
from forebay.session.report.curve_bands import precision_band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.roc_curve import RocPoint
    from forebay.session.report.markup import Markup


def threshold_charts(curve: Sequence[RocPoint]) -> list[Markup]:
    """Return the precision-recall curve and the distribution of the scores of each class.

    Parameters
    ----------
    curve
        The points of the ROC curve; none gives no chart.

    """
    points = [p for p in curve if math.isfinite(p.recall) and math.isfinite(p.false_positive_rate)]
    if not points:
        return []
    precise = [
        (p.recall, p.true_positives / (p.true_positives + p.false_positives))
        for p in points
        if p.true_positives + p.false_positives
    ]
    by_threshold = sorted((p for p in points if 0 <= p.threshold <= 1), key=lambda p: p.threshold)
    positive = [(p.threshold, p.recall) for p in by_threshold]
    negative = [(p.threshold, p.false_positive_rate) for p in by_threshold]
    return [
        chart_svg(
            "Precision and recall",
            ("recall", "precision"),
            [Line("c1", sorted(precise))],
            1.0,
            has_diagonal=False,
            band=precision_band(points),
        ),
        chart_svg(
            "Scores by class",
            ("threshold", "share of rows above it"),
            [Line("c2", negative, name="negative"), Line("c1", positive, name="positive")],
            1.0,
            has_diagonal=False,
        ),
    ]
