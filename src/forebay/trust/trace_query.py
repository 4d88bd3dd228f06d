"""What each column of a query is made of, and what chose its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.amount import number
from forebay.trust.conditions import facts_of_condition, filters, ruled_out
from forebay.trust.counts_time import counts_time
from forebay.trust.is_one_row import is_one_row
from forebay.trust.made_time import opaque_time
from forebay.trust.of_one_row import of_one_row
from forebay.trust.one_of_each import one_of_each
from forebay.trust.relation import Filter, Relation
from forebay.trust.totals import totals
from forebay.trust.trace_aggregate import is_aggregate
from forebay.trust.trace_from import trace_from
from forebay.trust.trace_generated import made_up, trace_generated
from forebay.trust.trace_pivot import trace_pivot
from forebay.trust.trace_time import trace_time
from forebay.trust.trace_union import trace_union
from forebay.trust.traced import NOTHING, ROWS, Mark, Traced
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from forebay.trust.moment import Moment
    from forebay.trust.tracing import Tracing

_SETS: Final = frozenset({"Union", "Intersect", "Except"})


_PAIR: Final = 2  # sides of a UNION ALL


def trace_query(tree: Any, outer: Scope | None, tracing: Tracing) -> Relation:
    """Return the relation that a query gives.

    Parameters
    ----------
    tree
        sqlglot's tree: SELECT, FROM-first, a set operation, VALUES, WITH around them.
    outer
        The names around it, for a correlated query; None for a query of its own.

    """
    scope = Scope(tracing, outer)
    common = tree.args.get("with_") or tree.args.get("with")
    if common is not None:
        enter_common(common, scope)
    return _body(tree, scope)


def enter_common(common: Any, scope: Scope) -> None:
    """Enter the queries of a WITH clause into a scope, in order."""
    for query in common.expressions:
        name = query.alias.casefold()
        if common.args.get("recursive") and type(query.this).__name__ in _SETS:
            scope.queries[name] = _recursive(query, name, scope)
        else:
            scope.queries[name] = _named(trace_query(query.this, scope, scope.tracing), query)


def _recursive(query: Any, name: str, scope: Scope) -> Relation:
    """Return what a recursion gives: it is made of the same as where it starts.

    One that reads nothing but itself makes rows up, or repeats those where it starts.
    """
    tracing = scope.tracing
    start = trace_query(query.this.this, scope, tracing)
    # Of the step before, nothing is known that holds where it starts.
    before = start.renamed({row: tracing.numbers() for row in sorted(start.rows)})
    scope.queries[name] = _named(before, query)
    found = trace_query(query.this, scope, tracing)
    step = query.this.expression
    read = {table.name.casefold() for table in step.find_all(_table_class())}
    if read - {name}:
        return _named(replace(found, copies=start.copies), query)  # it walks another table
    if not start.rows:
        is_time = [c.time is not None and c.time.is_time for c in start.columns.values()]
        names = list(_named(start, query).columns)
        return made_up(name, query, scope, names, is_time=any(is_time))
    mark = Mark("copies", tracing.place(step), f"WITH RECURSIVE {name}", start.rows)
    return _named(replace(found, copies=(*start.copies, mark)), query)


def _table_class() -> Any:
    from sqlglot import exp

    return exp.Table


def _named(relation: Relation, query: Any) -> Relation:
    """Return a relation with the names that ``WITH q(a, b)`` gives."""
    alias = query.args.get("alias")
    names = [c.name.casefold() for c in (alias.args.get("columns") or [])] if alias else []
    if not names:
        return relation
    columns = dict(zip(names, relation.columns.values(), strict=False))
    return replace(relation, columns=columns)


def _body(tree: Any, scope: Scope) -> Relation:
    tracing = scope.tracing
    match type(tree).__name__:
        case "Union" | "Intersect" | "Except":
            left = trace_query(tree.this, scope, tracing)
            right = trace_query(tree.expression, scope, tracing)
            found = trace_union(tree, left, right, scope)
        case "Subquery" | "Paren":
            found = trace_query(tree.this, scope, tracing)
        case "Select":
            found = _select(tree, scope)
        case "Table":
            found = trace_from(tree, scope)
        case "Values":
            found = trace_generated(tree, scope, ())
        case "Pivot":
            found = trace_pivot(tree, trace_query(tree.this, scope, tracing), scope)
        case _:
            found = Relation({})
    limited = _limited(tree, scope, found)
    if not limited:
        return found
    is_last = found.is_last or not _is_first(tree, scope)
    return replace(found, filters=(*found.filters, *limited), is_last=is_last)


def _is_first(tree: Any, scope: Scope) -> bool:
    """Return whether ORDER BY puts the first in time first: what stood there is known later."""
    item = tree.args["order"].expressions[-1 if tree.args.get("distinct") is not None else 0]
    moment = trace_time(item.this, scope)
    is_timely = moment is not None and (moment.is_time or counts_time(moment.column))
    return is_timely and not item.args.get("desc") and tree.args.get("offset") is None


def _is_last(tree: Any, chosen: list[Filter], scope: Scope) -> bool:
    """Return whether a query keeps only the last row of each thing."""
    distinct = tree.args.get("distinct")
    if distinct is not None and distinct.args.get("on") is not None:
        return tree.args.get("order") is not None and not _is_first(tree, scope)
    return any(
        o.column == ROWS and o.shift == "future" and o.frame is None
        for one in chosen
        for o in one.origins
    )


def _limited(tree: Any, scope: Scope, found: Relation) -> tuple[Filter, ...]:
    """Return what chooses the rows that LIMIT lets through: their order."""
    order, limit = tree.args.get("order"), tree.args.get("limit") or tree.args.get("offset")
    if order is None or limit is None:
        return ()
    inner = scope if scope.relations else Scope(scope.tracing, scope.outer, {"": found})
    inner = _with_aliases(inner, dict(found.columns))
    chosen = [f for item in order.expressions for f in filters(item.this, inner)]
    return tuple(replace(f, text=f"order by {f.text}") for f in chosen)


def _select(tree: Any, scope: Scope) -> Relation:
    source = tree.args.get("from_") or tree.args.get("from")
    chosen: list[Filter] = []
    copies: list[Mark] = []
    if source is not None:
        trace_from(
            source.this, scope, tree.args.get("joins") or [], tree.args.get("laterals") or []
        )
    for position, relation in enumerate(scope.relations.values()):
        copies += relation.copies
        if position == 0:
            chosen += relation.filters
    for window in tree.args.get("windows") or []:
        scope.windows[window.this.name.casefold()] = window
    copies = one_of_each(tree.args.get("where"), scope, _where(tree, scope, chosen, copies))
    is_grouped = _is_grouped(tree)
    if is_grouped:
        scope.chosen = NOTHING.union(*(f.origins for f in chosen))
        scope.keys = _keys(tree, scope)
    columns = _projections(tree, scope, copies)
    if is_grouped or tree.args.get("distinct") is not None:
        copies = totals(tree, scope)  # what was repeated is put together again
        chosen += _kept_of_each(tree, scope)
        on = _distinct_on(tree)
        columns = {n: _as_key(c) if on is None or n in on else c for n, c in columns.items()}
        columns = of_one_row(tree, scope, columns) if is_grouped else columns
    if any(o.column == ROWS for f in chosen for o in f.origins) or tree.args.get("qualify"):
        copies = [mark for mark in copies if mark.kind != "fanned"]  # one of them is chosen
    copies = one_of_each(tree.args.get("qualify"), _with_aliases(scope, columns), copies)
    for clause in ("having", "qualify"):
        part = tree.args.get(clause)
        if part is not None:
            chosen += filters(part.this, _with_aliases(scope, columns))
    return Relation(
        columns,
        frozenset(scope.readings.values()).union(*(r.rows for r in scope.relations.values())),
        tuple(dict.fromkeys(chosen)),
        frozenset(),
        (),
        _key(tree, scope, columns, is_grouped=is_grouped),
        tuple(dict.fromkeys(copies)),
        _rest(scope, tree),
        frozenset().union(*(relation.reads for relation in list(scope.relations.values())[:1])),
        is_one_row=is_one_row(tree, scope, is_grouped=is_grouped),
        is_last=_is_last(tree, chosen, scope),
    )


def _where(tree: Any, scope: Scope, chosen: list[Filter], copies: list[Mark]) -> list[Mark]:
    """Enter what WHERE demands and chooses; return what still repeats rows behind it."""
    where = tree.args.get("where")
    if where is None:
        return copies
    scope.tracing.facts |= facts_of_condition(where.this, scope)
    chosen += filters(where.this, scope)
    left_out = ruled_out(where.this, scope)
    _leave_out(left_out, scope)
    # One kind of the rows may be asked for, by a column that only tells the kinds apart.
    gone = {"siblings", "nested"}
    if left_out and all(len(relation.branches) <= _PAIR for relation in scope.relations.values()):
        gone |= {"copies", "perhaps copies"}  # of one side of a UNION ALL nothing is there twice
    return [mark for mark in copies if mark.kind not in gone]


def _leave_out(rows: frozenset[int], scope: Scope) -> None:
    """Take sides of UNION ALL out of what is read, whose rows a condition does not let through."""
    for alias, relation in scope.relations.items() if rows else ():
        columns = {name: found.without(rows) for name, found in relation.columns.items()}
        scope.relations[alias] = replace(relation, columns=columns, rows=relation.rows - rows)


def _keys(tree: Any, scope: Scope) -> tuple[Moment, ...]:
    """Return the times and numbers that tell groups apart."""
    group = tree.args.get("group")
    if group is None:
        return ()
    items = list(group.expressions)
    if group.args.get("all"):
        items = [item for item in tree.expressions if not any(map(is_aggregate, item.walk()))]
    found = []
    for item in items:
        place = number(item, scope) if type(item).__name__ == "Literal" else None
        named = tree.expressions[int(place) - 1] if place else item
        moment = trace_time(named, scope) or _of_alias(named, tree, scope)
        found += [moment] if moment is not None and moment.row else []
    return tuple(found)


def _of_alias(item: Any, tree: Any, scope: Scope) -> Moment | None:
    """Return the moment of what a name in GROUP BY stands for in the SELECT list."""
    if type(item).__name__ != "Column":
        return None
    named = next((e for e in tree.expressions if e.alias == item.name and e.alias), None)
    return trace_time(named, scope) if named is not None else None


def _distinct_on(tree: Any) -> set[str] | None:
    """Return the columns of DISTINCT ON; None where all columns are meant."""
    distinct = tree.args.get("distinct")
    on = distinct.args.get("on") if distinct is not None else None
    return {column.name.casefold() for column in on.expressions} if on is not None else None


def _kept_of_each(tree: Any, scope: Scope) -> tuple[Filter, ...]:
    """Return what chooses the row that DISTINCT ON keeps: the order of the query."""
    distinct, order = tree.args.get("distinct"), tree.args.get("order")
    if distinct is None or distinct.args.get("on") is None or order is None:
        return ()
    return tuple(f for item in order.expressions for f in filters(item.this, scope))


def _as_key(found: Traced) -> Traced:
    value = frozenset(o if o.pooled else replace(o, is_key=True) for o in found.value)
    return replace(found, value=value)


def _with_aliases(scope: Scope, columns: dict[str, Traced]) -> Scope:
    scope.aliases |= {name: found for name, found in columns.items() if name not in scope.aliases}
    return scope


def _is_grouped(tree: Any) -> bool:
    from sqlglot import exp

    if tree.args.get("group") is not None:
        return True
    return any(
        not isinstance(found.parent, exp.Window)
        and not (
            isinstance(found.parent, exp.Filter) and isinstance(found.parent.parent, exp.Window)
        )
        and found.parent_select is tree
        for projection in tree.expressions
        for found in projection.find_all(exp.AggFunc)
        if type(found).__name__ not in _WINDOW_ONLY
    )


_WINDOW_ONLY: Final = frozenset(
    {"Lag", "Lead", "FirstValue", "LastValue", "NthValue", "RowNumber", "Rank", "DenseRank",
     "PercentRank", "CumeDist", "Ntile"}
)  # fmt: skip


def _projections(tree: Any, scope: Scope, copies: list[Mark]) -> dict[str, Traced]:
    columns: dict[str, Traced] = {}
    for position, item in enumerate(tree.expressions):
        if _is_star(item):
            columns |= {k: v for k, v in _star(item, scope).items() if k not in columns}
            continue
        found = scope.tracing.expression(item, scope)
        literal = item.this if type(item).__name__ == "Alias" else item
        if type(literal).__name__ in {"Literal", "Boolean"}:
            text = literal.sql(dialect="duckdb")
            rows = frozenset().union(*(r.rows for r in scope.relations.values()))
            found = replace(found, sides=frozenset((row, text) for row in rows))
        copies += [mark for mark in found.marks if mark.kind == "copies"]
        if type(item).__name__ == "Alias" and type(item.this).__name__ != "Column":
            found = replace(found, span=scope.tracing.place(item) or found.span)
            if found.time is None and (time := opaque_time(item.this, found)) is not None:
                found = replace(found, time=time)
        name = item.alias_or_name.casefold() or f"#{position}"
        columns[name if name not in columns else f"#{position}"] = found
        if type(item).__name__ == "Alias":
            scope.aliases.setdefault(name, found)
    return columns


def _is_star(item: Any) -> bool:
    name = type(item).__name__
    return name in {"Star", "Columns"} or (name == "Column" and type(item.this).__name__ == "Star")


def _star(item: Any, scope: Scope) -> dict[str, Traced]:
    """Return the columns that a star stands for."""
    name = type(item).__name__
    star = item.this if name in {"Column", "Columns"} else item
    table = item.table.casefold() if name == "Column" else ""
    pattern = None
    if name == "Columns" and type(star).__name__ == "Literal":
        pattern = re.compile(star.this, re.IGNORECASE)
    arguments = getattr(star, "args", {})
    columns = _let_through(arguments, table, pattern, scope)
    span = scope.tracing.place(item)
    columns = {name: c if c.span else replace(c, span=span) for name, c in columns.items()}
    for other in arguments.get("replace") or ():
        columns[other.alias.casefold()] = scope.tracing.expression(other, scope)
    for other in arguments.get("rename") or ():
        old, new = other.this.name.casefold(), other.alias.casefold()
        columns = {(new if name == old else name): v for name, v in columns.items()}
    return columns


def _let_through(
    arguments: Any, table: str, pattern: re.Pattern[str] | None, scope: Scope
) -> dict[str, Traced]:
    """Return the columns of one relation, or of all, without those that EXCLUDE names."""
    excluded = arguments.get("except_") or arguments.get("except") or ()
    left_out = {e.name.casefold() for e in excluded}
    columns: dict[str, Traced] = {}
    for alias, relation in scope.relations.items():
        if table in ("", alias):
            for name, found in relation.columns.items():
                if name not in left_out and (pattern is None or pattern.search(name)):
                    columns.setdefault(name, found)
    return columns


def _key(
    tree: Any, scope: Scope, columns: dict[str, Traced], *, is_grouped: bool
) -> tuple[str, ...]:
    """Return the columns that identify a row, where the query's form tells."""
    group = tree.args.get("group")
    if is_grouped:
        keys = [item.name.casefold() for item in group.expressions] if group is not None else []
        return tuple(keys) if keys and all(key in columns for key in keys) else ()
    relations = list(scope.relations.values())
    if len(relations) == 1 and relations[0].key:
        return relations[0].key if all(key in columns for key in relations[0].key) else ()
    return ()


def _rest(scope: Scope, tree: Any) -> Traced | None:
    """Return what columns are made of that a star over a call lets through."""
    if not any(_is_star(item) for item in tree.expressions):
        return None
    return next((r.rest for r in scope.relations.values() if r.rest is not None), None)
