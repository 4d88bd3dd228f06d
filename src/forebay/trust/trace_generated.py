"""Rows that no table has: VALUES, a series, an unnested list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.trust.moment import Moment
from forebay.trust.relation import Relation
from forebay.trust.traced import GENERATED, NOTHING, REPEATED, Mark, Origin, Traced, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.trust.tracing import Scope

_TIMES = ("Cast", "TryCast", "CurrentDate", "Date", "Timestamp")


def trace_generated(tree: Any, scope: Scope, names: Sequence[str]) -> Relation:
    """Return rows that a query makes up.

    A list that is unnested is made of what the list is made of; one row of VALUES, of its
    expressions. All else are numbers and times of a reading of their own: they repeat the rows
    that they are joined to.

    Parameters
    ----------
    names
        Of the columns, as its alias gives them; the first is that of the alias itself.

    """
    if type(tree).__name__ == "Values":
        return _values(tree, scope, names)
    arguments = _arguments(tree)
    found = together(scope.tracing.expression(part, scope) for part in arguments)
    names = names or ("unnest", "range", "generate_series")
    if found.value:
        return _of_row(tree, found, scope, names)
    is_time = any(
        type(node).__name__ in _TIMES and "INTERVAL" not in node.sql().upper()
        for part in arguments
        for node in part.walk()
    )
    return _made_up(tree, scope, names, is_time=is_time)


def _of_row(tree: Any, found: Traced, scope: Scope, names: Sequence[str]) -> Relation:
    """Return the items of a list of a row, or a series as long as the row says.

    The numbers of a series count; they hold nothing of the row.
    """
    row, place = scope.tracing.numbers(), scope.tracing.place(tree)
    own = frozenset({Origin("", GENERATED, row)})
    is_series = any(type(n).__name__ == "GenerateSeries" or n.name == "range" for n in tree.walk())
    value = own if is_series else found.value | own
    column = replace(found, value=value, time=None, fields={}, reference=NOTHING)
    text = " ".join(tree.sql(dialect="duckdb").split())
    mark = Mark("crossed", place, text, frozenset({row}))
    return Relation(dict.fromkeys(names, column), copies=(mark,))


def _arguments(tree: Any) -> list[Any]:
    inner: Any = getattr(tree, "this", None)
    parts = [inner] if hasattr(inner, "walk") else [*tree.iter_expressions()]
    return [p for p in parts if type(p).__name__ not in {"TableAlias", "Identifier"}]


def _values(tree: Any, scope: Scope, names: Sequence[str]) -> Relation:
    rows = [[*getattr(row, "expressions", [row])] or [row] for row in tree.expressions]
    width = max((len(row) for row in rows), default=0)
    named = [names[i] if i < len(names) else f"col{i}" for i in range(width)]
    if len(rows) == 1:
        values = [scope.tracing.expression(cell, scope) for cell in rows[0]]
        return Relation(dict(zip(named, values, strict=False)), is_one_row=True)
    is_time = [
        bool(rows) and i < len(rows[0]) and type(rows[0][i]).__name__ in _TIMES
        for i in range(width)
    ]
    made = _made_up(tree, scope, named, is_time=False)
    columns = {
        name: replace(found, time=replace(found.time, is_time=timely) if found.time else None)
        for (name, found), timely in zip(made.columns.items(), is_time, strict=True)
    }
    for place, (name, found) in enumerate(columns.items()):
        written = [row[place].sql(dialect="duckdb") for row in rows if place < len(row)]
        if len(set(written)) < len(written):
            value = frozenset(replace(o, column=REPEATED) for o in found.value)
            columns[name] = replace(found, value=value)
    return replace(made, columns=columns)


def _made_up(tree: Any, scope: Scope, names: Sequence[str], *, is_time: bool) -> Relation:
    text = " ".join(tree.sql(dialect="duckdb").split())
    return made_up(text, tree, scope, names, is_time=is_time)


def made_up(text: str, tree: Any, scope: Scope, names: Sequence[str], *, is_time: bool) -> Relation:
    """Return rows of a reading of their own, which repeat what they are joined to."""
    row = scope.tracing.numbers()
    place = scope.tracing.place(tree)
    columns = {
        name: Traced(
            frozenset({Origin("", GENERATED, row)}),
            time=Moment(row, name, is_time=is_time),
            span=place,
        )
        for name in names
    }
    mark = Mark("copies", place, text, frozenset({row}))
    return Relation(columns, frozenset({row}), copies=(mark,))
