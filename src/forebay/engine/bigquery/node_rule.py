"""How one kind of syntax of BigQuery is said in DuckDB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class NodeRule:
    """A kind of node of sqlglot's tree and what writes it.

    Parameters
    ----------
    parts
        What a node may have; one that has more is a construct that nobody checked.
    write
        Returns the DuckDB text, given the `Renderer` and the node.
    bigquery, duckdb
        As the documents show it; empty for what stands in the table of functions.

    """

    parts: frozenset[str]
    write: Callable[..., str]
    bigquery: str = ""
    duckdb: str = ""


def node_rule(
    parts: str, write: Callable[..., str], bigquery: str = "", duckdb: str = ""
) -> NodeRule:
    """Return a rule; `parts` as words."""
    return NodeRule(frozenset(parts.split()), write, bigquery, duckdb or bigquery)
