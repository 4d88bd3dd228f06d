"""The metrics there are: to which task each belongs and which way is better.

Standard library only: a project is validated with this table alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

if TYPE_CHECKING:
    from forebay.features.task import LabelTask, Task

Direction: TypeAlias = Literal["higher", "lower", "none"]

_BINARY: frozenset[Task] = frozenset({"binary"})
_CLASSES: frozenset[Task] = frozenset({"binary", "multiclass"})
_NUMBER: frozenset[Task] = frozenset({"regression"})
_POINTS: frozenset[Task] = frozenset({"regression", "forecast"})
_CLUSTERS: frozenset[Task] = frozenset({"clustering"})
_COMPONENTS: frozenset[Task] = frozenset({"reduction"})


@dataclass(frozen=True, slots=True)
class MetricName:
    """One metric.

    Parameters
    ----------
    direction
        Which values are better; ``none`` where neither is (``bias``, ``positive_rate``).
    margin
        By how much a candidate may be below its champion and still count as not worse.
    relative
        The margin is a share of the champion's figure (losses), not a difference.
    low, high
        The limits of its range.

    """

    name: str
    tasks: frozenset[Task]
    direction: Direction
    margin: float = 0.01
    relative: bool = False
    low: float = 0.0
    high: float = 1.0


def _loss(name: str, tasks: frozenset[Task]) -> MetricName:
    return MetricName(name, tasks, "lower", margin=0.02, relative=True, high=inf)


METRICS: dict[str, MetricName] = {
    metric.name: metric
    for metric in (
        MetricName("precision", _CLASSES, "higher"),
        MetricName("recall", _CLASSES, "higher"),
        MetricName("accuracy", _CLASSES, "higher"),
        MetricName("f1_score", _CLASSES, "higher"),
        _loss("log_loss", _CLASSES),
        MetricName("roc_auc", _CLASSES, "higher"),
        MetricName("balanced_accuracy", _CLASSES, "higher"),
        MetricName("average_precision", _BINARY, "higher"),
        _loss("brier_score", _BINARY),
        MetricName("brier_skill", _BINARY, "higher", low=-inf),
        MetricName("calibration_error", _BINARY, "lower"),
        MetricName("calibration_slope", _BINARY, "none", low=-inf, high=inf),
        MetricName("calibration_intercept", _BINARY, "none", low=-inf, high=inf),
        MetricName("matthews_correlation", _BINARY, "higher", low=-1.0),
        MetricName("positive_rate", _BINARY, "none"),
        MetricName("false_positive_rate", _BINARY, "lower"),
        _loss("expected_cost", _BINARY),
        _loss("mean_absolute_error", _POINTS),
        _loss("mean_squared_error", _POINTS),
        _loss("root_mean_squared_error", _POINTS),
        _loss("mean_squared_log_error", _NUMBER),
        _loss("median_absolute_error", _POINTS),
        MetricName("r2_score", _NUMBER, "higher", low=-inf),
        MetricName("explained_variance", _NUMBER, "higher", low=-inf),
        _loss("mean_absolute_percentage_error", _POINTS),
        MetricName("bias", _POINTS, "none", low=-inf, high=inf),
        MetricName("interval_coverage", _POINTS, "higher"),
        _loss("davies_bouldin_index", _CLUSTERS),
        _loss("mean_squared_distance", _CLUSTERS),
        MetricName("total_explained_variance_ratio", _COMPONENTS, "higher"),
    )
}


def main_metric(task: LabelTask | Literal["forecast"]) -> str:
    """Return the metric that judges a model when no standard is written.

    It is the metric that BigQuery ML tunes for by default: ``ROC_AUC`` for classifiers (the mean
    over classes, each against the rest, for more than two), ``R2_SCORE`` for regressors. Neither
    depends on a threshold or on the unit of the label. Of forecasts it is the mean absolute error,
    which one odd point does not decide.

    Examples
    --------
    >>> main_metric("binary"), main_metric("regression")
    ('roc_auc', 'r2_score')

    """
    if task == "forecast":
        return "mean_absolute_error"
    return "r2_score" if task == "regression" else "roc_auc"


def evaluate_columns(task: Task) -> tuple[str, ...]:
    """Return the columns of ``ML.EVALUATE``, in BigQuery ML's order.

    None for a task whose models ``ML.EVALUATE`` does not answer with figures of the task alone.

    Examples
    --------
    >>> evaluate_columns("binary")
    ('precision', 'recall', 'accuracy', 'f1_score', 'log_loss', 'roc_auc')

    """
    match task:
        case "regression":
            return (
                "mean_absolute_error",
                "mean_squared_error",
                "mean_squared_log_error",
                "median_absolute_error",
                "r2_score",
                "explained_variance",
            )
        case "binary" | "multiclass":
            return ("precision", "recall", "accuracy", "f1_score", "log_loss", "roc_auc")
        case "clustering":
            return ("davies_bouldin_index", "mean_squared_distance")
        case "reduction":
            return ("total_explained_variance_ratio",)
        case "transform" | "forecast" | "imported":
            return ()
        case _:
            assert_never(task)


def metric_names(task: Task) -> tuple[str, ...]:
    """Return the names of all metrics of a task.

    Examples
    --------
    >>> "roc_auc" in metric_names("regression")
    False

    """
    return tuple(name for name, metric in METRICS.items() if task in metric.tasks)
