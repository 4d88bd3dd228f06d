"""What to do with one node, by rules that plan and build share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.plan.reasons import reasons
from forebay.plan.step import Action, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.plan.now import Now
    from forebay.plan.state import Past, PlanState
    from forebay.project.outline import NodeOutline

_WORK: Final[Mapping[str, Action]] = {
    "source": "read",
    "table": "build",
    "view": "define",
    "macro": "define",
    "model": "train",
}


def decide(
    node: NodeOutline, fingerprint: str, judge_fingerprint: str, state: PlanState, now: Now
) -> Step:
    """Return the step of a node whose inputs are all known.

    Parameters
    ----------
    judge_fingerprint
        Made with ``state.champion_for(node.key, fingerprint)``; empty for anything but models.

    """
    live = state.live.get(node.key)
    step = _decide(node, (fingerprint, judge_fingerprint), state, now)
    return replace(
        step,
        last_seconds=state.seconds.get(node.key),
        gate=node.gate,
        features=node.features,
        notes=(*step.notes, *_engine_note(step, live, now)),
    )


def _decide(node: NodeOutline, ids: tuple[str, str], state: PlanState, now: Now) -> Step:
    fingerprint = ids[0]
    if (asked := _whatever_it_is(node, state, now, fingerprint)) is not None:
        return asked
    live = state.live.get(node.key)
    is_live = live is not None and live.fingerprint == fingerprint
    past = live if is_live else state.built.get((node.key, fingerprint))
    if past is None or (node.kind in {"view", "macro"} and not is_live):
        return work(node, live, now)
    if now.upgrade and (changes := version_changes(past, now.versions)):
        return Step(node.name, _WORK[node.kind], changes)
    if node.kind == "model":
        return _decide_model(node, past, ids, state, is_live=is_live)
    if is_live:
        return Step(node.name, "keep", "unchanged")
    return Step(node.name, "reuse", f"built in run {past.run}, not live in {state.env}")


def _whatever_it_is(node: NodeOutline, state: PlanState, now: Now, fingerprint: str) -> Step | None:
    """Return the step of a node that does not depend on what was built before."""
    if (held := held_by_pin(node, state, now, fingerprint)) is not None:
        return held
    if now.forced:
        return Step(node.name, _WORK[node.kind], "forced")
    if node.volatile:
        return Step(node.name, _WORK[node.kind], "volatile: its SQL gives another result each time")
    return None


def _decide_model(
    node: NodeOutline, past: Past, ids: tuple[str, str], state: PlanState, *, is_live: bool
) -> Step:
    fingerprint, judged_by = ids
    # A version that was promoted by hand is live whatever its verdict was.
    if is_live and past.judge_fingerprint == judged_by and past.overridden:
        return Step(node.name, "keep", f"unchanged, v{past.number} is live")
    verdict = state.verdicts.get((node.key, fingerprint, judged_by))
    if verdict is None:
        return Step(node.name, "judge", f"standards changed, v{past.number} is judged again")
    if verdict.outcome == "PASS":
        if is_live:
            return Step(node.name, "keep", f"unchanged, v{past.number} is live")
        return Step(node.name, "reuse", f"v{past.number} passed in run {verdict.run}, not live")
    notes = () if node.key in state.live else (f"{node.name} has no live version",)
    word = "not proven" if verdict.outcome == "NOT PROVEN" else "refused"
    return Step(
        node.name,
        "still_refused",
        f"still {word} (run {verdict.run}), v{verdict.number}",
        notes=notes,
    )


def held_by_pin(
    node: NodeOutline, state: PlanState, now: Now, fingerprint: str = ""
) -> Step | None:
    """Return the step of a node that was rolled back and not changed since (SEMANTICS rule 3).

    `fingerprint` is empty while it is not known yet.
    """
    if now.unpinned:
        return None
    for pin in state.pins.get(node.key, ()):
        if pin.definition == node.definition or pin.fingerprint == fingerprint:
            when = f" after run {pin.run}" if pin.run is not None else ""
            reason = f"rolled back{when}: {pin.reason}"
            return Step(node.name, "held", reason, notes=("change its SQL, or build with --unpin",))
    return None


def work(node: NodeOutline, live: Past | None, now: Now) -> Step:
    """Return the step that makes a new version, with everything that is known to differ."""
    found = reasons(node, live, now)
    return Step(node.name, _WORK[node.kind], "; ".join(found) or "never finished")


def version_changes(past: Past, versions: Mapping[str, str]) -> str:
    """Return which library differs: ``duckdb 1.5.6 -> 2.0.0``; empty if none (rule 9)."""
    return ", ".join(
        f"{name} {past.versions[name]} -> {version}"
        for name, version in versions.items()
        if name in past.versions and past.versions[name] != version
    )


def _engine_note(step: Step, live: Past | None, now: Now) -> tuple[str, ...]:
    if live is None or step.action not in {"keep", "still_refused"}:
        return ()
    changes = version_changes(live, now.versions)
    return (f"{changes} (rebuild with --upgrade)",) if changes else ()
