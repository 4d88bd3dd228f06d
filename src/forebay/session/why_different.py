"""Why a rebuild of a node gave something else: the first cause that can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.catalog import Version
    from forebay.project.outline import NodeOutline


def why_different(
    node: NodeOutline,
    old: Version,
    different: Collection[str],
    digest: str | None,
    installed: Mapping[str, str],
) -> str:
    """Return one clause; what cannot be shown to have changed is named last.

    Parameters
    ----------
    old
        The live version.
    different
        The keys of nodes that were found to differ before this one.
    digest
        The data signature of a source now; None for anything else.
    installed
        Library versions now.

    """
    if old.details.get("definition") != node.definition:
        return f"its SQL is not that of run {old.run}"
    inputs = old.details.get("inputs")
    if digest is not None and isinstance(inputs, dict) and inputs.get(node.key) != digest:
        return "its files changed since it was read"
    upstream = [key for key in node.reads if key in different]
    if upstream:
        return f"it reads {', '.join(upstream)}"
    before = old.details.get("versions")
    if isinstance(before, dict):
        moved = [
            f"{name} {before.get(name) or 'none'} became {installed.get(name) or 'none'}"
            for name in sorted({*before, *installed})
            if before.get(name, "") != installed.get(name, "")
        ]
        if moved:
            return ", ".join(moved)
    return (
        "same SQL, data and libraries: it is not repeatable (a random choice, an order that nothing"
        " fixes)"
    )
