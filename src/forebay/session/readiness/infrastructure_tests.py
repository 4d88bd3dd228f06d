"""I1 to I7: tests for the infrastructure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.model_task import has_label
from forebay.session.readiness.evidence import audit_of, places
from forebay.session.readiness.model_tests import live_models, served_words, task_of
from forebay.session.readiness.score import TestScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.session.readiness.evidence import Evidence

_BUILD: Final = re.compile(r"^[^#\n]*\bforebay\b[^#\n]*\bbuild\b", re.MULTILINE)
_CI_FILES: Final = (
    ".github/workflows/*.yml",
    ".github/workflows/*.yaml",
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    "Jenkinsfile",
    ".ci/*",
)


def infrastructure_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _reproducible(evidence),
        _unit_tested(evidence),
        _integrated(evidence),
        _gated(evidence),
        _debugged(evidence),
        _canaried(evidence),
        _rollback(evidence),
    )


def _canaried(evidence: Evidence) -> TestScore:
    """Score what a version goes through before it answers anybody."""
    name = "models are canaried before serving"
    live = live_models(evidence)
    asked = [f"{v.label}: {served_words(v)}" for v in live if served_words(v)]
    if not asked:
        return TestScore("I6", name, 0, "no live model was asked before it served", "forebay build")
    compared, bare = [], []
    for version in live:
        found = audit_of(version).get("canary")
        if found is None:
            bare.append(version.label)
            continue
        changed = f"{found.get('changed', 0.0):.1%} of {found['rows']:,} rows decided otherwise"
        compared.append(f"{version.label} beside v{found['version']}: {changed}")
    if not compared:
        told = f"loaded and asked in a process of its own: {places(asked)}"
        return TestScore("I6", name, 0.5, f"{told}; nothing was live before it", "build again")
    told = (
        f"{places(compared)}, before it went live; forebay serve asks it the last live rows first"
    )
    todo = f"build again: {places(bare)}" if bare else ""
    return TestScore("I6", name, 0.5 if bare else 1, told, todo)


def _reproducible(evidence: Evidence) -> TestScore:
    name = "training is reproducible"
    live = {version.label: version for version in live_models(evidence)}
    last = {
        f"{entry.node}@{entry.number}": entry
        for entry in evidence.ledger
        if entry.event == "verify" and f"{entry.node}@{entry.number}" in live
    }
    if live and set(last) == set(live) and not any(entry.reason for entry in last.values()):
        told = f"rebuilt from empty with equal hashes: {places(sorted(last))}"
        return TestScore("I1", name, 1, f"{told}, ledger row {max(e.id for e in last.values())}")
    same: list[str] = []
    other: list[str] = []
    for model in evidence.models:
        kept = [v for v in evidence.versions if v.key == model.key]
        for i, version in enumerate(kept):
            twins = [v for v in kept[:i] if v.fingerprint == version.fingerprint]
            for twin in twins[-1:]:
                pair = f"{twin.label} and {version.label}"
                (same if twin.content_id == version.content_id else other).append(pair)
    if other:
        told = f"trained from the same and not equal: {places(other)}"
        return TestScore("I1", name, 0, told, "forebay verify says what differs")
    if not same:
        told = "no live model was rebuilt from the same"
        return TestScore("I1", name, 0, told, "forebay verify rebuilds and compares")
    told = f"trained twice with equal hashes: {places(same)}"
    return TestScore("I1", name, 0.5, told, "forebay verify rebuilds all of it")


def _debugged(evidence: Evidence) -> TestScore:
    name = "the model can be debugged on one example"
    models = [model for model in evidence.models if has_label(task_of(evidence, model.key))]
    if not models:
        return TestScore("I5", name, 0, "there is no model with a label", "write a CREATE MODEL")
    found, bare = [], []
    for model in models:
        version = evidence.live.versions.get(model.key)
        told = audit_of(version).get("explained")
        if version is not None and told and not told["apart"]:
            found.append(f"{version.label}: {told['rows']} rows")
        else:
            bare.append(model.name)
    if bare:
        names = places([model.name for model in models])
        told = f"each row of {names} can be explained by hand, with its source columns"
        todo = f"ask: SELECT * FROM ML.EXPLAIN_PREDICT(MODEL {models[0].name}, (SELECT ...))"
        return TestScore("I5", name, 0.5, told, todo)
    words = f"every build explains rows and adds up: {places(found)}"
    return TestScore("I5", name, 1, f"{words}; forebay explain follows any row step by step")


def _unit_tested(evidence: Evidence) -> TestScore:
    name = "model specifications are unit tested"
    found = [place for model in evidence.models for place in evidence.tests_of(model.key)]
    bare = [model.name for model in evidence.models if not evidence.tests_of(model.key)]
    todo = f"write CREATE TEST ... FOR {places(bare)}" if bare else ""
    if not found:
        told = f"0 of {len(evidence.models)} models have a CREATE TEST"
        return TestScore("I2", name, 0, told, todo or "write a CREATE MODEL")
    return TestScore("I2", name, 0.5 if bare else 1, places(found), todo)


def _integrated(evidence: Evidence) -> TestScore:
    name = "the full pipeline is integration tested"
    for file in _ci_files(evidence):
        found = _BUILD.search(file.read_text(encoding="utf-8", errors="replace"))
        if found is not None:
            line = found.string.count("\n", 0, found.end()) + 1
            return TestScore("I3", name, 1, f"CI builds it: {file.name}:{line}")
    env = evidence.live.env
    runs = [run for run in evidence.runs if run.env != env and run.outcome == "done"]
    todo = "let CI run forebay build in an environment of its own"
    if runs:
        told = f'run {runs[-1].id} built it in "{runs[-1].env}" by hand'
        return TestScore("I3", name, 0.5, told, todo)
    told = f'no CI file runs forebay build, no environment but "{env}" was built'
    return TestScore("I3", name, 0, told, todo)


def _ci_files(evidence: Evidence) -> Iterator[Path]:
    top = evidence.git("rev-parse", "--show-toplevel")
    folders = dict.fromkeys([evidence.project.root, *([Path(top)] if top else [])])
    for folder in folders:
        for pattern in _CI_FILES:
            yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())


def _gated(evidence: Evidence) -> TestScore:
    name = "model quality is validated before serving"
    passed, bare = [], []
    for version in live_models(evidence):
        verdict = version.details.get("verdict")
        # A model without a label may have been judged on training rows, or only served.
        proven = isinstance(verdict, dict) and (
            not verdict.get("provisional") and verdict.get("basis", "gate rows") == "gate rows"
        )
        by_hand = bool(version.details.get("promotions"))
        if isinstance(verdict, dict) and proven and verdict["outcome"] == "PASS" and not by_hand:
            rows = f"{verdict['gate_rows']:,} gate rows"
            passed.append(f"{version.label} passed on {rows} (run {version.run})")
        else:
            bare.append(version.label)
    todo = f"{places(bare)} is live without a PASS on held-out rows: improve it, or roll back"
    todo = todo if bare else ""
    if not passed:
        return TestScore("I4", name, 0, "no live model passed its gate", todo or "build a model")
    return TestScore("I4", name, 0.5 if bare else 1, places(passed), todo)


def _rollback(evidence: Evidence) -> TestScore:
    """Score the rehearsals: every build that replaces a model rolls it back and forth."""
    name = "serving models can be rolled back"
    env = evidence.live.env
    last: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for run in evidence.runs:
        rehearsed: Any = run.summary.get("rehearsed") or ()
        for one in rehearsed if run.env == env else ():
            last[str(one["node"]).casefold()] = (run.id, one)
    found = {m.key: last[m.key] for m in evidence.models if m.key in last}
    broken = [f"{one['node']}: {one['problems']}" for _, one in found.values() if one["problems"]]
    if broken:
        todo = "promote a version that answers, or build it again"
        return TestScore("I7", name, 0, f"the last rehearsal failed: {places(broken)}", todo)
    words = [
        f"run {run} took {one['node']} back to v{one['to']}, which gave {one['rows']} stored"
        " answers again"
        for run, one in found.values()
    ]
    bare = [m.name for m in evidence.models if m.key not in found]
    if words and not bare:
        return TestScore("I7", name, 1, f"{places(words)}; in every build that replaces a model")
    by_hand = [entry for entry in evidence.ledger if entry.event == "rollback"]
    if by_hand:
        words.append(f'{by_hand[-1].node} by hand in "{by_hand[-1].env}", row {by_hand[-1].id}')
    if words:
        return TestScore("I7", name, 0.5, places(words), f"replace {places(bare)} by a build")
    told = "no live model has replaced another one, so no rollback was rehearsed"
    return TestScore("I7", name, 0, told, "build again when data have come")
