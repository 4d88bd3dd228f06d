"""The column list as a contract: the columns that must be there, and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.engine import Binder, Schema
    from forebay.sql.statement import ColumnDefinition, ColumnList

_HEADER = ("column_name", "definition_type", "contract_type", "mismatch_reason")


def check_contract(
    columns: ColumnList, schema: Schema, name: str, binder: Binder
) -> Iterator[Problem]:
    """Yield one problem for all differences between a contract and what the SELECT gives.

    Columns are matched by name. With ``*`` the list names some of the columns; without it, it is
    the whole contract. A type that differs is an error, never a cast.
    """
    rows: list[tuple[str, str, str, str]] = []
    hints: list[str] = []
    first: ColumnDefinition | None = None
    for declared in columns.columns:
        try:
            wanted = _canonical_type(declared, binder)
        except ProjectError as error:
            yield from error.problems
            continue
        found = schema.find(declared.name)
        reason = ""
        if found is None:
            reason = "missing in definition"
            known = nearest(declared.name, schema.names)
            hints += [f'"{declared.name}": did you mean "{known}"?'] if known else []
        elif wanted and found.type != wanted:
            reason = "data type mismatch"
            hints.append(f"CAST({found.name} AS {wanted}) AS {found.name} in the SELECT")
        if reason:
            first = first or declared
            rows.append((declared.name, found.type if found else "", wanted, reason))
    if not columns.star:
        declared_keys = {declared.name.casefold() for declared in columns.columns}
        rows += [
            (column.name, column.type, "", "missing in contract")
            for column in schema.columns
            if column.name.casefold() not in declared_keys
        ]
    if rows:
        yield Problem(
            "contract-mismatch",
            f'the columns of "{name}" are not those of its contract',
            first.span if first is not None else columns.span,
            detail=f"these differ:\n{_table(rows)}",
            hint="; ".join(hints) + "." if hints else "",
        )


def _canonical_type(declared: ColumnDefinition, binder: Binder) -> str:
    """Return a declared type in the engine's own words; empty if none is declared."""
    if declared.type is None:
        return ""
    try:
        return binder.bind(f"SELECT CAST(NULL AS {declared.type}) AS t", None).columns[0].type
    except ProjectError as error:
        raise ProjectError.of(
            "unknown-type",
            f'the engine has no type "{declared.type}"',
            declared.span,
            detail=f"The engine says: {error.problems[0].message}.",
            hint="BIGINT, DOUBLE, VARCHAR, BOOLEAN, DATE and TIMESTAMP are such types.",
        ) from error


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    widths = [max(len(row[i]) for row in [_HEADER, *rows]) for i in range(len(_HEADER))]
    return "\n".join(
        f"    | {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in [_HEADER, *rows]
    )
