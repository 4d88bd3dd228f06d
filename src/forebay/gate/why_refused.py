"""Why a verdict refuses a model, as a person would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.gate.explain import explain

if TYPE_CHECKING:
    from forebay.gate.verdict import Verdict


def why_refused(verdict: Verdict) -> str:
    """Return the standards that were not met, joined by semicolons; empty if it passed."""
    if verdict.outcome == "PASS" or verdict.provisional:
        return ""
    missed = (s for s in verdict.standards if s.outcome in {"FAIL", "NOT PROVEN"} and not s.warn)
    return "; ".join(explain(standard) for standard in missed) or verdict.outcome
