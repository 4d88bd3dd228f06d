"""Groups of several levels: totals stand beside what they are totals of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.trust.traced import Mark

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope


def totals(tree: Any, scope: Scope) -> list[Mark]:
    """Return that rows are put together several times, so that some are totals of others."""
    group = tree.args.get("group")
    if group is None or tree.args.get("having") is not None:
        return []
    kinds = [*group.expressions, *(group.args.get("grouping_sets") or ())]
    kinds += [*(group.args.get("rollup") or ()), *(group.args.get("cube") or ())]
    sets = [s for one in kinds if type(one).__name__ == "GroupingSets" for s in one.expressions]
    if len(sets) > 1 or any(type(one).__name__ in {"Rollup", "Cube"} for one in kinds):
        return [Mark("nested", scope.tracing.place(group), "GROUP BY with totals")]
    return []
