"""One call of a function in BigQuery SQL, its arguments still as sqlglot read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True, slots=True)
class Call:
    """A function with what stands between its brackets.

    Parameters
    ----------
    nulls
        ``IGNORE`` or ``RESPECT``; empty if neither is said.
    order, limit
        ORDER BY and LIMIT inside the brackets; None without.
    is_windowed
        OVER follows.

    """

    name: str
    node: exp.Expr
    arguments: tuple[exp.Expr, ...]
    is_distinct: bool = False
    nulls: str = ""
    order: exp.Order | None = None
    limit: exp.Expr | None = None
    is_windowed: bool = False
