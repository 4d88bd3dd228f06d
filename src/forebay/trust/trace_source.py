"""An external table as a relation: its own columns, those computed from them, and their times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.trust.moment import Moment
from forebay.trust.relation import Relation
from forebay.trust.trace_time import trace_time
from forebay.trust.traced import Origin, Traced
from forebay.trust.tracing import Scope, Tracing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine import Column, Schema
    from forebay.sql.expression import Expression
    from forebay.sql.statement import CreateExternalTable, KnownAt

_TIMES = ("TIMESTAMP", "DATE")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT",
            "USMALLINT", "UTINYINT", "DOUBLE", "FLOAT", "DECIMAL")  # fmt: skip


def trace_source(
    key: str,
    statement: CreateExternalTable,
    schema: Schema,
    tracing: Tracing,
    *,
    is_shallow: bool = False,
) -> tuple[Relation, Mapping[str, Moment]]:
    """Return the relation of an external table, and when its columns are known.

    Parameters
    ----------
    is_shallow
        Computed columns are taken for its own.

    Returns
    -------
    tuple
        The second part maps a folded column to its KNOWN AT, ``""`` for all others; the moments
        are of the relation's only row.

    """
    row = tracing.numbers()
    computed = {
        c.name.casefold(): c.computed
        for c in (statement.columns.columns if statement.columns is not None else ())
        if c.computed is not None and not is_shallow
    }
    columns: dict[str, Traced] = {}
    for column in schema.columns:
        name = column.name.casefold()
        if name not in computed:
            columns[name] = _own(key, column, row)
    relation = Relation(columns, frozenset({row}), reads=frozenset({key}))
    scope = Scope(tracing, relations={key: relation})
    for name, expression in computed.items():
        tree = parsed(expression)
        if tree is None:
            columns[name] = _own(key, schema.columns[0], row)
            continue
        found = tracing.expression(tree, scope)
        columns[name] = replace(found, time=trace_time(tree, scope), span=None, marks=frozenset())
    ordered = {c.name.casefold(): columns[c.name.casefold()] for c in schema.columns}
    scope.relations[key] = relation = replace(relation, columns=ordered)
    known = known_moments(statement.known_at, scope, row)
    ordered = {
        name: _with_known(found, known.get(name)) if name in computed else found
        for name, found in ordered.items()
    }
    return replace(relation, columns=ordered, key=primary_key(statement)), known


def known_moments(clauses: Sequence[KnownAt], scope: Scope, row: int) -> dict[str, Moment]:
    """Return the moment of each KNOWN AT by column; what cannot be read is a time of its own."""
    known: dict[str, Moment] = {}
    for clause in clauses:
        tree = parsed(clause.expression)
        moment = trace_time(tree, scope) if tree is not None else None
        if moment is None:
            moment = Moment(row, f"({' '.join(clause.expression.text.split())})")
        known |= {name.casefold(): moment for name in clause.columns or ("",)}
    return known


def parsed(expression: Expression) -> Any:
    """Return sqlglot's tree of an expression; None if it cannot read it."""
    from sqlglot import parse_one
    from sqlglot.errors import SqlglotError

    try:
        return parse_one(expression.text, dialect="duckdb")
    except (SqlglotError, ValueError):
        return None


def primary_key(statement: Any) -> tuple[str, ...]:
    """Return the folded columns of a statement's PRIMARY KEY."""
    if statement.columns is None:
        return ()
    for constraint in statement.columns.constraints:
        if constraint.kind == "primary_key":
            return tuple(name.casefold() for name in constraint.columns)
    return ()


def _own(key: str, column: Column, row: int) -> Traced:
    name = column.name.casefold()
    kind = column.type.upper()
    time = None
    if kind.startswith(_TIMES):
        time = Moment(row, name)
    elif kind.startswith(_NUMBERS):
        time = Moment(row, name, is_time=False)
    return Traced(frozenset({Origin(key, name, row)}), time=time)


def _with_known(found: Traced, moment: Moment | None) -> Traced:
    if moment is None:
        return found
    return replace(found, value=frozenset(replace(o, known=moment) for o in found.value))
