"""What groups put together that all comes from one row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.trust.traced import ROWS

if TYPE_CHECKING:
    from forebay.trust.traced import Origins, Traced
    from forebay.trust.tracing import Scope


def of_one_row(tree: Any, scope: Scope, columns: dict[str, Traced]) -> dict[str, Traced]:
    """Return columns of groups; what is put together of one row of a table stays that row's.

    The words of a name, counted by the primary key of whose name it is, are an example.
    """
    group, relations = tree.args.get("group"), list(scope.relations.values())
    if group is None or len(relations) != 1 or not relations[0].key:
        return columns
    by = {item.name.casefold() for item in group.expressions if type(item).__name__ == "Column"}
    if not set(relations[0].key) <= by:
        return columns
    single = {o for c in relations[0].columns.values() for o in c.value if not o.pooled}
    places = {(o.place, o.row) for o in single} | {((o.source, ROWS), o.row) for o in single}

    def alone(origins: Origins) -> Origins:
        return frozenset(
            replace(o, pooled=False) if (o.place, o.row) in places else o for o in origins
        )

    return {name: replace(c, value=alone(c.value)) for name, c in columns.items()}
