"""M1 to M7: tests for model development."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.model_task import has_label, model_task
from forebay.session.readiness.evidence import audit_of, places
from forebay.session.readiness.score import TestScore
from forebay.session.readiness.tuned_before import tuned_before

if TYPE_CHECKING:
    from forebay.algorithms.model_task import ModelTask
    from forebay.catalog import Version
    from forebay.project import Node
    from forebay.session.readiness.evidence import Evidence

_PAIRS: Final = 2  # before two figures can be held against each other
_GAP: Final = re.compile(r"_(gap|ratio)\b")
_LINEAR: Final = frozenset({"LINEAR_REG", "LOGISTIC_REG"})


def model_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _reviewed(evidence),
        _correlated(evidence),
        _tuned(evidence),
        _staleness(evidence),
        _simpler(evidence),
        _slices(evidence),
        _inclusion(evidence),
    )


def live_models(evidence: Evidence) -> tuple[Version, ...]:
    """Return the live versions of the models of the files."""
    found = (evidence.live.versions.get(model.key) for model in evidence.models)
    return tuple(version for version in found if version is not None)


def standards_of(version: Version) -> list[dict[str, Any]]:
    """Return the standards of a version's verdict; none if it was never judged."""
    verdict = version.details.get("verdict")
    return list(verdict.get("standards", ())) if isinstance(verdict, dict) else []


def served_words(version: Version) -> str:
    """Return what was seen when a version was asked in a clean process; empty if it was not."""
    verdict: Any = version.details.get("verdict")
    return str(verdict.get("served") or "") if isinstance(verdict, dict) else ""


def _correlated(evidence: Evidence) -> TestScore:
    """Score the live figures: of each live version, on rows that came after it was judged."""
    name = "offline metrics correlate with online impact"
    pairs: list[tuple[str, Any, str]] = []
    for model in evidence.models:
        by_version = {}
        for version in evidence.versions:
            audit = audit_of(version)
            if version.key == model.key and audit.get("live"):
                by_version[audit["live"]["version"]] = (audit["live"], audit["metric"])
        pairs += [(f"{model.name}@{n}", *found) for n, found in sorted(by_version.items())]
    if not pairs:
        told = "no live version met rows with labels that came after it was judged"
        return TestScore("M2", name, 0, told, "build again when labels have come")
    words = [
        f"{label}: {metric} {live['promised']:.3f} when judged, {live['reached']:.3f} on"
        f" {live['rows']:,} later rows"
        for label, live, metric in pairs
    ]
    held = [label for label, live, _ in pairs if live["loss"][1] <= 0.0]
    told = f"{places(words)}; {len(held)} of {len(pairs)} kept their promise"
    if len(pairs) < _PAIRS:
        return TestScore("M2", name, 0.5, told, "build again when more labels have come")
    if 2 * len(held) < len(pairs):
        return TestScore("M2", name, 0.5, told, "judge as it is used: PREDICT AT, a split by time")
    return TestScore("M2", name, 1, f"{told}; measured in every build with new labels")


def _staleness(evidence: Evidence) -> TestScore:
    """Score what every build measures: the same kind of model, trained on earlier rows."""
    name = "the impact of staleness is known"
    found, bare = [], []
    for model in evidence.models:
        if not has_label(task_of(evidence, model.key)):
            continue
        version = evidence.live.versions.get(model.key)
        ages = audit_of(version).get("ages") or []
        if version is None or len(ages) < _PAIRS:
            bare.append(model.name)
            continue
        newest, oldest = ages[0], ages[-1]
        days = oldest["days"] - newest["days"]
        value, low, high = oldest["loss"]
        found.append(
            f"{version.label}: {days:.0f} days older costs {value:.3f} ({low:.3f} to {high:.3f})"
            f" {audit_of(version)['metric']}"
        )
    todo = f"PREDICT AT and a split by time for {places(bare)}" if bare else ""
    if not found:
        told = "no live model was compared with older ones"
        return TestScore("M4", name, 0, told, todo or "write a CREATE MODEL")
    return TestScore("M4", name, 0.5 if bare else 1, f"{places(found)}; in every build", todo)


