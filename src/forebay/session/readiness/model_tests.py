"""M1 to M7: tests for model development."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.model_task import has_label, model_task
from forebay.session.readiness.evidence import places
from forebay.session.readiness.score import NOTHING, TestScore
from forebay.session.report.gate_looks import kept_looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.model_task import ModelTask
    from forebay.catalog import Version
    from forebay.project import Node
    from forebay.session.readiness.evidence import Evidence

_LATER = "not in this version"


def model_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _reviewed(evidence),
        _none("M2", "offline metrics correlate with online impact", "outcomes are not joined"),
        _tuned(evidence),
        _staleness(evidence),
        _simpler(evidence),
        _slices(evidence),
        _none("M7", "the model is tested for inclusion", "no column is declared protected"),
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


def _staleness(evidence: Evidence) -> TestScore:
    """Score the figures over the time after training, which the report keeps."""
    name = "the impact of staleness is known"
    found = [
        f"{version.label}: {len(looks.times)} stretches of time after training"
        for version in live_models(evidence)
        if (looks := kept_looks(evidence.project.root, version)) is not None and looks.times
    ]
    if not found:
        told = "no figures over time are kept of a live model"
        return TestScore("M4", name, 0, told, "forebay report shows them, with PREDICT AT")
    told = f"{places(found)}, in its card"
    return TestScore("M4", name, 0.5, f"{told}; old versions are not scored on new rows", NOTHING)


def _none(test: str, name: str, why: str) -> TestScore:
    return TestScore(test, name, 0, f"{_LATER}: {why}", NOTHING)


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
    name = "a simpler model is not better"
    todo = "write a standard against baseline: roc_auc >= baseline + 0.05"
    models = [v for v in live_models(evidence) if has_label(task_of(evidence, v.key))]
    beaten = [
        f"{version.label} (run {version.run})"
        for version in models
        if any("baseline" in s["text"] and s["outcome"] == "PASS" for s in standards_of(version))
    ]
    if not beaten:
        return TestScore("M5", name, 0, "no live model has proven to beat its baseline", todo)
    told = f"{places(beaten)} proved to beat a constant baseline on the gate rows"
    n_models = len([m for m in evidence.models if has_label(task_of(evidence, m.key))])
    if len(beaten) < n_models:
        return TestScore("M5", name, 0.5, f"{told}; {n_models} models", todo)
    linear = {"LINEAR_REG", "LOGISTIC_REG"}
    kinds = {_model_type(evidence, version.key) for version in models}
    if kinds <= linear:
        return TestScore("M5", name, 1, f"{told}; linear models are the simplest there are")
    return _against_linear(evidence, models, told)


def _against_linear(evidence: Evidence, models: Sequence[Version], told: str) -> TestScore:
    """Score the comparison with a linear model, which the report makes and keeps."""
    name = "a simpler model is not better"
    found, better = [], []
    for version in models:
        looks = kept_looks(evidence.project.root, version)
        simpler = looks.curve.simpler if looks is not None and looks.curve is not None else None
        if simpler is not None:
            lead = simpler.lead
            found.append(
                f"{version.label} leads a {simpler.model_type} by {lead.value:.3f}"
                f" ({lead.lower:.3f} to {lead.upper:.3f})"
            )
            better += [version.label] if lead.upper < 0 else []
    if not found:
        todo = "forebay report compares with a linear model"
        return TestScore("M5", name, 0.5, told, todo)
    told = f"{told}; {', '.join(found)}"
    if better:
        todo = f"train a linear model for {places(better)}"
        return TestScore("M5", name, 0.5, told, todo)
    return TestScore("M5", name, 1, told)


def _tuned(evidence: Evidence) -> TestScore:
    name = "all hyperparameters are tuned"
    models = [m for m in evidence.models if has_label(task_of(evidence, m.key))]
    tuned = [m.name for m in models if _trials(m) and m.key in evidence.live.versions]
    bare = [m.name for m in models if m.name not in tuned]
    todo = f"OPTIONS (num_trials = 20, learn_rate = HPARAM_RANGE(0.01, 0.3)) in {places(bare)}"
    if not tuned:
        told = "no live model was tuned"
        return TestScore("M3", name, 0, told, todo if bare else "write a CREATE MODEL")
    told = f"{places(tuned)}: the best of its trials, compared on rows that did not train"
    return TestScore("M3", name, 0.5 if bare else 1, told, todo if bare else "")


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
