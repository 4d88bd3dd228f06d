"""O1 to O7: tests for monitoring."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from forebay.session.readiness.evidence import places
from forebay.session.readiness.model_tests import live_models, served_words, standards_of
from forebay.session.readiness.score import NOTHING, TestScore
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from forebay.session.readiness.evidence import Evidence

_BUILDS: Final = 3  # of a node, before its time is compared with anything
_NO_MODEL: Final = "no model is live"


def monitoring_tests(evidence: Evidence) -> tuple[TestScore, ...]:
    """Return the seven tests."""
    return (
        _dependencies(evidence),
        _invariants(evidence),
        _skew(evidence),
        _fresh(evidence),
        _stable(evidence),
        _performance(evidence),
        _quality(evidence),
    )


def _dependencies(evidence: Evidence) -> TestScore:
    """Score what notices a change: sources by their signature, libraries by the lock."""
    name = "changes of dependencies are notified"
    sources = [v for v in evidence.live.versions.values() if v.kind == "source"]
    signed = [v.node for v in sources if v.details.get("files")]
    if not signed:
        return TestScore("O1", name, 0, "no source was read", "forebay build")
    told = f"the files of {places(signed)} are compared at every build, with their columns"
    if not (evidence.project.root / "forebay.lock").exists():
        return TestScore("O1", name, 0.5, told, "forebay lock, so that libraries are watched too")
    return TestScore("O1", name, 1, f"{told}; libraries are held against forebay.lock")


def _invariants(evidence: Evidence) -> TestScore:
    """Score what exists: the rows scored in batches meet the rules of training rows."""
    name = "data invariants hold in training and serving"
    scored = [node for node in evidence.project.nodes.values() if node.model_reads]
    if not scored:
        told = "no table of the project asks a model"
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


def _skew(evidence: Evidence) -> TestScore:
    """Score the proof that serving answers as training did: the golden rows, asked again."""
    name = "training and serving are not skewed"
    live = live_models(evidence)
    if not live:
        return TestScore("O3", name, 0, _NO_MODEL, "forebay build")
    proven = [v.label for v in live if served_words(v)]
    if len(proven) < len(live):
        bare = [v.label for v in live if v.label not in proven]
        told = f"{places(bare)} was not asked again in a process of its own"
        return TestScore("O3", name, 0.5 if proven else 0, told, "forebay build trains it again")
    told = f"{places(proven)}: asked as a reader asks, {served_words(live[0])}; in every build"
    return TestScore("O3", name, 1, told)


def _fresh(evidence: Evidence) -> TestScore:
    name = "models are not too stale"
    read = {
        key: node
        for key, node in evidence.above(*(m.key for m in evidence.models)).items()
        if isinstance(node.statement, CreateExternalTable)
    }
    limited = [
        n.name for n in read.values() if getattr(n.statement, "fresh_within", None) is not None
    ]
    live = live_models(evidence)
    aged = [f"{v.label} of {v.created_at[:10]}" for v in live]
    todo = "declare a limit of age at a source: FRESH WITHIN INTERVAL 1 DAY BY column"
    if not live:
        return TestScore("O4", name, 0, _NO_MODEL, todo)
    if not limited:
        return TestScore("O4", name, 0, f"{places(aged)}: no source has a limit of age", todo)
    told = f"{places(aged)}; the age of {places(limited)} is checked in every build"
    bare = len(limited) < len(read)
    return TestScore("O4", name, 0.5 if bare else 1, told, todo if bare else "")


def _stable(evidence: Evidence) -> TestScore:
    """Score what counts NaN and infinity: the gate leaves such rows out and tells of them."""
    name = "models are numerically stable"
    live = live_models(evidence)
    judged = [
        v.label for v in live if isinstance(v.details.get("verdict"), dict) and served_words(v)
    ]
    if not judged:
        return TestScore("O5", name, 0, _NO_MODEL, "forebay build")
    told = f"{places(judged)}: rows of NaN, infinity and NULL had finite answers, none, or an error"
    bare = len(judged) < len(live)
    todo = "forebay build trains the others again" if bare else ""
    return TestScore("O5", name, 0.5 if bare else 1, f"{told}, before it went live", todo)


def _performance(evidence: Evidence) -> TestScore:
    """Compare the last build of each live node with the median of those before."""
    name = "compute performance has not regressed"
    ratios: list[tuple[float, str]] = []
    for version in evidence.live.versions.values():
        before = [
            v.seconds
            for v in evidence.versions
            if v.key == version.key and v.id < version.id and v.seconds > 0
        ]
        if len(before) >= _BUILDS - 1 and version.seconds > 0:
            ratios.append((version.seconds / median(before), version.node))
    todo = "nobody is told between builds: read forebay plan, which says how long each step takes"
    if not ratios:
        told = f"no live node was built {_BUILDS} times, so there is nothing to compare with"
        return TestScore("O6", name, 0, told, "build as data come in")
    most, node = max(ratios)
    told = f"{len(ratios)} nodes against their median before; the slowest, {node}: {most:.1f} times"
    return TestScore("O6", name, 0.5, told, todo)


def _quality(evidence: Evidence) -> TestScore:
    """Score the champion's judgement on rows that came after it: each retrain gives one."""
    name = "prediction quality has not regressed"
    compared: list[str] = []
    for model in evidence.models:
        for version in evidence.versions:
            held = [s for s in standards_of(version) if "champion" in s["text"]]
            if version.key == model.key and any(s.get("value") is not None for s in held):
                compared.append(version.label)
    todo = "write a standard against champion, and build again when labels have come"
    if not compared:
        told = "no live model was judged again on newer rows"
        return TestScore("O7", name, 0, told, todo)
    told = f"the live model was judged on the gate rows of {places(compared)}, beside it"
    short = {m.name for m in evidence.models if not any(c.startswith(m.name) for c in compared)}
    return TestScore("O7", name, 0.5 if short else 1, told, todo if short else "")
