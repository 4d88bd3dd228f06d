"""The masks of a relation: what its ``KNOWN AT`` clauses say, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.statement import CreateExternalTable, CreateTable
from forebay.trust.columns_read import columns_read
from forebay.trust.mask import Mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.engine import Schema
    from forebay.project import Node
    from forebay.sql.statement import Expression, KnownAt


def masks(node: Node) -> tuple[Mask, ...]:
    """Return what is not known from the beginning in a source or table (SEMANTICS 31).

    A clause with FOR hides values of its columns, one without hides rows. Beside them:

    - a computed column is known when the last of the columns that it reads is;
    - a time that a clause with FOR reads is not known before itself, and another column that it
      reads not before the clause's own time: unless the column has a clause of its own, or the
      clause for the row reads it too (a timetable is known before its times).

    Returns
    -------
    tuple
        Empty where nothing says when anything becomes known.

    """
    statement, schema = node.statement, node.schema
    if not isinstance(statement, CreateExternalTable | CreateTable) or schema is None:
        return ()
    found = [_mask(node.name, None, clause) for clause in statement.known_at if not clause.columns]
    said: dict[str, list[KnownAt]] = {}
    for clause in statement.known_at:
        for name in clause.columns:
            said.setdefault(name.casefold(), []).append(clause)
    by_column = _inherited(statement, schema, said)
    for column in schema.columns:
        found += [
            _mask(node.name, column.name, clause)
            for clause in by_column.get(column.name.casefold(), ())
        ]
    return (*found, *_implied(node.name, schema, statement.known_at, by_column))


def _mask(relation: str, column: str | None, clause: KnownAt) -> Mask:
    return Mask(
        relation, column, _instant(clause.expression), _one_line(clause.expression), clause.span
    )


def _inherited(
    statement: CreateExternalTable | CreateTable, schema: Schema, said: Mapping[str, list[KnownAt]]
) -> dict[str, list[KnownAt]]:
    """Return the clauses of each column, those of computed columns through what they read."""
    found = dict(said)
    if statement.columns is None:
        return found
    for column in statement.columns.columns:  # a computed column reads only those before it
        key = column.name.casefold()
        if column.computed is None or key in said:
            continue
        clauses: list[KnownAt] = []
        for name in sorted(_columns_read(column.computed, schema.names)):
            clauses += [clause for clause in found.get(name, ()) if clause not in clauses]
        if clauses:
            found[key] = clauses
    return found


def _implied(
    relation: str, schema: Schema, clauses: tuple[KnownAt, ...], known: Mapping[str, list[KnownAt]]
) -> list[Mask]:
    rows = [clause for clause in clauses if not clause.columns]
    free = set(known)
    for clause in rows:
        free |= _columns_read(clause.expression, schema.names)
    found = []
    for clause in clauses:
        if not clause.columns:
            continue
        read = _columns_read(clause.expression, schema.names) - free
        free |= read
        for column in schema.columns:
            if column.name.casefold() not in read:
                continue
            if column.type.startswith(("TIMESTAMP", "DATE")):
                quoted = '"' + column.name.replace('"', '""') + '"'
                instant = f"CAST({quoted} AS TIMESTAMP)"
                found.append(Mask(relation, column.name, instant, column.name, clause.span))
            else:
                found.append(_mask(relation, column.name, clause))
    return found


def _columns_read(expression: Expression, names: Iterable[str]) -> set[str]:
    return set(columns_read(expression, names).values())


def _instant(expression: Expression) -> str:
    # The line end closes a comment that may stand at the end of the user's text.
    return f"CAST(({expression.text}\n) AS TIMESTAMP)"


def _one_line(expression: Expression) -> str:
    return " ".join(expression.text.split())
