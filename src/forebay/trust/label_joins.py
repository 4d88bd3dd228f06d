"""Joins from which a model takes its answer, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.errors import Span
    from forebay.sql.statement import Query
    from forebay.trust.model_view import ModelView

# Words before JOIN with which it is another join than an inner one.
_OTHERS = frozenset({
    "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "SEMI", "ANTI", "ASOF", "NATURAL", "POSITIONAL",
})  # fmt: skip


def label_joins(view: ModelView) -> frozenset[Span]:
    """Return where the relations stand of which only the label reads: a later row of a series."""
    label = view.relation.columns.get((view.label or "").casefold())
    if label is None:
        return frozenset()
    answers = {origin.row for origin in label.value}
    read = {origin.row for feature in view.features.values() for origin in feature.all}
    if view.predict_at is not None:
        read.add(view.predict_at.row)
    return frozenset(
        join.span
        for join in view.relation.joins
        if join.span is not None and join.rows & answers and not join.rows & read
    )


def with_left_joins(query: Query, joined: frozenset[Span]) -> Query:
    """Return a query in which some inner joins keep the rows that find nothing.

    When the prediction is made no answer is known, so that with the join there is no row to
    compare (SEMANTICS 33).

    Parameters
    ----------
    joined
        Where the joined relations stand. A query that calls models stays as it is: the places of
        its calls count from its beginning.

    """
    if query.calls or query.versions:
        return query
    plain, begin = query.plain, query.span.start
    for start, end in reversed([*_joins(query, joined)]):
        plain = f"{plain[: start - begin]}LEFT JOIN{plain[end - begin :]}"
    return query if plain == query.plain else replace(query, plain=plain)


def _joins(query: Query, joined: frozenset[Span]) -> Iterator[tuple[int, int]]:
    """Yield where ``JOIN`` or ``INNER JOIN`` stands before relations that begin at some places."""
    tokens = query.tokens
    starts = {span.start for span in joined if span.source == query.span.source}
    for i, token in enumerate(tokens):
        if token.upper != "JOIN" or i + 1 == len(tokens):
            continue
        first = next(i + k for k in range(1, len(tokens) - i) if tokens[i + k].text != "(")
        if tokens[first].start not in starts or tokens[i - 1].upper in _OTHERS:
            continue
        begin = tokens[i - 1] if tokens[i - 1].upper == "INNER" else token
        yield begin.start, token.end
