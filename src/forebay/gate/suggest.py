"""Standards that can be pasted below a model, from its figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.metric_names import METRICS, main_metric
from forebay.evaluate.quantity import Quantity, single

if TYPE_CHECKING:
    from forebay.evaluate.scored_rows import ScoredRows
    from forebay.gate.judge_context import JudgeContext


def suggest(rows: ScoredRows, context: JudgeContext) -> str:
    """Return ``STANDARDS (...)`` that the model surely meets; empty without rows.

    Figures are the one-sided bounds on these rows, rounded to two digits towards the easier side.
    """
    name = main_metric(rows.task)
    wanted = [Quantity(name), Quantity(name, "baseline")]
    if rows.task == "binary":
        wanted.append(Quantity("calibration_error"))
    evidence = Evidence(rows, wanted)
    alpha = 1.0 - (context.confidence or 0.95)
    found = estimate(evidence, single(Quantity(name)))
    least = _floor(found.lower(alpha))
    if least is None:
        return ""
    lines = [f"{name} >= {least:.2f}"]
    lead = _floor((least - evidence.value(Quantity(name, "baseline"))) / 2)
    lines.append(f"{name} >= baseline + {lead:.2f}" if lead else f"{name} > baseline")
    lines.append(f"{name} >= champion - {METRICS[name].margin:g}")
    if rows.task == "binary":
        error = estimate(evidence, single(Quantity("calibration_error")))
        most = error.upper(alpha)
        if math.isfinite(most):
            lines.append(f"calibration_error <= {math.ceil(most * 100) / 100:.2f}")
    return "STANDARDS (\n  " + ",\n  ".join(lines) + "\n)"


def _floor(value: float) -> float | None:
    return math.floor(value * 100) / 100 if math.isfinite(value) else None
