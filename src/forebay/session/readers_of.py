"""What was built from a table or model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.project.outline import NodeOutline, ProjectOutline


def readers_of(name: str, outline: ProjectOutline) -> tuple[NodeOutline, ...]:
    """Return the tables and models that read a name, directly or through views."""
    followed = {name.casefold()}
    found: list[NodeOutline] = []
    for node in outline.nodes.values():  # in an order in which what is read comes first
        if not followed & {*node.reads, *node.model_reads}:
            continue
        if node.kind in {"view", "macro"}:
            followed.add(node.key)
        else:
            found.append(node)
    return tuple(found)
