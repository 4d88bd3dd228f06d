"""PIVOT and UNPIVOT, as statements and behind a table in FROM."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.trust.trace_aggregate import trace_aggregate
from forebay.trust.traced import ROWS, Mark, Origin, Traced, together
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from forebay.trust.relation import Relation


def trace_pivot(tree: Any, inner: Relation, scope: Scope) -> Relation:
    """Return the relation of a pivot: its groups, and columns made of what it puts together.

    Parameters
    ----------
    tree
        sqlglot's Pivot.
    inner
        The relation that is pivoted.

    """
    if tree.args.get("unpivot"):
        return _unpivoted(tree, inner, scope)
    group = tree.args.get("group")
    over = [*tree.expressions, *(tree.args.get("using") or []), *(tree.args.get("fields") or [])]
    used = {c.name.casefold() for part in over for c in part.find_all(_column_class())}
    if group is not None:
        kept = [item.name.casefold() for item in group.expressions]
    else:
        kept = [name for name in inner.columns if name not in used]
    columns = {name: _as_key(inner.columns[name]) for name in kept if name in inner.columns}
    listed = _listed(tree, inner, scope)
    if listed is not None:
        return replace(inner, columns=columns | listed, key=tuple(columns), copies=())
    made = together(found for name, found in inner.columns.items() if name in used)
    value = frozenset(replace(o, pooled=True) for o in made.value)
    value |= frozenset(Origin(o.source, ROWS, o.row, pooled=True) for o in made.value)
    rest = replace(made, value=value, span=scope.tracing.place(tree))
    return replace(inner, columns=columns, rest=rest, key=tuple(columns), copies=())


def _listed(tree: Any, inner: Relation, scope: Scope) -> dict[str, Traced] | None:
    """Return the columns of a pivot whose values are written out: each is of its rows only."""
    over = [*(tree.args.get("fields") or [])] or [*tree.expressions]
    made = [*(tree.args.get("using") or [])] or [*tree.expressions]
    if len(over) != 1 or type(over[0]).__name__ != "In" or not over[0].expressions or not made:
        return None
    from sqlglot import exp

    own = Scope(scope.tracing, scope.outer, relations={"": inner})
    own.keys = tuple(
        c.time
        for n, c in inner.columns.items()
        if c.time is not None
        and c.time.row
        and n
        not in {x.name.casefold() for part in (*over, *made) for x in part.find_all(exp.Column)}
    )
    columns: dict[str, Traced] = {}
    for value in over[0].expressions:
        literal, name = (value.this, value.alias) if value.alias else (value, value.name)
        condition = exp.EQ(this=over[0].this.copy(), expression=literal.copy())
        for one in made:
            call = one.this if type(one).__name__ == "Alias" else one
            label = one.alias or (call.sql(dialect="duckdb") if len(made) > 1 else "")
            found = trace_aggregate(call, own, condition)
            key = f"{name}_{label}" if label else name
            columns[key.casefold()] = replace(found, span=scope.tracing.place(tree))
    return columns


def _as_key(found: Traced) -> Traced:
    value = frozenset(o if o.pooled else replace(o, is_key=True) for o in found.value)
    return replace(found, value=value)


def _unpivoted(tree: Any, inner: Relation, scope: Scope) -> Relation:
    """Return a relation with one row for each of some columns; the others come again each time."""
    own = Scope(scope.tracing, scope.outer, relations={"": inner})
    into, fields = tree.args.get("into"), tree.args.get("fields") or []
    if into is not None:
        parts, name = tree.expressions, into.this.name
        values = [v.name for v in into.expressions]
    elif fields:
        parts, name = fields[0].expressions, fields[0].this.name
        values = [v.name for v in tree.expressions]
    else:
        parts, name, values = tree.expressions, "name", ["value"]
    place = scope.tracing.place(tree)
    gone: set[str] = set()
    for part in parts:
        gone |= _named(part, inner)
    long = together((own.column(n, "") or Traced() for n in sorted(gone)), place)
    row = scope.tracing.numbers()
    label = Traced(frozenset({Origin("", "generated", row)}), span=place)
    columns = {n: found for n, found in inner.columns.items() if n not in gone}
    columns |= {name.casefold(): label} | {v.casefold(): long for v in values}
    mark = Mark("siblings", place, "UNPIVOT", inner.rows)
    return replace(inner, columns=columns, key=(), copies=(*inner.copies, mark))


def _named(part: Any, inner: Relation) -> set[str]:
    """Return the columns that an item of ON names; COLUMNS(* EXCLUDE (...)) names the others."""
    if type(part).__name__ in {"Columns", "Star"}:
        star = part.this if type(part).__name__ == "Columns" else part
        left_out = star.args.get("except_") or star.args.get("except") or ()
        return set(inner.columns) - {e.name.casefold() for e in left_out}
    found = {c.name.casefold() for c in part.find_all(_column_class())}
    return found or {part.name.casefold()}


def _column_class() -> Any:
    from sqlglot import exp

    return exp.Column
