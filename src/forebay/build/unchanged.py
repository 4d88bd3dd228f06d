"""Tell of the nodes of a plan that need nothing: the whole of a build with nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build.event import Judged, StepFinished

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build.event import Event
    from forebay.build.walk import Counts
    from forebay.catalog import Catalog
    from forebay.plan import Plan, PlanState, Step


def tell_unchanged(
    plan: Plan,
    catalog: Catalog,
    state: PlanState,
    counts: Counts,
    on_event: Callable[[Event], None],
) -> list[str]:
    """Tell each step; return the keys of the models that still stand refused (SEMANTICS rule 4)."""
    refused = []
    for step in plan.steps:
        if step.action == "still_refused":
            counts.refused += 1
            refused.append(step.node.casefold())
            tell_still_refused(step, catalog, state, on_event)
        elif step.action == "held":
            on_event(StepFinished(step.node, "held", 0.0, note=step.reason))
        else:
            counts.kept += 1
            on_event(StepFinished(step.node, "kept", 0.0, note=step.reason))
    return refused


def tell_still_refused(
    step: Step, catalog: Catalog, state: PlanState, on_event: Callable[[Event], None]
) -> None:
    """Tell the verdict that an earlier run reached on the same candidate by the same standards."""
    verdict = next(
        (
            found
            for (key, _, _), found in reversed(list(state.verdicts.items()))
            if key == step.node.casefold() and found.outcome != "PASS"
        ),
        None,
    )
    version = catalog.versions.numbered(step.node, verdict.number) if verdict is not None else None
    if verdict is not None and version is not None:
        # The gate's values are not needed where nothing stands refused: half of a start.
        from forebay.gate import verdict_from_json

        details: Any = version.details
        judged = verdict_from_json(details.get("verdict", {}))
        live = state.live.get(step.node.casefold())
        on_event(
            Judged(
                step.node,
                verdict.number,
                judged,
                again=True,
                first_run=verdict.run,
                serving=f"v{live.number}" if live is not None else "",
            )
        )
    on_event(StepFinished(step.node, "refused", 0.0, note=step.reason))
