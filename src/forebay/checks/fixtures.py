"""Put a unit test's rows in the place of a node's inputs (SEMANTICS 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError, Problem, ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.engine import Column, Schema, Workspace
    from forebay.sql.statement import CreateTest, Fixture

_WHOLE = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER"}
    | {"UBIGINT", "UHUGEINT", "DATE"}
)


def attach_fixtures(
    workspace: Workspace, test: CreateTest, inputs: Mapping[str, Schema]
) -> tuple[str, ...]:
    """Give every direct input the test's rows, and return the inputs that stay empty.

    Columns that the test leaves out are NULL, of the input's own type; an input that it does not
    list has no rows.

    Parameters
    ----------
    inputs
        The columns of every relation that the node reads directly, by the name it uses.

    Raises
    ------
    ProjectError
        ``unknown-input``, ``unknown-column``, ``fixture-value`` (a value that its column cannot
        hold as it is), at the fixture; all of them at once.

    """
    problems: list[Problem] = []
    by_key = {name.casefold(): name for name in inputs}
    given: set[str] = set()
    for fixture in test.fixtures:
        name = by_key.get(fixture.name.key)
        if name is None:
            problems.append(_unknown_input(fixture, test, inputs))
            continue
        given.add(name)
        found = list(_unknown_columns(fixture, inputs[name]))
        problems += found or _attach(workspace, fixture, name, inputs[name])
    if problems:
        raise ProjectError(*problems)
    empty = tuple(name for name in inputs if name not in given)
    for name in empty:
        workspace.attach(name, [], inputs[name])
    return empty


def _attach(workspace: Workspace, fixture: Fixture, name: str, schema: Schema) -> list[Problem]:
    try:
        types = workspace.describe(fixture.query.plain, fixture.query.span)
        if len(types.columns) != len(fixture.columns):
            return [_wrong_width(fixture, len(types.columns))]
        source = f"(\n{fixture.query.plain}\n) AS given ({quote_list(fixture.columns)})"
        items = []
        for column in schema.columns:
            there = next((c for c in fixture.columns if c.casefold() == column.name.casefold()), "")
            value = quote(there) if there else "NULL"
            items.append(f"CAST({value} AS {column.type}) AS {quote(column.name)}")
        _refuse_losses(workspace, fixture, schema, source)
        text = f"SELECT {', '.join(items)} FROM {source}"
        workspace.rows(f"SELECT * FROM ({text})")  # every cast is tried here, not in the node
        workspace.define_view(name, text)
    except ForebayError as error:
        return [_bad_values(fixture, problem) for problem in error.problems]
    return []


def _refuse_losses(workspace: Workspace, fixture: Fixture, schema: Schema, source: str) -> None:
    """Refuse a value that its cast would change: 1.5 for an INTEGER, a time for a DATE."""
    for name in fixture.columns:
        column = schema.find(name)
        if column is None or column.type not in _WHOLE:
            continue
        given = quote(name)
        back = f"TRY_CAST(TRY_CAST({given} AS {column.type}) AS DOUBLE)"
        differs = f"{back} IS DISTINCT FROM TRY_CAST({given} AS DOUBLE)"
        if column.type == "DATE":
            back = f"TRY_CAST(TRY_CAST({given} AS DATE) AS TIMESTAMP)"
            differs = f"{back} IS DISTINCT FROM TRY_CAST({given} AS TIMESTAMP)"
        rows: list[Any] = workspace.rows(
            f"SELECT CAST({given} AS VARCHAR) FROM {source}"
            f" WHERE {given} IS NOT NULL AND {differs} LIMIT 1"
        )
        if rows:
            raise ProjectError(_loss(fixture, column, rows[0][0]))


def _loss(fixture: Fixture, column: Column, value: str) -> Problem:
    return Problem(
        "fixture-value",
        f'"{value}" is no {column.type}, which "{fixture.name.text}.{column.name}" is',
        fixture.query.span,
        hint="write a value of that type.",
    )


def _bad_values(fixture: Fixture, problem: Problem) -> Problem:
    if problem.name == "fixture-value":
        return problem
    return Problem(
        "fixture-value",
        f'the rows for "{fixture.name.text}" cannot be used',
        problem.span
        if problem.span is not None and problem.span.source.path == fixture.span.source.path
        else fixture.query.span,
        detail=f"The engine says: {problem.message}.",
        hint="write the rows as VALUES, or as a SELECT that reads nothing.",
    )


def _wrong_width(fixture: Fixture, found: int) -> Problem:
    return Problem(
        "fixture-value",
        f'"{fixture.name.text}" lists {len(fixture.columns)} columns and has rows of {found}',
        fixture.query.span,
        hint="write a value for each column.",
    )


def _unknown_input(fixture: Fixture, test: CreateTest, inputs: Mapping[str, Schema]) -> Problem:
    known = nearest(fixture.name.text, inputs)
    return Problem(
        "unknown-input",
        f'"{test.target.text}" does not read "{fixture.name.text}"',
        fixture.name.span,
        detail=f"It reads: {', '.join(inputs) or 'nothing'}.",
        hint=f'did you mean "{known}"?' if known else "",
    )


def _unknown_columns(fixture: Fixture, schema: Schema) -> Iterator[Problem]:
    for name in fixture.columns:
        if schema.find(name) is None:
            known = nearest(name, schema.names)
            yield Problem(
                "unknown-column",
                f'"{fixture.name.text}" has no column "{name}"',
                fixture.span,
                detail=f'"{fixture.name.text}" has columns: {", ".join(schema.names)}.',
                hint=f'did you mean "{known}"?' if known else "",
            )
