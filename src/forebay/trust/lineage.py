"""Where every column of a project comes from, by value and by what chose its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from forebay.trust.trace_expression import trace_expression
from forebay.trust.trace_query import trace_query
from forebay.trust.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.errors import Span
    from forebay.trust.macros import Macro
    from forebay.trust.moment import Moment
    from forebay.trust.relation import Relation
    from forebay.trust.traced import Origin


@dataclass(slots=True)
class Lineage:
    """The relations of a project, by key of the node.

    Parameters
    ----------
    relations
        Tables, views, sources, and of models their AS SELECT; columns by folded name.
    known
        For each source with KNOWN AT, and its column (``""``: all others): when it is known, of
        the row ``known_row[source]``.
    clauses
        The text of KNOWN AT by source and column, for people.
    inputs
        The relation that each ``ML.*`` call reads, by ``id`` of the call.
    unread
        Nodes whose SQL sqlglot cannot read: their columns have no origins.
    is_shallow
        The computed columns of a source, and what a model answers, stand for themselves.

    """

    relations: dict[str, Relation] = field(default_factory=dict)
    known: dict[tuple[str, str], Moment] = field(default_factory=dict)
    known_row: dict[str, int] = field(default_factory=dict)
    clauses: dict[str, dict[str, str]] = field(default_factory=dict)
    inputs: dict[int, Relation] = field(default_factory=dict)
    macros: dict[str, Macro] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    is_shallow: bool = False
    numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def known_at(self, origin: Origin) -> Moment | None:
        """Return when a value is known, as a moment of its own row; None if nothing says so.

        Parameters
        ----------
        origin
            Of a column of one of the relations.

        """
        if origin.known is not None:
            return origin.known
        own = self.known.get((origin.source, origin.column))
        own = own if own is not None else self.known.get((origin.source, ""))
        if own is None:
            return None
        return own.renamed({self.known_row[origin.source]: origin.row})

    def is_late_column(self, source: str, column: str) -> bool:
        """Return whether a column is known later than the row that it belongs to."""
        return (source, column) in self.known

    def tracing(self, span: Span, calls: Mapping[str, Relation] | None = None) -> Tracing:
        """Return what is at hand to trace one more text over the relations."""
        return Tracing(
            self.relations,
            self.macros,
            {} if calls is None else calls,
            span,
            self.numbers,
            trace_query,
            trace_expression,
        )
