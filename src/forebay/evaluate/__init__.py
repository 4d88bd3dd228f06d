"""Evaluate computes figures, in the engine.

Importing this package imports neither numpy nor an engine, because names of metrics are looked up
while a project is validated.
"""

from forebay.evaluate.metric_names import METRICS, MetricName, evaluate_columns, main_metric
from forebay.evaluate.scored_rows import ScoredRows, Scorer

__all__ = ["METRICS", "MetricName", "ScoredRows", "Scorer", "evaluate_columns", "main_metric"]
