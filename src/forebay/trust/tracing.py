"""What is at hand while one query is traced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forebay.trust.moment import NO_ROW
from forebay.trust.traced import NOTHING, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.errors import Span
    from forebay.trust.macros import Macro
    from forebay.trust.moment import Moment
    from forebay.trust.relation import Fact, Join, Relation
    from forebay.trust.traced import Origins, Traced


@dataclass(slots=True)
class Tracing:
    """One query on its way through: what it can read, and what was found so far.

    Parameters
    ----------
    tables
        The relations of the nodes that were traced before, by key.
    span
        The place of the query's text; offsets of its tree count from its start.
    numbers
        Gives every reading of a table its own number.
    query, expression
        How a query and an expression are traced: the two call each other.

    """

    tables: Mapping[str, Relation]
    macros: Mapping[str, Macro]
    calls: Mapping[str, Relation]
    span: Span
    numbers: Callable[[], int]
    query: Callable[[Any, Scope | None, Tracing], Relation]
    expression: Callable[[Any, Scope], Traced]
    facts: set[Fact] = field(default_factory=set)
    joins: list[Join] = field(default_factory=list)
    depth: int = 0  # of macros that call macros

    def place(self, tree: Any, *others: Any) -> Span | None:
        """Return where a part of the tree stands; None where sqlglot does not say."""
        ends = [
            (node.meta["start"], node.meta["end"])
            for part in (tree, *others)
            if part is not None
            for node in part.walk()
            if "start" in node.meta
        ]
        if not ends or self.depth:
            return None
        start, end = min(e[0] for e in ends), max(e[1] for e in ends) + 1
        return self.span.part(start, end)

    def tied(self, rows: set[int]) -> set[int]:
        """Return some readings and all that facts tie to them, from one to the next."""
        found, added = set(rows), set(rows)
        while added:
            ends = [{fact.before.row, fact.after.row} - {NO_ROW} for fact in self.facts]
            added = set().union(*(pair for pair in ends if pair & added)) - found
            found |= added
        return found

    def copied(self, rows: frozenset[int]) -> dict[int, int]:
        """Return a new number for each reading; what is known of it holds for the copy too."""
        fresh = {row: self.numbers() for row in sorted(rows)}
        known = [f for f in self.facts if f.before.row in fresh or f.after.row in fresh]
        self.facts |= {fact.renamed(fresh) for fact in known}
        return fresh


@dataclass(slots=True)
class Scope:
    """The names that an expression can read: relations by alias, in order, and those around it."""

    tracing: Tracing
    outer: Scope | None = None
    relations: dict[str, Relation] = field(default_factory=dict)
    queries: dict[str, Relation] = field(default_factory=dict)  # of WITH
    aliases: dict[str, Traced] = field(default_factory=dict)  # of the SELECT list, and parameters
    windows: dict[str, Any] = field(default_factory=dict)
    keys: tuple[Moment, ...] = ()  # of GROUP BY, those that are times or numbers
    chosen: Origins = NOTHING  # what chose the rows that aggregates put together

    readings: dict[str, int] = field(default_factory=dict)  # that windows and branches read

    def reading(self, text: str) -> int:
        """Return the number of a reading that this query makes; the same for the same text."""
        if text not in self.readings:
            self.readings[text] = self.tracing.numbers()
        return self.readings[text]

    def column(self, name: str, table: str) -> Traced | None:
        """Return the column of a name, and of a table's alias unless that is empty."""
        for alias, relation in self.relations.items():
            if not table or alias == table:
                found = relation.columns.get(name)
                if found is not None:
                    return found
        if not table and name in self.aliases:
            return self.aliases[name]
        for alias, relation in self.relations.items():
            if relation.rest is not None and table in ("", alias):
                return named(relation.rest, name)
        return self.outer.column(name, table) if self.outer is not None else None

    def named_query(self, name: str) -> Relation | None:
        """Return the query of WITH that has a name, here or around."""
        if name in self.queries:
            return self.queries[name]
        return self.outer.named_query(name) if self.outer is not None else None
