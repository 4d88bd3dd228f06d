"""O1 to O7: tests for monitoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session.readiness.evidence import places
from forebay.session.readiness.score import NOTHING, TestScore

if TYPE_CHECKING:
    from forebay.session.readiness.evidence import Evidence

_LATER = "not in this version"


def monitoring_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _none("O1", "changes of dependencies are notified", "nobody is notified"),
        _invariants(evidence),
        _none("O3", "training and serving are not skewed", "there is no serving to compare with"),
        _none("O4", "models are not too stale", "there is no limit of age"),
        _none("O5", "models are numerically stable", "NaN and infinity are not counted"),
        _none("O6", "compute performance has not regressed", "times are kept, not compared"),
        _none("O7", "prediction quality has not regressed", "predictions are not joined to labels"),
    )


def _none(test: str, name: str, why: str) -> TestScore:
    return TestScore(test, name, 0, f"{_LATER}: {why}", NOTHING)


def _invariants(evidence: Evidence) -> TestScore:
    """Score what exists: scoring in batches. The rows scored meet the rules of training rows."""
    name = "data invariants hold in training and serving"
    scored = [node for node in evidence.project.nodes.values() if node.model_reads]
    if not scored:
        told = "no table asks a model, and there is no other serving in this version"
        return TestScore("O2", name, 0, told, "score new rows in a table: ML.PREDICT")
    inputs = {key for node in scored for key in evidence.above(node.key)}
    found = [c.span.place for key in sorted(inputs) for c in evidence.constraints(key)]
    if not found:
        told = f"{scored[0].name} scores rows on which no constraint is declared"
        return TestScore("O2", name, 0, told, "give the scored tables constraints")
    built = [node.name for node in scored if node.key in evidence.live.versions]
    if not built:
        return TestScore("O2", name, 0, "no scored table is live", "forebay build")
    rules = f"{len(found)} constraints: {places(found)}"
    told = f"batches only: {places(built)} scores rows that met {rules}"
    return TestScore("O2", name, 0.5, told, NOTHING)
