"""One standard, judged on all rows of the gate part."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.evaluate.estimate import estimate
from forebay.evaluate.quantity import Quantity
from forebay.gate.evidence_floor import low_evidence, shortage
from forebay.gate.expression import compute, figures_of, metric_of
from forebay.gate.gate_rows import formula_of, quantities_of
from forebay.gate.rows_needed import rows_needed
from forebay.gate.verdict import Outcome, StandardVerdict

if TYPE_CHECKING:
    from forebay.evaluate.evidence import Evidence
    from forebay.evaluate.interval import Estimate
    from forebay.gate.judge_context import JudgeContext
    from forebay.sql.statement import Standard


def judge_standard(
    standard: Standard, evidence: Evidence, context: JudgeContext
) -> StandardVerdict:
    """Judge a standard on all rows that have the scores which it compares.

    PASS if the one-sided bound of left side less right side is on the right side of 0, FAIL if the
    opposite bound is on the wrong side, else NOT PROVEN.
    """
    sample, rows = evidence.sample, evidence.rows
    blank = point_verdict(standard, evidence)
    missing = shortage(
        rows.purpose, sample.n_rows, sample.class_counts, rows.classes, context.least_of_class
    )
    if missing is not None:
        return replace(blank, note=missing.note, rows_needed=missing.rows_needed)
    if blank.value is None or blank.needs is None:
        return replace(blank, note=f"undefined on these {sample.n_rows:,} rows")
    if standard.point or context.confidence <= 0:
        met = is_met(standard, blank.value - blank.needs)
        note = "" if standard.point else "no confidence"
        return _told(replace(blank, outcome="PASS" if met else "FAIL", note=note), evidence)
    return _told(_with_bounds(blank, standard, evidence, context), evidence)


def _told(verdict: StandardVerdict, evidence: Evidence) -> StandardVerdict:
    """Say where fewer rows than usual were enough."""
    little = low_evidence(evidence.sample.class_counts)
    return replace(verdict, note="; ".join(filter(None, [verdict.note, little])))


def point_verdict(standard: Standard, evidence: Evidence) -> StandardVerdict:
    """Return a standard's figures without a judgement."""
    figures = {(q.metric, q.scorer): evidence.value(q) for q in quantities_of(standard)}
    metric = metric_of(standard)
    value = _finite(compute(standard.left, metric)(figures))
    needs = _finite(compute(standard.right, metric)(figures))
    return StandardVerdict(
        text=text_of(standard),
        outcome="NOT PROVEN",
        value=value,
        bound=None,
        needs=needs,
        n_rows=evidence.sample.n_rows,
        champion_value=_finite(figures.get((str(metric), "champion"), math.nan)),
        baseline_value=_finite(figures.get((str(metric), "baseline"), math.nan)),
        warn=standard.warn,
        span=standard.span,
    )


def text_of(standard: Standard) -> str:
    """Return a standard as written, on one line."""
    return " ".join(standard.span.text.split())


def is_met(standard: Standard, difference: float) -> bool:
    """Return whether a standard holds for this value of left side less right side."""
    match standard.operator:
        case ">=":
            return difference >= 0
        case ">":
            return difference > 0
        case "<=":
            return difference <= 0
        case "<":
            return difference < 0


def bounds(standard: Standard, found: Estimate, alpha: float) -> tuple[float, float]:
    """Return the bound that must meet the figure, and the opposite one."""
    if standard.operator in {">=", ">"}:
        return found.lower(alpha), found.upper(alpha)
    return found.upper(alpha), found.lower(alpha)


def estimate_of(standard: Standard, evidence: Evidence) -> Estimate:
    """Return left side less right side with its bounds."""
    return estimate(evidence, formula_of(standard))


def _with_bounds(
    blank: StandardVerdict, standard: Standard, evidence: Evidence, context: JudgeContext
) -> StandardVerdict:
    found = estimate_of(standard, evidence)
    must_meet, opposite = bounds(standard, found, 1.0 - context.confidence)
    assert blank.needs is not None  # noqa: S101 - judge_standard looked
    if math.isnan(must_meet) or math.isnan(opposite):
        return replace(blank, note=found.note or "no bound can be given on these rows")
    outcome: Outcome = "NOT PROVEN"
    shown, note, needed = must_meet, "", None
    if is_met(standard, must_meet):
        outcome, note = "PASS", _lead(standard, found, context)
    elif not is_met(standard, opposite):
        outcome, shown = "FAIL", opposite
    else:
        n = evidence.sample.n_rows
        needed = rows_needed(n, standard, found.value, (must_meet, opposite))
    return replace(blank, outcome=outcome, bound=blank.needs + shown, rows_needed=needed, note=note)


def _lead(standard: Standard, found: Estimate, context: JudgeContext) -> str:
    """Say "better" only where the candidate is surely better than the champion itself."""
    formula = formula_of(standard)
    slopes = formula.slopes or {}
    champion = [q for q in slopes if q.scorer == "champion"]
    if len(champion) != 1 or len(slopes) != 2:  # noqa: PLR2004 - candidate and champion
        return ""
    candidate = Quantity(champion[0].metric)
    if slopes.get(candidate) != 1.0 or slopes[champion[0]] != -1.0:
        return ""
    must_meet, _ = bounds(standard, found, 1.0 - context.confidence)
    lead = must_meet - formula.constant
    better = lead > 0 if standard.operator in {">=", ">"} else lead < 0
    return "surely better than the champion" if better else ""


def _finite(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def compares_champion(standard: Standard) -> bool:
    """Return whether a standard speaks of the champion."""
    return any(scorer == "champion" for _, scorer in figures_of(standard))
