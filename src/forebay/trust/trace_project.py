"""Trace a whole project: every table, view and model, in the order of reading."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.sql.statement import (
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateView,
    TableReference,
)
from forebay.trust.conditions import filters
from forebay.trust.lineage import Lineage
from forebay.trust.macros import read_macro
from forebay.trust.relation import Relation
from forebay.trust.trace_call import trace_call
from forebay.trust.trace_query import enter_common, trace_query
from forebay.trust.trace_source import known_moments, parsed, primary_key, trace_source
from forebay.trust.traced import UNTRACED, Traced
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from forebay.engine import Schema
    from forebay.project import Node, Project
    from forebay.sql.statement import Query
    from forebay.trust.tracing import Tracing

# Beside its own errors, what sqlglot raises on SQL that it does not know.
_FAILURES: Final = (ValueError, KeyError, AttributeError, TypeError, RecursionError, IndexError)


def trace_project(project: Project, *, up_to: str = "") -> Lineage:
    """Return the lineage of a validated project.

    Every table, view and model is followed to the columns of the external tables; macros are
    expanded; a call of a model gives its input, and predictions that are made of its features and
    chosen by its label. Nothing is read but SQL text.

    Parameters
    ----------
    up_to
        The key of the last node that is traced. Then, as for people who are shown where a column
        comes from, columns that a source computes and answers of models stand for themselves.

    Examples
    --------
    The features of a model and the columns behind each::

        lineage = trace_project(project)
        for name in project.nodes["late_arrival"].features:
            column = lineage.relations["late_arrival"].columns[name.casefold()]
            print(name, sorted(o.place for o in column.value))

    """
    from sqlglot.errors import SqlglotError

    lineage = Lineage(is_shallow=bool(up_to))
    for key, node in project.nodes.items():
        if up_to in lineage.relations:
            return lineage
        match node.statement:
            case CreateMacro() as macro:
                if (read := read_macro(macro)) is not None:
                    lineage.macros[key] = read
            case CreateExternalTable() as source if node.schema is not None:
                tracing = lineage.tracing(source.span)
                lineage.relations[key], known = trace_source(
                    key, source, node.schema, tracing, is_shallow=lineage.is_shallow
                )
                lineage.known |= {(key, column): moment for column, moment in known.items()}
                lineage.clauses[key] = {
                    name.casefold(): " ".join(clause.expression.text.split())
                    for clause in source.known_at
                    for name in clause.columns or ("",)
                }
                lineage.known_row[key] = next(iter(lineage.relations[key].rows))
            case CreateTable() | CreateView() | CreateModel() as statement if statement.query:
                lineage.relations[key] = _node(node, statement.query, lineage, project)
            case _:
                pass
    for assertion in project.asserts:
        with suppress(SqlglotError, *_FAILURES):
            condition = assertion.condition
            _calls(condition, lineage, project, lineage.tracing(condition.span), {})
    return lineage


def _node(node: Node, query: Query, lineage: Lineage, project: Project) -> Relation:
    from sqlglot.errors import SqlglotError

    try:
        relation = query_relation(query, lineage, project)
    except (SqlglotError, *_FAILURES):
        lineage.unread.add(node.key)
        names = node.schema.names if node.schema is not None else ()
        return Relation({name.casefold(): UNTRACED for name in names})
    relation = _with_schema(relation, node.schema)
    statement = node.statement
    if isinstance(statement, CreateTable):
        own = primary_key(statement)
        relation = replace(relation, key=own or relation.key)
        relation = _kept(relation, statement, lineage)
        if statement.known_at:
            relation = _known(relation, statement, lineage)
    return relation


def query_relation(
    query: Query, lineage: Lineage, project: Project, outer: Scope | None = None
) -> Relation:
    """Return the relation of a query with everything that was found on the way.

    Parameters
    ----------
    outer
        The queries of WITH around an ``ML.*`` call that it is an input of.

    Raises
    ------
    SqlglotError
        sqlglot cannot read it.

    """
    from sqlglot import parse_one

    calls: dict[str, Relation] = {}
    tracing = lineage.tracing(query.span, calls)
    tree = parse_one(query.plain, dialect="duckdb")
    _calls(query, lineage, project, tracing, calls, tree)
    relation = trace_query(tree, outer, tracing)
    return replace(relation, facts=frozenset(tracing.facts), joins=tuple(tracing.joins))


def _calls(
    query: Query,
    lineage: Lineage,
    project: Project,
    tracing: Tracing,
    calls: dict[str, Relation],
    tree: Any = None,
) -> None:
    """Find what each ``ML.*`` call of a query gives; keep what it reads."""
    for call in query.calls:
        around = _around(tree, tracing)
        inner: list[Relation] = [_input(one, lineage, project, around) for one in call.inputs]
        for relation in inner:
            tracing.facts |= relation.facts
            tracing.joins += relation.joins
        if inner:
            lineage.inputs[id(call)] = inner[0]
        given = trace_call(call, inner, lineage, project)
        tracing.facts |= given.facts
        calls[call.placeholder.casefold()] = given


def _around(tree: Any, tracing: Tracing) -> Scope | None:
    """Return the queries of WITH that an input of a call can read too."""
    common = tree.args.get("with_") or tree.args.get("with") if tree is not None else None
    if common is None:
        return None
    scope = Scope(tracing)
    enter_common(common, scope)
    return scope


def _input(given: Any, lineage: Lineage, project: Project, around: Scope | None) -> Relation:
    if isinstance(given, TableReference):
        if around is not None and (named := around.named_query(given.name.key)) is not None:
            return named.renamed({row: lineage.numbers() for row in named.rows})
        found = lineage.relations.get(given.name.key)
        if found is None:
            return Relation({}, rest=UNTRACED)
        return found.renamed({row: lineage.numbers() for row in found.rows})
    return query_relation(given, lineage, project, around)


def _with_schema(relation: Relation, schema: Schema | None) -> Relation:
    """Return the relation with exactly the columns that the engine found."""
    if schema is None:
        return relation
    names = [name.casefold() for name in schema.names]
    if len(names) == len(relation.columns):
        return replace(relation, columns=dict(zip(names, relation.columns.values(), strict=True)))
    return replace(relation, columns={n: relation.find(n) or UNTRACED for n in names})


def _kept(relation: Relation, statement: CreateTable, lineage: Lineage) -> Relation:
    """Return a table's relation, chosen by the constraints that drop rows."""
    constraints = statement.columns.constraints if statement.columns is not None else ()
    scope = Scope(lineage.tracing(statement.span), relations={statement.name.key: relation})
    found = []
    for constraint in constraints:
        if constraint.expression is None or constraint.violation.action != "drop_row":
            continue
        tree = parsed(constraint.expression)
        if tree is not None:
            span = constraint.expression.span
            found += [replace(f, span=span) for f in filters(tree, scope)]
    return replace(relation, filters=(*relation.filters, *found)) if found else relation


def _known(relation: Relation, statement: CreateTable, lineage: Lineage) -> Relation:
    """Return a table's relation in which its own KNOWN AT stands for that of its sources."""
    scope = Scope(lineage.tracing(statement.span), relations={statement.name.key: relation})
    row = min(relation.rows, default=0)
    known = known_moments(statement.known_at, scope, row)
    columns: dict[str, Traced] = {}
    for name, found in relation.columns.items():
        moment = known.get(name, known.get(""))
        value = found.value
        if moment is not None:
            value = frozenset(replace(o, known=moment) for o in value)
        columns[name] = replace(found, value=value)
    return replace(relation, columns=columns)
