"""Whether a query gives one row at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope


def is_one_row(tree: Any, scope: Scope, *, is_grouped: bool) -> bool:
    """Return whether a SELECT gives one row at most.

    Parameters
    ----------
    is_grouped
        Whether it aggregates.

    """
    limit = tree.args.get("limit")
    if limit is not None and limit.expression is not None and limit.expression.name == "1":
        return True
    if is_grouped and tree.args.get("group") is None:
        return True
    if _is_numbered_first(tree):
        return True
    return all(relation.is_one_row for relation in scope.relations.values())


def _is_numbered_first(tree: Any) -> bool:
    """Return whether QUALIFY keeps only the first of all rows: ``row_number() OVER (...) = 1``."""
    qualify = tree.args.get("qualify")
    sides = (qualify.this.this, qualify.this.expression) if _is_equality(qualify) else ()
    numbers = [side for side in sides if type(side).__name__ == "Window"]
    return (
        len(numbers) == 1
        and type(numbers[0].this).__name__ in {"RowNumber", "Rank", "DenseRank"}
        and not numbers[0].args.get("partition_by")
        and any(type(side).__name__ == "Literal" and side.name == "1" for side in sides)
    )


def _is_equality(clause: Any) -> bool:
    return clause is not None and type(clause.this).__name__ == "EQ"
