"""Windows that the WINDOW clause of a query names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope


def named_window(tree: Any, scope: Scope) -> Any:
    """Return the window that is meant: ``OVER w`` and ``OVER (w ROWS ...)`` name one of WINDOW.

    Parameters
    ----------
    tree
        A window of sqlglot; what it says itself beside the name is added to the named one.

    """
    name = tree.args.get("alias")
    named = scope.windows.get(name.name.casefold()) if name is not None else None
    if named is None or named is tree:
        return tree
    meant = named_window(named, scope).copy()
    for part in ("partition_by", "order", "spec"):
        if tree.args.get(part):
            meant.set(part, tree.args[part])
    return meant
