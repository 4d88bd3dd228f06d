"""Check unit tests before any of them runs: their target, their inputs, their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, nearest
from forebay.project.clauses import unknown_column
from forebay.sql.statement import (
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTest,
    ExpectError,
    ExpectRejected,
    ExpectRows,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.engine import Binder, Schema
    from forebay.project.node import NodeStatement
    from forebay.sql.statement import Fixture, Query


def check_test(
    test: CreateTest,
    nodes: Mapping[str, NodeStatement],
    reads: Mapping[str, Collection[str]],
    schemas: Mapping[str, Schema],
    binder: Binder,
    lost: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Return what is wrong with one unit test.

    Parameters
    ----------
    reads
        The keys that each node reads.
    schemas
        Columns by key, as far as they are known.
    lost
        The keys of nodes that cannot be read, or whose query cannot: nothing is said of them a
        second time.

    """
    target = nodes.get(test.target.key)
    if target is None and test.target.key in lost:
        return []
    if target is None or isinstance(target, CreateExternalTable | CreateMacro):
        return [_bad_target(test, target, nodes)]
    problems = []
    inputs = reads.get(test.target.key, ())
    for fixture in test.fixtures:
        if not {test.target.key, fixture.name.key} & lost:
            problems += _fixture(fixture, test, inputs, nodes, schemas)
        problems += _rows(fixture.query, fixture.columns, binder)
    match test.expectation:
        case ExpectRows(columns, query, span):
            problems += _rows(query, columns, binder)
            own = None if isinstance(target, CreateModel) else schemas.get(test.target.key)
            if own is not None:
                problems += [
                    unknown_column(column, target.name.text, own.names, span)
                    for column in columns
                    if own.find(column) is None
                ]
        case ExpectRejected(columns, query, span):
            problems += _rows(query, columns, binder)
            problems += _rejected(target, columns, test, schemas)
        case ExpectError():
            pass
    return problems


def _bad_target(
    test: CreateTest, target: NodeStatement | None, nodes: Mapping[str, NodeStatement]
) -> Problem:
    if target is not None:
        word = "a source" if isinstance(target, CreateExternalTable) else "a macro"
        return Problem(
            "not-testable",
            f'"{target.name.text}" is {word}, and a test replaces what a query reads',
            test.target.span,
            hint="test a table, view or model that reads it.",
        )
    near = nearest(test.target.text, [n.name.text for n in nodes.values()])
    return Problem(
        "unknown-table",
        f'test "{test.name.text}" is for "{test.target.text}", which does not exist',
        test.target.span,
        hint=f'did you mean "{near}"?' if near else "",
    )


def _fixture(
    fixture: Fixture,
    test: CreateTest,
    inputs: Collection[str],
    nodes: Mapping[str, NodeStatement],
    schemas: Mapping[str, Schema],
) -> list[Problem]:
    if fixture.name.key not in inputs:
        known = [nodes[key].name.text for key in inputs if key in nodes]
        near = nearest(fixture.name.text, known)
        return [
            Problem(
                "unknown-input",
                f'"{test.target.text}" does not read "{fixture.name.text}"',
                fixture.name.span,
                detail=f"it reads: {', '.join(sorted(known)) or 'nothing'}.",
                hint=f'did you mean "{near}"?' if near else "a test gives rows to direct inputs.",
            )
        ]
    schema = schemas.get(fixture.name.key)
    if schema is None:
        return []
    return [
        unknown_column(column, fixture.name.text, schema.names, fixture.span)
        for column in fixture.columns
        if schema.find(column) is None
    ]


def _rows(query: Query, columns: tuple[str, ...], binder: Binder) -> list[Problem]:
    """Bind rows written in a test; they stand for themselves and read nothing."""
    if query.calls or query.versions:
        return [
            Problem(
                "misplaced-ml-call",
                "the rows of a test cannot call a model",
                query.span,
                hint="write the rows down: VALUES or SELECT.",
            )
        ]
    try:
        schema = binder.bind(query.plain, query.span)
    except ProjectError as error:
        return list(error.problems)
    if len(schema.columns) == len(columns):
        return []
    return [
        Problem(
            "column-count",
            f"{len(columns)} columns are named, and the rows have {len(schema.columns)} values",
            query.span,
            detail=f"the columns are: {', '.join(columns)}.",
            hint="name a column for each value.",
        )
    ]


def _rejected(
    target: NodeStatement, columns: tuple[str, ...], test: CreateTest, schemas: Mapping[str, Schema]
) -> list[Problem]:
    name, span = test.target, test.expectation.span
    own = getattr(target, "columns", None)
    drops = own is not None and any(
        c.violation.action in {"drop_row", "keep_first", "keep_last"} for c in own.constraints
    )
    if not drops:
        return [
            Problem(
                "no-rejected-rows",
                f'"{name.text}" has no constraint that drops rows',
                span,
                hint="add ON VIOLATION DROP ROW to a constraint, or write EXPECT ERROR.",
            )
        ]
    schema = schemas.get(name.key)
    if schema is None:
        return []
    return [
        unknown_column(column, name.text, schema.names, span)
        for column in columns
        if schema.find(column) is None
    ]
