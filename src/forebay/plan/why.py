"""Everything that decides what a build does to one node, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError, nearest

if TYPE_CHECKING:
    from forebay.plan.state import PlanState
    from forebay.plan.step import Plan
    from forebay.project.outline import NodeOutline, ProjectOutline


def why(outline: ProjectOutline, state: PlanState, plan: Plan, name: str) -> tuple[str, ...]:
    """Return the lines of ``forebay why NAME``.

    Parameters
    ----------
    plan
        Of the whole project, made from the same outline and state.

    Raises
    ------
    ProjectError
        ``unknown-node``: nothing has that name.

    """
    node = outline.nodes.get(name.casefold())
    if node is None:
        near = nearest(name, [other.name for other in outline.nodes.values()])
        raise ProjectError.of(
            "unknown-node",
            f'there is no node "{name}"',
            hint=f'did you mean "{near}"?' if near else "forebay ls prints every name.",
        )
    step = next(s for s in plan.steps if s.node.casefold() == node.key)
    maybe = "" if step.certain else " (not certain: the same content stops the wave)"
    lines = [
        f"{node.name} is a {node.kind}, {node.path}:{node.line}",
        f"a build would: {step.action}, {step.reason}{maybe}",
        *(f"  note: {note}" for note in step.notes),
        _live(node, state),
        *_reads(node, outline, state),
    ]
    readers = [other.name for other in outline.nodes.values() if node.key in other.reads]
    lines.append(f"read by: {', '.join(readers) or 'nothing'}")
    if node.variables:
        lines.append(f"variables: {', '.join(node.variables)}")
    if node.features:
        lines.append(f"features: {', '.join(node.features)}")
    if node.gate:
        lines.append(f"gate: {node.gate}")
    lines += [f"pinned: {pin.reason}" for pin in state.pins.get(node.key, ())]
    return tuple(lines)


def _live(node: NodeOutline, state: PlanState) -> str:
    live = state.live.get(node.key)
    if live is None:
        return f"live in {state.env}: nothing"
    verdict = f", verdict {live.verdict}" if live.verdict else ""
    took = f", took {live.seconds:.1f} s" if live.seconds is not None else ""
    return f"live in {state.env}: v{live.number} of run {live.run}{verdict}{took}"


def _reads(node: NodeOutline, outline: ProjectOutline, state: PlanState) -> list[str]:
    live = state.live.get(node.key)
    lines = []
    for key in node.reads:
        other, now = outline.nodes[key], state.live.get(key)
        if live is None or now is None or key not in live.inputs:
            said = "not read by the live version" if live is not None else ""
        elif live.inputs[key] == now.content_id:
            said = f"same content as when it was read, run {now.run}"
        else:
            said = f"now of run {now.run}, another content than was read"
        lines.append(f"reads {other.kind} {other.name}" + (f": {said}" if said else ""))
    return lines
