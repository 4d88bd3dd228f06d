"""What one expression is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.sql.ml_functions import IMPUTERS, ML_ANALYTIC_FUNCTIONS
from forebay.trust.conditions import facts_of_condition
from forebay.trust.moment import Moment
from forebay.trust.trace_aggregate import is_aggregate, rows_of, trace_aggregate, trace_filtered
from forebay.trust.trace_field import (
    trace_field,
    trace_json,
    trace_list,
    trace_map,
    trace_name,
    trace_struct,
)
from forebay.trust.trace_time import trace_time
from forebay.trust.trace_window import shifted, trace_window
from forebay.trust.traced import (
    GENERATED,
    NOTHING,
    REPEATED,
    UNTRACED,
    Mark,
    Origin,
    Traced,
    put_together,
    together,
)
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.trust.relation import Fact

# Left is what is measured, right what it is measured against.
_COMPARED: Final = frozenset(
    {"Sub", "Div", "IntDiv", "GT", "GTE", "LT", "LTE", "EQ", "NEQ", "DateDiff"}
)
_LEAVES: Final = frozenset({"Literal", "Null", "Boolean", "DataType", "Var", "Identifier"})
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
        if name in {"Cast", "TryCast", "ToMap"} and parts and parts[0].fields:
            found = replace(found, fields=parts[0].fields)
        if name == "Mod":
            found = _many_to_one(found)
        if name == "Explode":
            found = _unnested(tree, found, scope)
    if found.time is None and (time := trace_time(tree, scope)) is not None:
        found = replace(found, time=time)
    return found


def _many_to_one(found: Traced) -> Traced:
    """Return the rest of a division of made-up numbers: it comes again and again."""
    value = frozenset(
        replace(o, column=REPEATED) if not o.source and o.column == GENERATED else o
        for o in found.value
    )
    return replace(found, value=value)


def _special(name: str, tree: Any, scope: Scope) -> Traced | None:
    """Return what an expression with rules of its own is made of; None if it has none."""
    rule = _RULES.get(name)
    if rule is None and is_aggregate(tree):
        rule = trace_aggregate
    if rule is None and name in _COMPARED and tree.args.get("expression") is not None:
        rule = _compared
    if rule is None and name == "Anonymous":
        rule = _anonymous
    return rule(tree, scope) if rule is not None else None


def _column(tree: Any, scope: Scope) -> Traced:
    found = trace_name(tree, scope)
    if found is None:
        return UNTRACED
    return found if found.span is not None else replace(found, span=scope.tracing.place(tree))


def _compared(tree: Any, scope: Scope) -> Traced:
    return _difference(tree.this, tree.expression, tree, scope)


def _difference(measured: Any, against: Any, tree: Any, scope: Scope) -> Traced:
    left = trace_expression(measured, scope)
    right = trace_expression(against, scope)
    found = together([left, right], scope.tracing.place(tree))
    if type(tree).__name__ == "Sub" and left.running and left.running == right.value:
        # A sum up to its own row, less what its own row adds.
        return replace(found, value=shifted(left.value, "past"), reference=NOTHING)
    plain = left.value - left.reference
    if not plain:
        return found
    return replace(found, reference=(left.reference | right.value) - plain)


def _scalar_query(tree: Any, scope: Scope) -> Traced:
    relation = scope.tracing.query(tree, scope, scope.tracing)
    parts = [*relation.columns.values()]
    if relation.is_last:
        parts = [put_together(part) for part in parts]
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


def _anonymous(tree: Any, scope: Scope) -> Traced | None:
    called, given = tree.name.casefold(), tree.expressions
    if called in scope.tracing.macros:
        return _macro(tree, scope)
    if (found := trace_json(tree, scope)) is not None:
        return found
    if called in {"age", "date_sub", "datesub"} and len(given) > 1:
        last, first = given[-1], given[-2]
        return _difference(*((first, last) if called == "age" else (last, first)), tree, scope)
    return None


def _dotted(tree: Any, scope: Scope) -> Traced | None:
    """Return what a field is made of, or a function of ``ML`` that learns from all rows."""
    called = tree.expression
    if type(called).__name__ != "Anonymous":
        return trace_field(tree, scope)
    name = "IMPUTER" if called.name.upper() in IMPUTERS.values() else called.name.upper()
    if name not in ML_ANALYTIC_FUNCTIONS:
        return None
    found = trace_expression(called, scope)
    place = scope.tracing.place(called)
    rows = frozenset(o.row for o in found.value)
    mark = Mark("pooled", place, f"ML.{name} outside TRANSFORM", rows)
    return replace(found, value=shifted(found.value, "all"), marks=found.marks | {mark}, time=None)


def _listed_rows(tree: Any, scope: Scope) -> Traced | None:
    """Return what ``list_filter(l, lambda x: c)`` is made of: items of which the condition holds.

    A list of many rows is then one of those rows that are in order with the row.
    """
    function = tree.expression
    if type(function).__name__ != "Lambda" or not function.expressions:
        return None
    source = trace_expression(tree.this, scope)
    name = function.expressions[0].name.casefold()
    inner = Scope(scope.tracing, outer=scope, aliases={name: source})
    if type(tree).__name__ != "ArrayFilter":
        return together([trace_expression(_columns(function.this, name), inner)])
    condition = _columns(function.this, name)
    facts = [f for f in facts_of_condition(condition, inner) if _is_order(f)]
    asked = trace_expression(condition, inner)
    fresh = scope.tracing.copied(frozenset(o.row for o in source.value) if facts else frozenset())
    scope.tracing.facts |= {fact.renamed(fresh) for fact in facts}
    return source.renamed(fresh).chosen_by(asked.renamed(fresh).all)


def _columns(tree: Any, name: str) -> Any:
    """Return the body of a lambda in which its variable is a column, and a field of it too."""
    from sqlglot import exp

    def turned(node: Any) -> Any:
        is_own = type(node).__name__ == "Identifier" and node.name.casefold() == name
        is_name = is_own and not isinstance(node.parent, exp.Column)
        return exp.column(node.name) if is_name else node

    return tree.copy().transform(turned)


def _comprehension(tree: Any, scope: Scope) -> Traced:
    """Return what ``[f(x) FOR x IN l IF c]`` is made of; its variable stands for the list."""
    source = trace_expression(tree.args["iterator"], scope)
    inner = Scope(scope.tracing, outer=scope, aliases={tree.expression.name.casefold(): source})
    parts = [tree.this, *([tree.args["condition"]] if tree.args.get("condition") else [])]
    return together([source, *(trace_expression(p, inner) for p in parts)])


def _case(tree: Any, scope: Scope) -> Traced | None:
    """Return what a CASE is made of whose conditions put rows in order; None for any other.

    What a branch gives is read only where its condition holds.
    """
    branches = tree.args.get("ifs") or [tree]
    if tree.args.get("this") is not None and type(tree).__name__ == "Case":
        return None
    parts: list[Traced] = []
    is_ordered = False
    for branch in branches:
        condition, value = branch.this, branch.args["true"]
        facts = [f for f in facts_of_condition(condition, scope) if _is_order(f)]
        is_ordered |= bool(facts)
        found = trace_expression(value, scope)
        # The row of the query itself stays itself: a label is known by it.
        own = _first_rows(scope) - {o.row for o in found.value if o.shift == "past"}
        fresh = scope.tracing.copied(frozenset(f.before.row for f in facts) - own)
        scope.tracing.facts |= {fact.renamed(fresh) for fact in facts}
        asked = trace_expression(condition, scope).renamed(fresh)
        parts += [found.renamed(fresh), asked]
    if not is_ordered:
        return None
    other = tree.args.get("default") or tree.args.get("false")
    parts += [trace_expression(other, scope)] if other is not None else []
    return together(parts, scope.tracing.place(tree))


def _is_order(fact: Fact) -> bool:
    return bool(fact.before.row and fact.after.row) and fact.before.row != fact.after.row


def _first_rows(scope: Scope) -> frozenset[int]:
    first = next(iter(scope.relations.values()), None)
    return first.rows if first is not None else frozenset()


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
    given = {name: _given(value, scope) for name, value in defaults.items()}
    for name, argument in zip(names, arguments, strict=False):
        if type(argument).__name__ in {"PropertyEQ", "EQ", "Kwarg"}:
            given[argument.this.name.casefold()] = _given(argument.expression, scope)
        else:
            given[name] = _given(argument, scope)
    return given


def _given(tree: Any, scope: Scope) -> Traced:
    """Return an argument of a macro; a number stays the number that it is."""
    found = trace_expression(tree, scope)
    return found if found.time is not None else replace(found, time=trace_time(tree, scope))


def _unnested(tree: Any, found: Traced, scope: Scope) -> Traced:
    """Return what ``unnest(range(3))`` in a SELECT list gives: it repeats each row."""
    if found.value:
        return found
    row = scope.tracing.numbers()
    mark = Mark("copies", scope.tracing.place(tree), tree.sql(dialect="duckdb"), frozenset({row}))
    is_time = any(type(node).__name__ in {"Cast", "TryCast"} for node in tree.walk())
    return replace(
        found,
        value=frozenset({Origin("", "unnest", row)}),
        marks=frozenset({mark}),
        time=Moment(row, "unnest", is_time=is_time),
    )


# By the name of sqlglot's class.
_RULES: Final[dict[str, Callable[[Any, Scope], Traced | None]]] = {
    "Window": trace_window,
    "Filter": trace_filtered,
    "Subquery": _scalar_query,
    "Select": _scalar_query,
    "Union": _scalar_query,
    "Except": _scalar_query,
    "Intersect": _scalar_query,
    "Exists": _exists,
    "In": _in,
    "Struct": trace_struct,
    "JSONObject": trace_struct,
    "Array": trace_list,
    "Map": trace_map,
    "Bracket": trace_field,
    "Dot": _dotted,
    "StructExtract": trace_field,
    "JSONExtract": trace_field,
    "JSONExtractScalar": trace_field,
    "Comprehension": _comprehension,
    "ArrayFilter": _listed_rows,
    "Transform": _listed_rows,
    "Case": _case,
    "If": _case,
}
