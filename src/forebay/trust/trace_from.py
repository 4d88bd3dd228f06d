"""FROM and its joins: which relations a query reads, and how their rows go together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.conditions import conditions, facts_of_condition, filters, ruled_out
from forebay.trust.relation import Filter, Join, Relation, ordered
from forebay.trust.trace_expression import parameters
from forebay.trust.trace_generated import trace_generated
from forebay.trust.trace_pivot import trace_pivot
from forebay.trust.trace_union import complement
from forebay.trust.traced import REPEATED, UNTRACED, Mark, Traced, put_together
from forebay.trust.tracing import Scope

# The condition of the first row of each thing, as filters write it.
_FIRST_OF_EACH: Final = re.compile(
    r"row_number\(\) over \(partition by (?P<by>[\w., \"]+) order by [^']*\) = 1"
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.trust.moment import Moment
    from forebay.trust.traced import Origins

# Functions of FROM that give rows of their own.
_GENERATORS: Final = frozenset({"GenerateSeries", "Explode", "Unnest", "Values", "Range"})
_MACROS_DEEP: Final = 8
# Joins of these kinds only choose rows of the first relation.
_CHOOSING: Final = frozenset({"SEMI", "ANTI"})


def trace_from(
    tree: Any, scope: Scope, joins: Sequence[Any] = (), laterals: Sequence[Any] = ()
) -> Relation:
    """Enter what a FROM clause reads into the scope; return its first relation."""
    first = _enter(tree, scope)
    for join in (*(_nested_joins(tree)), *joins):
        _join(join, scope)
    for lateral in laterals:
        _enter(lateral, scope)
    return first


def _nested_joins(tree: Any) -> Sequence[Any]:
    return tree.args.get("joins") or () if type(tree).__name__ in {"Table", "Subquery"} else ()


def _enter(tree: Any, scope: Scope) -> Relation:
    if type(tree).__name__ in {"Paren", "Subquery"} and type(tree.this).__name__ == "Table":
        return trace_from(tree.this, scope)  # brackets around a join
    relation = _read(tree, scope)
    alias = _alias(tree)
    names = _column_names(tree)
    if names:
        renamed = dict(zip(names, relation.columns.values(), strict=False))
        rest = dict(list(relation.columns.items())[len(names) :])
        relation = replace(relation, columns=renamed | rest)
    scope.relations[alias or f"#{len(scope.relations)}"] = relation
    return relation


def _alias(tree: Any) -> str:
    alias = tree.args.get("alias")
    if alias is not None and alias.name:
        return str(alias.name).casefold()
    return str(tree.name).casefold() if type(tree).__name__ == "Table" else ""


def _column_names(tree: Any) -> list[str]:
    alias = tree.args.get("alias")
    columns = alias.args.get("columns") if alias is not None else None
    return [column.name.casefold() for column in columns or ()]


def _read(tree: Any, scope: Scope) -> Relation:
    """Return the relation that one item of FROM reads, of rows of its own."""
    name = type(tree).__name__
    if name == "Table":
        if type(tree.this).__name__ != "Identifier":
            found = _function(tree.this, tree, scope)
        else:
            found = _table(tree, scope)
        return _pivoted(tree, found, scope)
    if name in _GENERATORS:
        return _generated(tree, scope)
    if name == "Lateral" and type(tree.this).__name__ != "Subquery":
        return _function(tree.this, tree, scope)
    return _pivoted(tree, scope.tracing.query(tree.this, scope, scope.tracing), scope)


def _table(tree: Any, scope: Scope) -> Relation:
    tracing = scope.tracing
    key = f"{tree.db}.{tree.name}".casefold() if tree.db else tree.name.casefold()
    known = (scope.named_query(key) if not tree.db else None) or tracing.calls.get(key)
    if known is None:
        known = tracing.tables.get(key) or tracing.tables.get(key.removesuffix("__rejected"))
        if known is None:
            return Relation({}, rest=UNTRACED)
        fresh = {row: tracing.numbers() for row in known.rows}
        found = known.renamed(fresh)
        tracing.facts |= found.facts
    else:
        fresh = tracing.copied(known.rows)
        found = known.renamed(fresh)
    tracing.joins += found.joins
    return replace(found, facts=frozenset(), joins=())


def _function(tree: Any, item: Any, scope: Scope) -> Relation:
    tracing = scope.tracing
    macro = tracing.macros.get(tree.name.casefold()) if hasattr(tree, "name") else None
    if macro is not None and tracing.depth < _MACROS_DEEP:
        given = parameters(tree.expressions, macro.parameters, macro.defaults, scope)
        tracing.depth += 1
        try:
            return tracing.query(macro.body, Scope(tracing, aliases=given), tracing)
        finally:
            tracing.depth -= 1
    return _generated(item, scope)


def _generated(tree: Any, scope: Scope) -> Relation:
    alias = _alias(tree)
    return trace_generated(tree, scope, _column_names(tree) or ([alias] if alias else []))


def _pivoted(tree: Any, relation: Relation, scope: Scope) -> Relation:
    for pivot in tree.args.get("pivots") or ():
        relation = trace_pivot(pivot, relation, scope)
    return relation


def _join(join: Any, scope: Scope) -> None:
    tracing = scope.tracing
    before = dict(scope.relations)
    relation = _enter(join.this, scope)
    alias = next(reversed(scope.relations))
    on, using = join.args.get("on"), _using(join, relation, before)
    is_asof = str(join.args.get("method") or "").upper() == "ASOF"
    chosen = relation.chosen_by
    equals: list[str] = []
    compared: set[str] = set()
    if on is not None:
        tracing.facts |= facts_of_condition(on, scope)
        parts = filters(on, scope)
        chosen = chosen.union(*(part.origins for part in parts))
        equals, compared = _equalities(on, alias, relation)
        out = ruled_out(on, scope)
        columns = {name: found.without(out) for name, found in relation.columns.items()}
        relation = replace(relation, columns=columns, rows=relation.rows - out)
    elif using:
        compared = set(using)
        for position, name in enumerate(using):
            pair = [r.columns[name] for r in before.values() if name in r.columns][:1]
            mine = relation.columns.get(name)
            if pair and mine is not None:
                chosen |= pair[0].value | mine.value
                is_last = is_asof and position == len(using) - 1
                _using_fact(pair[0], mine, scope, is_last=is_last)
                equals += [] if is_last else [name]
    shown = {
        name: put_together(found) if relation.is_last else found
        for name, found in relation.columns.items()
    }
    scope.relations[alias] = replace(
        relation,
        columns={name: found.chosen_by(chosen) for name, found in shown.items()},
        copies=_copies(join, relation, before, scope, is_tied=bool(using)),
    )
    _inner_filters(join, on, scope, before, _less_firsts(relation, compared), chosen)
    if on is not None and _fans_out(join, on, scope, before, relation):
        first = next(iter(before))
        mark = Mark("fanned", tracing.place(join.this, on), _written(join), relation.rows)
        scope.relations[first] = replace(
            scope.relations[first], copies=(*scope.relations[first].copies, mark)
        )
    if on is not None:
        _met_once(on, scope, before)
    if str(join.args.get("kind") or "").upper() in _CHOOSING:
        del scope.relations[alias]
    tracing.joins.append(
        Join(
            relation.rows,
            join.this.name if type(join.this).__name__ == "Table" else "(SELECT ...)",
            alias,
            next(iter(before), ""),
            tuple(equals),
            _times({**before, alias: relation}),
            tracing.place(join.this, on),
            bool(relation.key) and set(relation.key) <= compared,
        )
    )


def _fans_out(
    join: Any, on: Any, scope: Scope, before: dict[str, Relation], joined: Relation
) -> bool:
    """Return whether a table is joined to itself so that a row meets many others of it.

    By ``<>``, or by a bound on one side: all earlier rows of the same thing, for example.
    """
    kind, method = (str(join.args.get(part) or "").upper() for part in ("kind", "method"))
    if kind in _CHOOSING or method == "ASOF" or joined.is_one_row or joined.is_last:
        return False
    if not before or not (joined.reads & next(iter(before.values())).reads):
        return False
    sides: set[str] = set()
    for part in conditions(on):
        name = type(part).__name__
        if name not in {"NEQ", "LT", "LTE", "GT", "GTE"}:
            continue
        left, right = (
            {o.place for o in scope.tracing.expression(side, scope).value}
            for side in (part.this, part.expression)
        )
        if not (left & right):
            return False  # a time of the one within a span of the other
        sides.add({"LTE": "LT", "GTE": "GT"}.get(name, name))
    return len(sides) == 1


def _met_once(on: Any, scope: Scope, before: dict[str, Relation]) -> None:
    """Forget that rows made up before repeat others, where each of these meets one of them."""
    made = {row for relation in before.values() for mark in relation.copies for row in mark.rows}
    if not made:
        return
    equal = {
        origin.row
        for part in conditions(on)
        if type(part).__name__ == "EQ"
        for origin in scope.tracing.expression(part, scope).all
    }
    for alias in before:
        relation = scope.relations[alias]
        kept = tuple(m for m in relation.copies if not m.rows or not m.rows <= made & equal)
        scope.relations[alias] = replace(relation, copies=kept)


def _using(join: Any, relation: Relation, before: dict[str, Relation]) -> list[str]:
    """Return the columns of USING; those of both sides where the join is NATURAL."""
    if str(join.args.get("method") or "").upper() != "NATURAL":
        return [u.name.casefold() for u in join.args.get("using") or ()]
    others = {name for other in before.values() for name in other.columns}
    return [name for name in relation.columns if name in others]


def _copies(
    join: Any, relation: Relation, before: dict[str, Relation], scope: Scope, *, is_tied: bool
) -> tuple[Mark, ...]:
    """Return where a join puts the rows before it in more than once."""
    on = join.args.get("on")
    if on is not None and type(on).__name__ != "Boolean":
        return _written_twice(on, relation, join, scope)
    if is_tied or relation.copies or not _repeats(join, relation, before):
        return relation.copies
    return (Mark("crossed", scope.tracing.place(join.this), _written(join), relation.rows),)


def _written_twice(on: Any, relation: Relation, join: Any, scope: Scope) -> tuple[Mark, ...]:
    """Return that rows come once for each of several written rows with the same key."""
    parts = [*conditions(on)]
    if not relation.copies or len(parts) > 1 or type(parts[0]).__name__ != "EQ":
        return ()
    sides = [scope.tracing.expression(side, scope) for side in (parts[0].this, parts[0].expression)]
    keys = [{o.column for o in side.value if o.row in relation.rows} for side in sides]
    if {REPEATED} not in keys:
        return ()
    return (Mark("crossed", scope.tracing.place(join.this, on), _written(join), relation.rows),)


def _times(before: dict[str, Relation]) -> tuple[tuple[Moment, str], ...]:
    return tuple(
        (column.time, f"{other}.{name}")
        for other, earlier in before.items()
        for name, column in earlier.columns.items()
        if column.time is not None and column.time.is_time
    )


def _using_fact(earlier: Traced, mine: Traced, scope: Scope, *, is_last: bool) -> None:
    if earlier.time is None or mine.time is None:
        return
    scope.tracing.facts |= ordered(mine.time, earlier.time)
    if not is_last:
        scope.tracing.facts |= ordered(earlier.time, mine.time)


def _equalities(on: Any, alias: str, relation: Relation) -> tuple[list[str], set[str]]:
    """Return the equalities of a condition, and the joined relation's columns in them."""
    equals: list[str] = []
    compared: set[str] = set()
    for part in conditions(on):
        if type(part).__name__ != "EQ":
            continue
        equals.append(part.sql(dialect="duckdb"))
        for side in (part.this, part.expression):
            if type(side).__name__ == "Column":
                table, name = side.table.casefold(), side.name.casefold()
                if table == alias or (not table and name in relation.columns):
                    compared.add(name)
    return equals, compared