def _inclusion(evidence: Evidence) -> TestScore:
    """Score the gaps between groups, and whether it is known what else tells the groups."""
    name = "the model is tested for inclusion"
    found, bare, unknown = [], [], []
    for model in evidence.models:
        if not has_label(task_of(evidence, model.key)):
            continue
        version = evidence.live.versions.get(model.key)
        gaps = [s for s in standards_of(version) if _GAP.search(s["text"])] if version else []
        if version is None or not gaps or any(s["outcome"] != "PASS" for s in gaps):
            bare.append(model.name)
            continue
        groups = audit_of(version).get("groups") or {}
        for column, told in groups.items():
            proxies = [f for f in told if f.casefold() != column.casefold()]
            others = f"told by {places(proxies)}" if proxies else "told by no other feature"
            found.append(f"{version.label}: gaps between values of {column} passed; it is {others}")
        if not groups:
            unknown.append(model.name)
            found.append(f"{version.label}: gaps passed")
    todo = f"write a standard such as recall_gap <= 0.1 FOR EACH column for {places(bare)}"
    if not found:
        told = "no live model passed a standard of the gap between groups"
        return TestScore("M7", name, 0, told, todo if bare else "write a CREATE MODEL")
    if bare or unknown:
        todo = todo if bare else "forebay build measures which features tell the groups"
        return TestScore("M7", name, 0.5, places(found), todo)
    return TestScore("M7", name, 1, f"{places(found)}; in every build")


def _reviewed(evidence: Evidence) -> TestScore:
    name = "every model specification is reviewed and in a repository"
    commit = evidence.git("rev-parse", "--short", "HEAD")
    if commit is None:
        return TestScore("M1", name, 0, "there is no commit", "git init, git add, git commit")
    if not evidence.models:
        return TestScore("M1", name, 0, "there is no model", "write a CREATE MODEL")
    changed = evidence.git("status", "--porcelain", "--untracked-files=all", "--", ".")
    dirty = [line[3:] for line in (changed or "").splitlines() if line.endswith((".sql", ".toml"))]
    paths = sorted({model.statement.span.source.path for model in evidence.models})
    unknown = [path for path in paths if not evidence.git("ls-files", "--", path)]
    if dirty or unknown:
        told = f"not committed: {places(dirty or unknown)}"
        return TestScore("M1", name, 0, told, "commit the files")
    told = f"commit {commit}, nothing uncommitted: {places(paths)}"
    bare = [path for path in paths if not _has_reviewer(evidence, path)]
    if bare:
        return TestScore(
            *("M1", name, 0.5, f"{told}; no reviewer is recorded"),
            f"let another person review {places(bare)} and sign: Reviewed-by: NAME <EMAIL>",
        )
    return TestScore("M1", name, 1, f"{told}; each with a Reviewed-by of another person")


def _has_reviewer(evidence: Evidence, path: str) -> bool:
    shown = "--format=%ae%x00%(trailers:key=Reviewed-by,valueonly)"
    author, _, reviewers = (evidence.git("log", "-1", shown, "--", path) or "").partition("\0")
    return any(author not in line for line in reviewers.splitlines() if line.strip())


