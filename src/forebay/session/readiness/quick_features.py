"""D6: how long a feature takes from its commit to the live model."""

from __future__ import annotations

from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING, Final

from forebay.session.readiness.evidence import places
from forebay.session.readiness.score import TestScore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.catalog import Version
    from forebay.project import Node
    from forebay.session.readiness.evidence import Evidence

_QUICK_DAYS: Final = 7.0
_DAY: Final = 86_400.0


def quick_features(evidence: Evidence) -> TestScore:
    """Measure it for each feature that was added to a model that was live already.

    It was added by the first commit that holds its name, and is live since the first version with
    it was published in the environment.
    """
    name = "new features can be added quickly"
    todo = "add a feature, commit, build: the time from commit to live is measured"
    added: list[tuple[float, str]] = []
    for model in evidence.models:
        for feature, published in _added(evidence, model):
            committed = _committed(evidence, feature)
            if committed is not None and committed <= published:
                days = (published - committed).total_seconds() / _DAY
                added.append((days, f"{model.name}.{feature}"))
    if added:
        middle = median(days for days, _ in added)
        told = f"{len(added)} added to live models, {_words(middle)} from commit to live"
        told += f": {places([feature for _, feature in sorted(added)])}"
        if middle <= _QUICK_DAYS:
            return TestScore("D6", name, 1, told)
        return TestScore("D6", name, 0.5, told, "build in a week after the commit")
    runs = [run for run in evidence.runs if run.outcome == "done" and run.env == evidence.live.env]
    live = [version for m in evidence.models if (version := evidence.live.versions.get(m.key))]
    made = [run for run in runs for version in live if run.id == version.run and run.ended_at]
    if not made:
        return TestScore("D6", name, 0, "no model went live yet", "forebay build")
    last = made[-1]
    seconds = (_time(last.ended_at) - _time(last.started_at)).total_seconds()
    told = f"run {last.id} took {seconds:.0f} s from files to a live model, tests and gate included"
    return TestScore("D6", name, 0.5, f"{told}; no feature was added to a live model yet", todo)


def _added(evidence: Evidence, model: Node) -> Iterator[tuple[str, datetime]]:
    """Yield the features of the live version that an earlier live version did not have."""
    live = evidence.live.versions.get(model.key)
    published: list[tuple[Version, datetime]] = []
    by_number = {v.number: v for v in evidence.versions if v.key == model.key}
    for entry in evidence.ledger:
        is_this = entry.node.casefold() == model.key and entry.env == evidence.live.env
        if is_this and entry.event in {"publish", "promote"} and entry.number in by_number:
            published.append((by_number[entry.number], _time(entry.at)))
    if live is None or not published:
        return
    first = _columns(published[0][0])
    now = _columns(live)
    for feature in sorted({f.casefold() for f in model.features} & now - first):
        yield feature, next(at for version, at in published if feature in _columns(version))


def _columns(version: Version) -> set[str]:
    return {name.casefold() for name, _ in version.columns}


def _committed(evidence: Evidence, feature: str) -> datetime | None:
    """Return when a commit first held the name of a feature below the project's folder."""
    found = evidence.git("log", "--reverse", "--format=%cI", f"-S{feature}", "--", "*.sql")
    return datetime.fromisoformat(found.splitlines()[0]) if found else None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _words(days: float) -> str:
    if days >= 1.0:
        return f"{days:.1f} days"
    minutes = days * 24 * 60
    return f"{minutes / 60:.1f} hours" if minutes >= 60 else f"{minutes:.1f} minutes"  # noqa: PLR2004
