"""What of an audit a person should act on, as warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.build.model_work import ModelWork


def audit_notices(work: ModelWork, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a warning for each thing that was found and is no good."""
    yield from _idle(work, found)
    yield from _simpler(work, found)
    yield from _fallen(work, found)
    apart = (found.get("explained") or {}).get("apart")
    if apart:
        yield Problem(
            "unexplained-rows",
            f"{work.node.name}: the parts of {apart} explained rows do not add up to the answer",
            hint="do not rely on ML.EXPLAIN_PREDICT of this version.",
            severity="warning",
        )


def _idle(work: ModelWork, found: Mapping[str, Any]) -> Iterator[Problem]:
    idle = (found.get("importance") or {}).get("idle")
    if not idle:
        return
    costs = (found.get("costs") or {}).get("features", {})
    seconds = sum(costs.get(feature, {}).get("seconds", 0.0) for feature in idle)
    names = ", ".join(f'"{feature}"' for feature in idle)
    yield Problem(
        "idle-features",
        f"{work.node.name}: shuffled, {names} change{'s' if len(idle) == 1 else ''} nothing",
        work.node.statement.name.span,
        detail=f"reading and building for them takes {seconds:.1f} s of a build.",
        hint="leave them out, unless they are new and wait for data.",
        severity="warning",
    )


def _simpler(work: ModelWork, found: Mapping[str, Any]) -> Iterator[Problem]:
    other = found.get("simpler")
    if not other or other["gain"][2] >= 0.0:
        return
    gain = other["gain"][0]
    yield Problem(
        "simpler-is-better",
        f"{work.node.name}: surely worse than {other['model_type']}"
        f" ({found['metric']} {other['value'] + gain:.3f} and {other['value']:.3f})",
        work.node.statement.name.span,
        detail=f"both were judged on the same {other['judged']:,} rows.",
        hint=f"take model_type = '{other['model_type']}': easier to explain, too.",
        severity="warning",
    )


def _fallen(work: ModelWork, found: Mapping[str, Any]) -> Iterator[Problem]:
    live = found.get("live")
    if not live or live["loss"][1] <= 0.0:
        return
    yield Problem(
        "worse-than-promised",
        f"{work.node.name}: v{live['version']} reaches {found['metric']} {live['reached']:.3f} on"
        f" {live['rows']:,} newer rows, {live['promised']:.3f} when it was judged",
        work.node.statement.name.span,
        detail="the difference is more than chance.",
        hint="look at the drift of its features; the candidate of this build may do better.",
        severity="warning",
    )