def _repeats(join: Any, relation: Relation, before: dict[str, Relation]) -> bool:
    """Return whether a join without a condition puts each row in once for each of many rows."""
    if not before or relation.is_one_row or not relation.reads:
        return False
    if str(join.args.get("method") or "").upper() in {"POSITIONAL", "ASOF"}:
        return False
    earlier = frozenset().union(*(r.rows for r in before.values()))
    return not any(o.row in earlier for f in relation.filters for o in f.origins)


def _written(join: Any) -> str:
    return " ".join(join.sql(dialect="duckdb").split()).lstrip(", ")


def _less_firsts(relation: Relation, compared: set[str]) -> Relation:
    """Leave out the conditions that keep the first row of each thing that is joined by.

    ``QUALIFY row_number() OVER (PARTITION BY id ...) = 1`` decides what is said of an id, and lets
    each id through.
    """
    kept = tuple(
        f
        for f in relation.filters
        if not (parts := _FIRST_OF_EACH.fullmatch(f.text))
        or not compared
        or {part.rpartition(".")[2].strip(' "') for part in parts["by"].split(",")} != compared
    )
    return replace(relation, filters=kept)


def _inner_filters(
    join: Any, on: Any, scope: Scope, before: dict[str, Relation], joined: Relation, chosen: Origins
) -> None:
    """Let a join that drops rows choose those of the first relation: by its condition and rows."""
    side = str(join.args.get("side") or "").upper()
    kind = str(join.args.get("kind") or "").upper()
    if (side and kind not in _CHOOSING) or not before:
        return
    parts = complement(joined.filters) if kind == "ANTI" else joined.filters
    if joined.is_one_row and kind not in _CHOOSING:
        parts = ()  # which one it is decides what its columns say, and not which rows come
    if on is not None:
        parts += tuple(
            f
            for part in conditions(on)
            if type(part).__name__ != "EQ"
            for f in filters(part, scope)
        )
    if kind in _CHOOSING:
        parts += (Filter(chosen, scope.tracing.place(join.this)),)
    first = next(iter(before))
    relation = scope.relations[first]
    scope.relations[first] = replace(relation, filters=(*relation.filters, *parts))
