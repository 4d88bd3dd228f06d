"""Aggregates: the same rows, put together; and those that only ask for the first of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.conditions import facts_of_condition, ruled_out
from forebay.trust.counts_time import counts_time
from forebay.trust.relation import ordered
from forebay.trust.trace_time import trace_time
from forebay.trust.traced import NOTHING, ROWS, Origin, Traced, put_together, together

if TYPE_CHECKING:
    from forebay.trust.relation import Relation
    from forebay.trust.tracing import Scope

# Aggregates of the engine that sqlglot has no class for.
AGGREGATES: Final = frozenset(
    {"arbitrary", "arg_max_null", "arg_max_nulls_last", "arg_min_null", "arg_min_nulls_last",
     "bitstring_agg", "combine_aggr", "count_star", "decimal_average", "entropy", "favg", "fsum",
     "geomean", "geometric_mean", "histogram", "histogram_exact", "kahan_sum", "kurtosis",
     "kurtosis_pop", "lttb", "mad", "mean", "product", "regr_count", "reservoir_quantile", "sem",
     "skewness", "string_agg", "sum_no_overflow", "sumkahan", "variant_group_object"}
)  # fmt: skip


_LISTS: Final = frozenset({"ArrayAgg", "List"})


def is_aggregate(tree: Any) -> bool:
    """Return whether a node is a call that puts rows together."""
    from sqlglot import exp

    if isinstance(tree, exp.AggFunc):
        return True
    return isinstance(tree, exp.Anonymous) and tree.name.casefold() in AGGREGATES


def trace_aggregate(tree: Any, scope: Scope, condition: Any = None) -> Traced:
    """Return what an aggregate is made of: the same rows, put together.

    A FILTER, or a CASE with one branch, makes its rows others than those of the query.
    The first time of a group, and what stood there then, is known at each later row of it:
    it is no statistic.

    Parameters
    ----------
    condition
        Of the FILTER around it.

    """
    argument = tree
    if condition is None:
        condition, argument = _one_branch(tree, scope)
    parts = [scope.tracing.expression(child, scope) for child in argument.iter_expressions()]
    found = together(parts, scope.tracing.place(tree))
    if type(tree).__name__ == "Count" and not found.value:
        found = replace(found, value=_all_rows(scope))
    found = replace(found, time=None, control=found.control | scope.chosen)
    if condition is not None:
        found = found.without(ruled_out(condition, scope))
        found = _restricted(found, condition, scope)
    if type(tree).__name__ in _LISTS:
        inner = tree.this.this if type(tree.this).__name__ == "Order" else tree.this
        item = scope.tracing.expression(inner, scope)
        fields = {name: replace(put_together(f), time=f.time) for name, f in item.fields.items()}
        found = replace(found, fields=fields, time=item.time)
    if asks_for_first(tree, scope):
        return replace(found, value=_of_first(found.value), control=_of_first(found.control))
    return replace(
        found,
        value=frozenset(replace(o, pooled=True) for o in found.value),
        control=frozenset(replace(o, pooled=True) for o in found.control),
    )


def asks_for_first(tree: Any, scope: Scope) -> bool:
    """Return whether an aggregate takes the least time, or a value at the least time.

    Examples
    --------
    ``min(ordered_at)``, ``arg_min(channel, ordered_at)``, ``first(channel ORDER BY ordered_at)``.

    """
    name = type(tree).__name__
    if name == "IgnoreNulls":
        return asks_for_first(tree.this, scope)
    if name == "Min":
        return _is_time(tree.this, scope)
    if name == "ArgMin":
        return _is_time(tree.expression, scope)
    if name in {"First", "AnyValue"} and type(tree.this).__name__ == "Order":
        first = tree.this.expressions[0]
        return not first.args.get("desc") and _is_time(first.this, scope)
    return False


def _is_time(tree: Any, scope: Scope) -> bool:
    moment = trace_time(tree, scope) if tree is not None else None
    if moment is None or moment.row == 0:
        return False
    return moment.is_time or counts_time(moment.column)


def _of_first(origins: frozenset[Origin]) -> frozenset[Origin]:
    return frozenset(replace(o, shift="past") if o.shift == "row" else o for o in origins)


def trace_filtered(tree: Any, scope: Scope) -> Traced:
    """Return what an aggregate with FILTER is made of."""
    return trace_aggregate(tree.this, scope, tree.expression.this)


def _one_branch(tree: Any, scope: Scope) -> tuple[Any, Any]:
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
        # A share: its condition is its value. A time that is asked for says which rows, too.
        facts = facts_of_condition(branches[0].this, scope)
        is_timely = bool(facts) and all(f.before.is_time for f in facts)
        return (branches[0].this if is_timely else None), tree
    from sqlglot import exp

    return branches[0].this, exp.Tuple(expressions=[value.copy()])


def _restricted(found: Traced, condition: Any, scope: Scope) -> Traced:
    chosen = scope.tracing.expression(condition, scope)
    rows = frozenset(o.row for o in found.value) or frozenset(o.row for o in chosen.value)
    if len(scope.relations) > 1:
        first = next(iter(scope.relations.values()))
        rows = (rows - first.rows) or rows
    fresh = scope.tracing.copied(rows)
    known = facts_of_condition(condition, scope)
    scope.tracing.facts |= {fact.renamed(fresh) for fact in known}
    for key in scope.keys:
        if key.row in fresh:  # they are of the same group
            theirs = key.renamed(fresh)
            scope.tracing.facts |= ordered(theirs, key) | ordered(key, theirs)
    return replace(found, control=found.control | chosen.all).renamed(fresh)


def _all_rows(scope: Scope) -> frozenset[Origin]:
    relations = [*scope.relations.values()]
    # What a group stands for is one row, to which others were joined: these are counted.
    of_keys = {k.row for k in scope.keys if k.is_time or counts_time(k.column)}
    joined = [r for r in relations if not (r.rows & of_keys)]
    return NOTHING.union(*(rows_of(relation) for relation in joined or relations))


def rows_of(relation: Relation) -> frozenset[Origin]:
    """Return the number of rows of a relation as origins."""
    columns = [*relation.columns.values(), *([relation.rest] if relation.rest else [])]
    found = {(o.source, o.row, o.pooled) for column in columns for o in column.value}
    return frozenset(Origin(source, ROWS, row, pooled=pooled) for source, row, pooled in found)
