"""What DuckDB's plan says of a query before it runs, as far as that can be relied on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from forebay.engine.protocol import Forecast

_Operator: TypeAlias = "dict[str, Any]"

# Each row of one side meets each row of the other.
_PAIRING: Final = frozenset({"CROSS_PRODUCT", "NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN"})
# They hand on every row, or leave rows out by a condition of their own.
_KEEPING: Final = frozenset({"PROJECTION", "FILTER", "ORDER_BY", "WINDOW", "STREAMING_WINDOW"})
_STOPPING: Final = re.compile(r"LIMIT")


def forecast(plan: str) -> Forecast:
    """Read a plan as ``EXPLAIN (FORMAT json)`` gives it.

    Only sizes that are known count: those of whole files. What a condition leaves, or an
    aggregate, is a guess of the optimiser, which is often wrong by orders of magnitude; so a join
    with such a side says nothing. Nor does a join by several columns: the optimiser then takes one
    of them for all. A LIMIT above a join may stop it early.
    """
    roots: list[_Operator] = json.loads(plan)
    reading = _Reading()
    for root in roots:
        reading.size(root, is_stopped=False)
    return Forecast(reading.pairs, all(_keeps(root) for root in roots))


@dataclass(slots=True)
class _Reading:
    pairs: int = 0

    def size(self, operator: _Operator, *, is_stopped: bool) -> int | None:
        """Return how many rows an operator surely gives; None if that is a guess."""
        name = str(operator["name"]).strip().upper()
        facts: dict[str, Any] = operator.get("extra_info") or {}
        is_stopped = is_stopped or bool(_STOPPING.search(name))
        children = [self.size(c, is_stopped=is_stopped) for c in operator.get("children") or ()]
        if not children:
            return None if "Filters" in facts else _estimated(facts)
        if name == "PROJECTION":
            return children[0]
        known = [rows for rows in children if rows is not None]
        if len(children) != 2 or len(known) != 2:  # noqa: PLR2004 - the two sides of a join
            return None
        pairs = None
        if name in _PAIRING:
            pairs = known[0] * known[1]
        elif name == "HASH_JOIN" and isinstance(facts.get("Conditions"), str):
            # By one column: rows over the distinct values that its range leaves room for.
            pairs = _estimated(facts) if facts.get("Join Type") == "INNER" else None
        if pairs is not None and not is_stopped:
            self.pairs = max(self.pairs, pairs)
        return pairs if name == "CROSS_PRODUCT" else None


def _estimated(facts: dict[str, Any]) -> int | None:
    text = str(facts.get("Estimated Cardinality", ""))
    return int(text) if text.isdecimal() else None


def _keeps(operator: _Operator) -> bool:
    """Return whether nothing above the first join gathers, cuts or multiplies rows."""
    while True:
        name = str(operator["name"]).strip().upper()
        children = operator.get("children") or []
        if name.endswith("_JOIN"):
            return True
        if name not in _KEEPING or len(children) != 1:
            return False
        operator = children[0]
