"""How far the values of a column are apart: ``recall_gap``, ``positive_rate_ratio``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from forebay.evaluate.metric_names import METRICS
from forebay.gate.expression import metric_of

if TYPE_CHECKING:
    from forebay.sql.statement import Standard


@dataclass(frozen=True, slots=True)
class GapMetric:
    """The largest difference of a metric between two values, or the smallest ratio."""

    metric: str
    kind: Literal["gap", "ratio"]


def gap_metric(name: str) -> GapMetric | None:
    """Return what a name in a standard stands for; None if it is no gap.

    A ratio is of metrics from 0 to 1.

    Examples
    --------
    >>> gap_metric("recall_gap")
    GapMetric(metric='recall', kind='gap')
    >>> gap_metric("bias_ratio"), gap_metric("recall")
    (None, None)

    """
    if name in METRICS:  # total_explained_variance_ratio
        return None
    metric, _, kind = name.rpartition("_")
    known = METRICS.get(metric)
    if known is None:
        return None
    if kind == "gap":
        return GapMetric(metric, "gap")
    is_share = (known.low, known.high) == (0.0, 1.0)
    return GapMetric(metric, "ratio") if kind == "ratio" and is_share else None


def gap_of(standard: Standard) -> GapMetric | None:
    """Return the gap that a standard is about; None if it is about a metric itself."""
    name = metric_of(standard)
    return gap_metric(name) if name is not None else None
