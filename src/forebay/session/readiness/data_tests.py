"""D1 to D7: tests for features and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.model_task import has_label
from forebay.catalog.close_to_others import is_closed
from forebay.session.readiness.evidence import audit_of, places, words
from forebay.session.readiness.model_tests import live_models, task_of
from forebay.session.readiness.quick_features import quick_features
from forebay.session.readiness.score import TestScore

if TYPE_CHECKING:
    from forebay.session.readiness.evidence import Evidence


def data_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _schema(evidence),
        _beneficial(evidence),
        _cost(evidence),
        _requirements(evidence),
        _privacy(evidence),
        quick_features(evidence),
        _tested(evidence),
    )


def _beneficial(evidence: Evidence) -> TestScore:
    """Score the shuffling of each feature, in every build of a model with gate rows."""
    name = "all features are beneficial"
    told, idle = [], []
    models = [v for v in live_models(evidence) if has_label(task_of(evidence, v.key))]
    for version in models:
        found = audit_of(version).get("importance")
        if found:
            proven = len([worse for worse in found["worse"].values() if worse[1] > 0.0])
            told.append(
                f"{version.label}: {proven} of {len(found['worse'])} features surely help,"
                f" {len(found['idle'])} surely do not"
            )
            idle += found["idle"]
    if not told:
        return TestScore(
            "D2", name, 0, "no live model was tried without a feature", "forebay build"
        )
    words = f"{places(told)}, each shuffled among judged rows in every build"
    if idle:
        todo = f"leave out what changes nothing: {places(idle)}"
        return TestScore("D2", name, 0.5, words, todo)
    if len(told) < len(models):
        return TestScore("D2", name, 0.5, words, "forebay build trains the others again")
    return TestScore("D2", name, 1, words)


def _cost(evidence: Evidence) -> TestScore:
    name = "no feature's cost is too much"
    kept = [(v, audit_of(v)["costs"]) for v in live_models(evidence) if audit_of(v).get("costs")]
    if not kept:
        return TestScore(
            "D3", name, 0, "no live model keeps what its features cost", "forebay build"
        )
    told = []
    for version, found in kept:
        dearest = max(found["sources"], key=lambda source: found["sources"][source], default="")
        n_features = len([f for f in found["features"].values() if dearest in f["sources"]])
        seconds = found["sources"].get(dearest, 0.0)
        told.append(
            f"{version.label}: {dearest} costs most, {seconds:.1f} s for {n_features} features"
        )
    words = f"{places(told)}; kept by feature in every build, and told of those that add nothing"
    bare = len(kept) < len(evidence.models)
    return TestScore(
        "D3", name, 0.5 if bare else 1, words, "build the other models" if bare else ""
    )


def _requirements(evidence: Evidence) -> TestScore:
    name = "features adhere to meta-level requirements"
    looked, waived = [], []
    for version in live_models(evidence):
        found: Any = version.details.get("evidence")
        if isinstance(found, dict) and found.get("data_checks"):
            looked.append(version.label)
            waived += [f"{version.label}: {c}" for c in found["data_checks"].get("allowed", ())]
    never = list(evidence.project.settings.columns.never_features)
    if not looked:
        return TestScore("D4", name, 0, "no live model's features were looked at", "build a model")
    told = f"features of {places(looked)} were held against the rules of leakage"
    told += f"; allowed in writing: {places(waived)}" if waived else ", and none is waived"
    if not never:
        todo = "say which columns may never be features: [columns] never_features in forebay.toml"
        return TestScore("D4", name, 0.5, f"{told}; no rule of your own is written", todo)
    words = f"{told}; by lineage, none is made of {places(never)} (forebay.toml)"
    return TestScore("D4", name, 1, f"{words}; checked before every build")


def _privacy(evidence: Evidence) -> TestScore:
    """Score what is enforced: private columns reach no model, no answer and no other user."""
    name = "privacy controls are there"
    private = list(evidence.project.settings.columns.private)
    if not private:
        todo = "name them: [columns] private in forebay.toml; an empty project has none"
        return TestScore("D5", name, 0, "no column is called private", todo)
    told = f"{places(private)}: by lineage in no model, no scored table, no request log"
    if not is_closed(evidence.project.root):
        todo = "forebay build closes the folder of versions to other users"
        return TestScore("D5", name, 0.5, f"{told}; others can read what is stored", todo)
    return TestScore(
        "D5", name, 1, f"{told}; hidden in what checks show; others cannot read .forebay"
    )


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
