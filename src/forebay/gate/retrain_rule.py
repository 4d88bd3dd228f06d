"""What a retrained model must show against its champion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.evaluate.metric_names import METRICS, main_metric
from forebay.gate.default_standards import default_standards
from forebay.gate.judge_standard import bounds, compares_champion, estimate_of, is_met, text_of

if TYPE_CHECKING:
    from forebay.evaluate.sample import Sample
    from forebay.gate.gate_rows import GateRows
    from forebay.gate.judge_context import JudgeContext
    from forebay.gate.verdict import StandardVerdict


# From so many rows of the rarest class on, at most 7 % of models that are twice the margin worse
# may pass; 6 % leave room for what the bound does not know.
_ENOUGH_ROWS = 500
_SURE = 0.94


def retrain_rule(
    verdict: StandardVerdict, gate: GateRows, context: JudgeContext
) -> StandardVerdict:
    """Let a retrained model pass the default comparison where nothing speaks against it.

    The same code on newer data: strict non-inferiority would freeze small projects (17 % of equal
    models pass it with 100 positives). So a comparison that is NOT PROVEN passes if

    - the point is within the margin,
    - the model is not significantly worse than its champion,
    - it is not twice the margin worse, as surely as the rows allow: 94 % sure with 500 rows of the
      rarest class, in proportion with fewer. Points alone are within the margin for 9 to 24 % of
      models that are 0.02 worse, at 500 positives and 4,500 to 500 negatives.
    """
    if not context.retrain or verdict.outcome != "NOT PROVEN" or verdict.bound is None:
        return verdict
    if verdict.value is None or verdict.needs is None:
        return verdict
    standards = [s for s in default_standards(gate.rows.purpose) if compares_champion(s)]
    standard = next((s for s in standards if text_of(s) == verdict.text), None)
    if standard is None or not is_met(standard, verdict.value - verdict.needs):
        return verdict
    evidence = gate.evidence(standard)
    found = estimate_of(standard, evidence)
    _, opposite = bounds(standard, found, context.alpha_worse)
    must_meet, _ = bounds(standard, found, retrain_alpha(evidence.sample, context))
    # The difference from the champion is less by the margin.
    metric = METRICS[main_metric(gate.rows.purpose)]
    margin = metric.margin * ((verdict.champion_value or 0.0) if metric.relative else 1.0)
    sign = 1.0 if standard.operator == ">=" else -1.0
    if is_met(standard, opposite - sign * margin) and is_met(standard, must_meet + sign * margin):
        note = "retrained, difference inconclusive"
        return replace(verdict, outcome="PASS", note=note, rows_needed=None)
    return verdict


def retrain_alpha(sample: Sample, context: JudgeContext) -> float:
    """Return the error rate of the bound that says "not twice the margin worse"."""
    rows = min(sample.class_counts, default=sample.n_rows)
    sure = 0.5 + (_SURE - 0.5) * min(1.0, rows / _ENOUGH_ROWS)
    return (1.0 - sure) * context.strictness
