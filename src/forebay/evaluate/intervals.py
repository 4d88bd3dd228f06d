"""The figures of scored rows with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.figures import require_metrics
from forebay.evaluate.metric_names import evaluate_columns
from forebay.evaluate.quantity import Quantity, single

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.evaluate.interval import Interval
    from forebay.evaluate.scored_rows import ScoredRows


def intervals(
    rows: ScoredRows, names: Collection[str] | None = None, *, confidence: float = 0.95
) -> Mapping[str, Interval]:
    """Compute metrics with two-sided intervals.

    Parameters
    ----------
    names
        Metrics of the task; None for the columns of ``ML.EVALUATE``.
    confidence
        The share of samples in which the interval covers the true figure.

    Returns
    -------
    Mapping[str, Interval]
        Ends are NaN where there is no evidence. ``estimate`` lists the methods.

    """
    wanted = tuple(evaluate_columns(rows.task) if names is None else names)
    require_metrics(wanted, rows.task)
    evidence = Evidence(rows, [Quantity(name) for name in wanted])
    return {
        name: estimate(evidence, single(Quantity(name))).interval(confidence) for name in wanted
    }
