"""How far curves over all thresholds may be off: 95 % intervals at each threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from forebay.evaluate.wilson import wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.roc_curve import RocPoint

    Corners: TypeAlias = list[tuple[float, float]]


def roc_band(curve: Sequence[RocPoint]) -> Corners:
    """Return the area in which the ROC curve lies, as corners round it.

    At each threshold, between the ends of Wilson's intervals of both rates that are farthest apart
    across the curve. Rows are taken to be independent, and each threshold by itself.
    """
    above, below = [(0.0, 0.0)], [(0.0, 0.0)]
    for point in curve:
        recall = _share(point.true_positives, point.true_positives + point.false_negatives)
        alarms = _share(point.false_positives, point.false_positives + point.true_negatives)
        above.append((alarms[0], recall[1]))
        below.append((alarms[1], recall[0]))
    return [*above, (1.0, 1.0), *reversed(below)]


def precision_band(curve: Sequence[RocPoint]) -> Corners:
    """Return the area in which the precision at each recall lies, as corners round it."""
    above, below = [], []
    for point in sorted(curve, key=lambda p: p.recall):
        predicted = point.true_positives + point.false_positives
        if predicted:
            low, high = _share(point.true_positives, predicted)
            above.append((point.recall, high))
            below.append((point.recall, low))
    return [*above, *reversed(below)]


def share_ends(share: float, rows: float) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a share of some rows, at least one."""
    return wilson(share, rows, 0.025)


def _share(part: int, whole: int) -> tuple[float, float]:
    return share_ends(part / whole, whole)
