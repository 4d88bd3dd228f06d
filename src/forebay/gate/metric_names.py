"""The names that may stand in a standard; standard library only."""

from forebay.evaluate.metric_names import METRICS, MetricName, main_metric, metric_names

__all__ = ["METRICS", "MetricName", "main_metric", "metric_names"]
