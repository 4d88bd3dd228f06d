"""D1 to D7: tests for features and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session.readiness.evidence import places, words
from forebay.session.readiness.model_tests import live_models
from forebay.session.readiness.score import NOTHING, TestScore
from forebay.session.report.gate_looks import kept_looks

if TYPE_CHECKING:
    from forebay.session.readiness.evidence import Evidence

_LATER = "not in this version"


def data_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _schema(evidence),
        _beneficial(evidence),
        _cost(evidence),
        _requirements(evidence),
        _none("D5", "privacy controls are there", "columns carry no tags"),
        _none("D6", "new features can be added quickly", "the time is not measured"),
        _tested(evidence),
    )


def _none(test: str, name: str, why: str) -> TestScore:
    return TestScore(test, name, 0, f"{_LATER}: {why}", NOTHING)


def _beneficial(evidence: Evidence) -> TestScore:
    """Score the permutation importance that the report computes and keeps."""
    name = "all features are beneficial"
    told, idle = [], []
    for version in live_models(evidence):
        looks = kept_looks(evidence.project.root, version)
        if looks is not None and looks.importance:
            useless = [f for f, found in looks.importance if not found.lower > 0]
            useful = len(looks.importance) - len(useless)
            told.append(f"{version.label}: {useful} of {len(looks.importance)} features proved it")
            idle += useless
    if not told:
        todo = "forebay report shuffles each feature of the judged rows"
        return TestScore("D2", name, 0, "no feature was left out on trial", todo)
    todo = f"leave out what is worth nothing: {places(idle)}" if idle else NOTHING
    return TestScore("D2", name, 0.5, f"{places(told)}, shuffled among the judged rows", todo)


def _cost(evidence: Evidence) -> TestScore:
    name = "no feature's cost is too much"
    above = evidence.above(*(m.key for m in evidence.models))
    live = evidence.live.versions
    timed = {live[key].node: live[key].seconds for key in above if key in live}
    if not timed:
        return TestScore("D3", name, 0, "nothing above a model was built", "forebay build")
    most = max(timed, key=lambda node: timed[node])
    told = f"{len(timed)} nodes make the features; the dearest, {most}: {timed[most]:.1f} s"
    return TestScore("D3", name, 0.5, f"{told}; time is kept per node, not per feature", NOTHING)


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
