"""The Gate judges models against their standards.

Importing this package imports neither numpy nor an engine; ``gate.judge`` does.
"""

from forebay.gate.check_standards import check_standards
from forebay.gate.explain import explain
from forebay.gate.from_json import verdict_from_json
from forebay.gate.judge_context import JudgeContext
from forebay.gate.metric_names import METRICS, main_metric, metric_names
from forebay.gate.to_json import verdict_to_json
from forebay.gate.verdict import Outcome, StandardVerdict, Verdict
from forebay.gate.verdict_table import TableRow, verdict_table

__all__ = [
    "METRICS",
    "JudgeContext",
    "Outcome",
    "StandardVerdict",
    "TableRow",
    "Verdict",
    "check_standards",
    "explain",
    "main_metric",
    "metric_names",
    "verdict_from_json",
    "verdict_table",
    "verdict_to_json",
]
