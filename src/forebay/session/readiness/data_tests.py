"""D1 to D7: tests for features and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session.readiness.evidence import places, words
from forebay.session.readiness.model_tests import live_models
from forebay.session.readiness.score import NOTHING, TestScore

if TYPE_CHECKING:
    from forebay.session.readiness.evidence import Evidence

_LATER = "not in this version"


def data_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _schema(evidence),
        _none("D2", "all features are beneficial", "no feature is left out on trial"),
        _none("D3", "no feature's cost is too much", "time is kept per node, not per feature"),
        _requirements(evidence),
        _none("D5", "privacy controls are there", "columns carry no tags"),
        _none("D6", "new features can be added quickly", "the time is not measured"),
        _tested(evidence),
    )


def _none(test: str, name: str, why: str) -> TestScore:
    return TestScore(test, name, 0, f"{_LATER}: {why}", NOTHING)


def _requirements(evidence: Evidence) -> TestScore:
    name = "features adhere to meta-level requirements"
    looked, waived = [], []
    for version in live_models(evidence):
        found = version.details.get("evidence")
        if isinstance(found, dict) and found.get("data_checks"):
            looked.append(version.label)
            waived += [f"{version.label}: {c}" for c in found["data_checks"].get("allowed", ())]
    if not looked:
        return TestScore("D4", name, 0, "no live model's features were looked at", "build a model")
    told = f"features of {places(looked)} were held against the rules of leakage"
    told += f"; allowed in writing: {places(waived)}" if waived else ", and none is waived"
    return TestScore("D4", name, 0.5, f"{told}; rules of your own are not in this version", NOTHING)


def _schema(evidence: Evidence) -> TestScore:
    name = "feature expectations are in a schema"
    features = {(m.key, f.casefold()) for m in evidence.models for f in m.features}
    if not features:
        return TestScore("D1", name, 0, "there is no model", "write a CREATE MODEL")
    ruled: set[tuple[str, str]] = set()
    found = []
    for model in evidence.models:
        for key in evidence.above(model.key):
            for constraint in evidence.constraints(key):
                text = constraint.expression.text if constraint.expression is not None else ""
                columns = words(text) | {column.casefold() for column in constraint.columns}
                hit = {(model.key, column) for column in columns} & features
                if hit:
                    ruled |= hit
                    found.append(constraint.span.place)
    bare = sorted({feature for _, feature in features - ruled})
    told = f"{len(ruled)} of {len(features)} features stand in a constraint"
    if not ruled:
        return TestScore("D1", name, 0, told, "give their tables constraints: NOT NULL, CHECK")
    told = f"{told}: {places(list(dict.fromkeys(found)))}"
    if bare:
        return TestScore("D1", name, 0.5, told, f"constrain {places(bare)}")
    if not all(key in evidence.live.versions for m in evidence.models for key in m.reads):
        return TestScore("D1", name, 0.5, told, "build, so that the constraints are checked")
    return TestScore("D1", name, 1, f"{told}; checked in every build")


def _tested(evidence: Evidence) -> TestScore:
    name = "all input feature code is tested"
    code = {
        key: node
        for key, node in evidence.above(*(m.key for m in evidence.models)).items()
        if node.kind in {"table", "view", "macro"}
    }
    if not code:
        why = "no SQL of the project makes features" if evidence.models else "there is no model"
        return TestScore("D7", name, 0, why, "make the features in a table and test it")
    found = [place for key in code for place in evidence.tests_of(key)]
    bare = sorted(node.name for key, node in code.items() if not evidence.tests_of(key))
    told = f"{len(code) - len(bare)} of {len(code)} nodes above the models have a CREATE TEST"
    if not found:
        return TestScore("D7", name, 0, told, f"write CREATE TEST ... FOR {bare[0]}")
    told = f"{told}: {places(found)}"
    if bare:
        return TestScore("D7", name, 0.5, told, f"write CREATE TEST ... FOR {places(bare)}")
    return TestScore("D7", name, 1, f"{told}; run by every build that changes them")
