"""O1 to O7: tests for monitoring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.session.readiness.evidence import audit_of, places
from forebay.session.readiness.model_tests import live_models, served_words, standards_of
from forebay.session.readiness.score import TestScore
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """Score both ways of answering: batches meet constraints, requests are counted."""
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
    told = f"{places(built)} scores rows that met {rules}"
    if not live_models(evidence):
        return TestScore("O2", name, 0.5, told, "forebay build")
    ranges = "forebay serve counts values that training never had, by column"
    return TestScore("O2", name, 1, f"{told}; {ranges}")


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
    """Score the age of each live model in the time of its data, and what that age costs."""
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
    todo = "PREDICT AT tells the age of a model; FRESH WITHIN at a source that of its data"
    if not live:
        return TestScore("O4", name, 0, _NO_MODEL, todo)
    aged, bare = [], []
    for version in live:
        age, known = audit_of(version).get("age"), audit_of(version).get("ages")
        if not age or not known:
            bare.append(version.label)
            continue
        aged.append(
            f"{version.label} knows data until {age['trained_until'][:10]}, {age['days']:.0f} days"
            " before the newest; trained again when data come"
        )
    if aged and not bare:
        return TestScore("O4", name, 1, f"{places(aged)}; what age costs is M4")
    told = places([*aged, *(f"{label} of unknown age" for label in bare)])
    if limited:
        told = f"{told}; the age of {places(limited)} is checked in every build"
    full = bool(limited) and len(limited) == len(read)
    return TestScore(
        "O4", name, 1 if full else 0.5 if limited or aged else 0, told, "" if full else todo
    )


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
    """Score the comparison that every build makes with the builds of the same nodes before."""
    name = "compute performance has not regressed"
    last: Mapping[str, Any] = {}
    number = 0
    for run in evidence.runs:
        times: Any = run.summary.get("times") or {}
        if run.env == evidence.live.env and times.get("compared"):
            last, number = times, run.id
    if not last:
        told = f"no live node was built {_BUILDS} times, so there is nothing to compare with"
        return TestScore("O6", name, 0, told, "build as data come in")
    slow = [
        f"{node} {now:.1f} s instead of {usual:.1f} s"
        for node, (now, usual) in last["slow"].items()
    ]
    told = f"run {number} compared {last['compared']} steps with the builds before"
    if slow:
        return TestScore("O6", name, 0.5, f"{told}; slow: {places(slow)}", "look at what changed")
    return TestScore("O6", name, 1, f"{told}: none took three times as long; in every build")


def _quality(evidence: Evidence) -> TestScore:
    """Score the live version's figure on rows that came after it, against its promise."""
    name = "prediction quality has not regressed"
    found, short, fallen = [], [], []
    for model in evidence.models:
        measured = [
            (v, audit_of(v)["live"])
            for v in evidence.versions
            if v.key == model.key and audit_of(v).get("live")
        ]
        if not measured:
            short.append(model.name)
            continue
        version, live = measured[-1]
        found.append(
            f"v{live['version']} reached {live['reached']:.3f} on {live['rows']:,} later rows,"
            f" {live['promised']:.3f} promised (run {version.run})"
        )
        if live["loss"][1] > 0.0 and version.state == "refused":
            fallen.append(model.name)
    beside = [
        version.label
        for version in evidence.versions
        if any(
            "champion" in s["text"] and s.get("value") is not None for s in standards_of(version)
        )
    ]
    todo = "build again when labels have come: the live model is judged on them"
    if not found and not beside:
        return TestScore("O7", name, 0, "no live model was judged again on newer rows", todo)
    if not found:
        told = f"the live model was judged beside {places(beside)}, on no newer rows"
        return TestScore("O7", name, 0.5, told, todo)
    bare = short or fallen
    words = f"{places(found)}; a warning where it is surely worse"
    return TestScore("O7", name, 0.5 if bare else 1, words, todo if bare else "")