def _simpler(evidence: Evidence) -> TestScore:
    """Score the comparison with a linear model that every build makes, and the baseline."""
    name = "a simpler model is not better"
    models = [m for m in evidence.models if has_label(task_of(evidence, m.key))]
    found, bare = [], []
    for model in models:
        version = evidence.live.versions.get(model.key)
        beats = version is not None and any(
            "baseline" in s["text"] and s["outcome"] == "PASS" for s in standards_of(version)
        )
        other = audit_of(version).get("simpler")
        if version is None or not (beats or other):
            bare.append(f"{model.name}: no standard against baseline, no linear model compared")
        elif _model_type(evidence, model.key) in _LINEAR:
            found.append(f"{version.label} is linear, and no constant")
        elif not other:
            bare.append(f"{version.label} was only compared with a constant")
        else:
            value, low, high = other["gain"]
            told = f"{version.label}: {value:+.4f} ({low:+.4f} to {high:+.4f})"
            told += f" {audit_of(version)['metric']} over {other['model_type']}"
            (found if high > 0.0 and beats else bare).append(told)
    if not found and not any("compared with a constant" in b or "over" in b for b in bare):
        todo = "write a standard against baseline: roc_auc >= baseline + 0.05"
        return TestScore("M5", name, 0, "no live model was compared with a simpler one", todo)
    told = places([*found, *bare])
    if bare:
        todo = "take the simpler model, or write a standard against baseline and build again"
        return TestScore("M5", name, 0.5, told, todo)
    return TestScore("M5", name, 1, f"{told}; in every build")


def _tuned(evidence: Evidence) -> TestScore:
    """Score tunings: in every training, or once, of which the live version has the best values."""
    name = "all hyperparameters are tuned"
    models = [m for m in evidence.models if has_label(task_of(evidence, m.key))]
    always = [m.name for m in models if _trials(m) and m.key in evidence.live.versions]
    once, bare, todos = [], [], []
    for model in models:
        if model.name in always:
            continue
        found = tuned_before(evidence, model)
        if found is None:
            bare.append(model.name)
        elif found.missing:
            bare.append(model.name)
            todos.append(f"write what {found.label} found: {places(found.missing)}")
        else:
            once.append(f"{model.name} has the best of {found.trials} trials of {found.label}")
    told = places([*(f"{m}: the best of its trials, in every training" for m in always), *once])
    todo = f"OPTIONS (num_trials = 20, learn_rate = HPARAM_RANGE(0.01, 0.3)) in {places(bare)}"
    todo = places(todos) if todos else todo
    if not told:
        told = "no live model was tuned"
        return TestScore("M3", name, 0, told, todo if bare else "write a CREATE MODEL")
    if once and not bare:
        todo = "num_trials in the model itself tunes it again with every training"
    return TestScore("M3", name, 0.5 if bare or once else 1, told, todo if bare or once else "")


def _trials(model: Node) -> int:
    option = getattr(model.statement, "options", {}).get("num_trials")
    return option.value if option is not None and isinstance(option.value, int) else 0


def task_of(evidence: Evidence, key: str) -> ModelTask | None:
    """Return what a model of the files is for; None if its type is not known."""
    return model_task(_model_type(evidence, key))


def _model_type(evidence: Evidence, key: str) -> str:
    from forebay.sql.statement import CreateModel

    statement = evidence.project.nodes[key].statement
    if not isinstance(statement, CreateModel):
        return ""
    option = statement.options.get("model_type")
    return str(option.value).upper() if option is not None else ""


def _slices(evidence: Evidence) -> TestScore:
    name = "quality is sufficient on all important slices"
    found, bare = [], []
    for model in evidence.models:
        if not has_label(task_of(evidence, model.key)):
            continue  # it has no figures of slices
        version = evidence.live.versions.get(model.key)
        slices = [s for s in standards_of(version) if s["slice"]] if version is not None else []
        if version is not None and slices and all(s["outcome"] == "PASS" for s in slices):
            found.append(f"{version.label}: {len(slices)} slices passed")
        else:
            bare.append(model.name)
    todo = f"write a standard FOR EACH column for {places(bare)}" if bare else ""
    if not found:
        told = "no live model passed a standard on slices"
        return TestScore("M6", name, 0, told, todo or "write a CREATE MODEL")
    return TestScore("M6", name, 0.5 if bare else 1, places(found), todo)
