"""What one expression is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.conditions import facts_of_condition
from forebay.trust.trace_time import trace_time
from forebay.trust.trace_window import trace_window
from forebay.trust.traced import NOTHING, ROWS, UNTRACED, Mark, Origin, Traced, together
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.trust.relation import Relation

# Left is what is measured, right what it is measured against.
_COMPARED: Final = frozenset(
    {"Sub", "Div", "IntDiv", "GT", "GTE", "LT", "LTE", "EQ", "NEQ", "DateDiff"}
)
_LEAVES: Final = frozenset({"Literal", "Null", "Boolean", "DataType", "Var", "Identifier"})
# Aggregates of the engine that sqlglot has no class for.
_AGGREGATES: Final = frozenset(
    {"favg", "fsum", "geomean", "histogram", "kurtosis", "kurtosis_pop", "mad", "product",
     "regr_count", "sem", "skewness", "string_agg", "bitstring_agg", "entropy", "arbitrary"}
)  # fmt: skip
_MACROS_DEEP: Final = 8


def trace_expression(tree: Any, scope: Scope) -> Traced:
    """Return the origins of an expression, by value and by control.

    Parameters
    ----------
    tree
        sqlglot's tree of it.
    scope
        The names it can read.

    """
    name = type(tree).__name__
    if name in _LEAVES:
        return UNTRACED
    if name == "Column":
        return _column(tree, scope)
    if name in {"Paren", "Alias"}:
        return trace_expression(tree.this, scope)
    found = _special(name, tree, scope)
    if found is None:
        parts = [trace_expression(child, scope) for child in tree.iter_expressions()]
        found = together(parts, scope.tracing.place(tree))
        if name == "Explode":
            found = _unnested(tree, found, scope)
    if found.time is None and (time := trace_time(tree, scope)) is not None:
        found = replace(found, time=time)
    return found


def _special(name: str, tree: Any, scope: Scope) -> Traced | None:
    """Return what an expression with rules of its own is made of; None if it has none."""
    rule = _RULES.get(name)
    if rule is None and _is_aggregate(tree):
        rule = _aggregate
    if rule is None and name in _COMPARED and tree.args.get("expression") is not None:
        rule = _compared
    if rule is None and name == "Anonymous" and tree.name.casefold() in scope.tracing.macros:
        rule = _macro
    return rule(tree, scope) if rule is not None else None


def _column(tree: Any, scope: Scope) -> Traced:
    table = tree.table.casefold()
    name = tree.name.casefold()
    found = scope.column(name, table)
    if found is None and table and (whole := scope.column(table, "")) is not None:
        found = whole  # a field of a struct
    if found is None:
        return UNTRACED
    return found if found.span is not None else replace(found, span=scope.tracing.place(tree))


def _compared(tree: Any, scope: Scope) -> Traced:
    left = trace_expression(tree.this, scope)
    right = trace_expression(tree.expression, scope)
    found = together([left, right], scope.tracing.place(tree))
    plain = left.value - left.reference
    if not plain:
        return found
    return replace(found, reference=(left.reference | right.value) - plain)


def _is_aggregate(tree: Any) -> bool:
    from sqlglot import exp

    if isinstance(tree, exp.AggFunc):
        return True
    return isinstance(tree, exp.Anonymous) and tree.name.casefold() in _AGGREGATES


def _filtered(tree: Any, scope: Scope) -> Traced:
    return _aggregate(tree.this, scope, tree.expression.this)


def _aggregate(tree: Any, scope: Scope, condition: Any = None) -> Traced:
    """Return what an aggregate is made of: the same rows, put together.

    A FILTER, or a CASE with one branch, makes its rows others than those of the query.
    """
    argument = tree
    if condition is None:
        condition, argument = _one_branch(tree)
    parts = [trace_expression(child, scope) for child in argument.iter_expressions()]
    found = together(parts, scope.tracing.place(tree))
    if type(tree).__name__ == "Count" and not found.value:
        found = replace(found, value=_all_rows(scope))
    found = replace(found, time=None, control=found.control | scope.chosen)
    if condition is not None:
        found = _restricted(found, condition, scope)
    return replace(
        found,
        value=frozenset(replace(o, pooled=True) for o in found.value),
        control=frozenset(replace(o, pooled=True) for o in found.control),
    )


def _one_branch(tree: Any) -> tuple[Any, Any]:
    """Return the condition of ``sum(CASE WHEN c THEN x END)`` and a node that holds ``x``."""
    case: Any = tree.this
    if type(case).__name__ != "Case" or case.args.get("this") is not None:
        return None, tree
    branches, other = case.args.get("ifs") or [], case.args.get("default")
    is_bare = other is None or type(other).__name__ in {"Null", "Literal"}
    if len(branches) != 1 or not is_bare:
        return None, tree
    value = branches[0].args["true"]
    if type(value).__name__ == "Literal":
        return None, tree  # a share: its condition is its value
    from sqlglot import exp

    return branches[0].this, exp.Tuple(expressions=[value.copy()])


def _restricted(found: Traced, condition: Any, scope: Scope) -> Traced:
    chosen = trace_expression(condition, scope)
    rows = frozenset(o.row for o in found.value) or frozenset(o.row for o in chosen.value)
    if len(scope.relations) > 1:
        first = next(iter(scope.relations.values()))
        rows = (rows - first.rows) or rows
    fresh = scope.tracing.copied(rows)
    known = facts_of_condition(condition, scope)
    scope.tracing.facts |= {fact.renamed(fresh) for fact in known}
    return replace(found, control=found.control | chosen.all).renamed(fresh)


def _all_rows(scope: Scope) -> frozenset[Origin]:
    return NOTHING.union(*(rows_of(relation) for relation in scope.relations.values()))


def rows_of(relation: Relation) -> frozenset[Origin]:
    """Return the number of rows of a relation as origins."""
    columns = [*relation.columns.values(), *([relation.rest] if relation.rest else [])]
    found = {(o.source, o.row, o.pooled) for column in columns for o in column.value}
    return frozenset(Origin(source, ROWS, row, pooled=pooled) for source, row, pooled in found)


def _scalar_query(tree: Any, scope: Scope) -> Traced:
    relation = scope.tracing.query(tree, scope, scope.tracing)
    parts = [*relation.columns.values()]
    found = together(parts, scope.tracing.place(tree))
    return found.chosen_by(relation.chosen_by)


def _exists(tree: Any, scope: Scope) -> Traced:
    relation = scope.tracing.query(tree.this, scope, scope.tracing)
    return Traced(rows_of(relation), relation.chosen_by, span=scope.tracing.place(tree))


def _in(tree: Any, scope: Scope) -> Traced | None:
    if tree.args.get("query") is None:
        return None
    left = trace_expression(tree.this, scope)
    relation = scope.tracing.query(tree.args["query"], scope, scope.tracing)
    inner = together(relation.columns.values())
    found = together([left, inner], scope.tracing.place(tree))
    return found.chosen_by(relation.chosen_by | inner.control)


def _macro(tree: Any, scope: Scope) -> Traced:
    tracing = scope.tracing
    macro = tracing.macros[tree.name.casefold()]
    if tracing.depth >= _MACROS_DEEP:
        return together([trace_expression(child, scope) for child in tree.expressions])
    place = tracing.place(tree)
    given = parameters(tree.expressions, macro.parameters, macro.defaults, scope)
    tracing.depth += 1
    try:
        found = trace_expression(macro.body, Scope(tracing, aliases=given))
    finally:
        tracing.depth -= 1
    return replace(
        found, span=place, marks=frozenset(replace(m, span=m.span or place) for m in found.marks)
    )


def parameters(
    arguments: Any, names: tuple[str, ...], defaults: dict[str, Any], scope: Scope
) -> dict[str, Traced]:
    """Return what each parameter of a macro stands for in one call."""
    given = {name: trace_expression(value, scope) for name, value in defaults.items()}
    for name, argument in zip(names, arguments, strict=False):
        if type(argument).__name__ in {"PropertyEQ", "EQ", "Kwarg"}:
            given[argument.this.name.casefold()] = trace_expression(argument.expression, scope)
        else:
            given[name] = trace_expression(argument, scope)
    return given


def _unnested(tree: Any, found: Traced, scope: Scope) -> Traced:
    """Return what ``unnest(range(3))`` in a SELECT list gives: it repeats each row."""
    if found.value:
        return found
    row = scope.tracing.numbers()
    mark = Mark("copies", scope.tracing.place(tree), tree.sql(dialect="duckdb"), frozenset({row}))
    return replace(found, value=frozenset({Origin("", "unnest", row)}), marks=frozenset({mark}))


# By the name of sqlglot's class.
_RULES: Final[dict[str, Callable[[Any, Scope], Traced | None]]] = {
    "Window": trace_window,
    "Filter": _filtered,
    "Subquery": _scalar_query,
    "Select": _scalar_query,
    "Union": _scalar_query,
    "Except": _scalar_query,
    "Intersect": _scalar_query,
    "Exists": _exists,
    "In": _in,
}
