"""Run a unit test of a node's SQL (SEMANTICS 36)."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forebay.checks.apply import BROKEN, CheckedRelation, apply
from forebay.checks.compare_rows import RowComparison, compare_rows
from forebay.checks.fixtures import attach_fixtures
from forebay.checks.outcome import TestResult
from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError, ProjectError, nearest
from forebay.sql.statement import ExpectError, ExpectRejected, ExpectRows, Limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine import Schema, Workspace
    from forebay.sql.statement import ColumnList, CreateTest, Query

RESULT = "__test_result"
_COMPARED_AS_IT_IS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a test runs.

    Parameters
    ----------
    text
        The node's SELECT, in which ``ML.*`` calls are answered already.
    query
        The same as written, for the place of an error; None if there is no such place.
    inputs
        The columns of every relation that the node reads directly, by the name it uses; also of
        those that only its REFERENCES name.
    columns
        The node's column list: its constraints are active.

    """

    text: str
    query: Query | None
    inputs: Mapping[str, Schema]
    columns: ColumnList | None = None


def run_test(workspace: Workspace, test: CreateTest, subject: Subject) -> TestResult:
    """Run one test in a workspace that has nothing of the node's inputs yet.

    Limits of ON VIOLATION do not count in a test: a few rows have no meaningful share.

    Raises
    ------
    ProjectError
        The test itself is wrong: unknown inputs or columns, values that do not fit.

    """
    began = time.perf_counter()
    empty = attach_fixtures(workspace, test, subject.inputs)
    result = judge_result(workspace, test, subject)
    return replace(result, seconds=time.perf_counter() - began, empty_inputs=empty)


def judge_result(workspace: Workspace, test: CreateTest, subject: Subject) -> TestResult:
    """Compare what `subject` gives with what the test expects; the fixtures are attached already.

    The seam for tests of models: whoever trains on the fixtures calls this with the text of the
    result.
    """
    error, checked = "", None
    try:
        checked = _run(workspace, test, subject)
    except ForebayError as failure:
        if not isinstance(test.expectation, ExpectError):
            return _verdict(test, message=_one_line(_at_its_place(workspace, subject, failure)))
        error = _one_line(failure)
    if checked is not None and checked.failed is not None:
        error = "; ".join(
            f"{r.label}: {r.failing:,} of {r.rows:,} rows break it"
            for r in checked.results
            if r.verdict == "failed"
        )
    match test.expectation:
        case ExpectError(message=part):
            if not error:
                return _verdict(test, message="no error came")
            if part is not None and part.casefold() not in error.casefold():
                return _verdict(test, message=f'the error does not say "{part}": {error}')
            return _verdict(test, passed=True)
        case ExpectRows() | ExpectRejected() as rows:
            if error or checked is None:
                return _verdict(test, message=error)
            return _compare(workspace, test, rows, checked, subject)


def _run(workspace: Workspace, test: CreateTest, subject: Subject) -> CheckedRelation:
    workspace.define_view(RESULT, subject.text)
    schema = workspace.describe(f"SELECT * FROM {quote(RESULT)}")
    columns = _without_limits(subject.columns) if subject.columns is not None else None
    checked = apply(workspace, test.target.text, quote(RESULT), schema, columns)
    # Every value is computed once, so that an error in any column shows.
    names = ", ".join(f"max(CAST({quote(name)} AS VARCHAR))" for name in schema.names)
    workspace.rows(f"SELECT {names} FROM {quote(RESULT)}")
    return checked


def _without_limits(columns: ColumnList) -> ColumnList:
    everything = Limit(100.0, "percent")
    constraints = tuple(
        constraint
        if constraint.violation.action == "fail"
        else replace(constraint, violation=replace(constraint.violation, limit=everything))
        for constraint in columns.constraints
    )
    return replace(columns, constraints=constraints)


def _compare(
    workspace: Workspace,
    test: CreateTest,
    wanted: ExpectRows | ExpectRejected,
    checked: CheckedRelation,
    subject: Subject,
) -> TestResult:
    if isinstance(wanted, ExpectRejected):
        nothing = f"SELECT *, CAST([] AS VARCHAR[]) AS {quote(BROKEN)} FROM {quote(RESULT)}"
        source = checked.rejected or f"{nothing} WHERE false"
    else:
        source = checked.accepted or f"SELECT * FROM {quote(RESULT)}"
    schema = workspace.describe(f"SELECT * FROM ({source})")
    _refuse_unknown(test, wanted, schema)
    expected = _expected_rows(workspace, wanted, schema)
    actual = workspace.rows(f"SELECT {quote_list(wanted.columns)} FROM ({source})")
    key = _primary_key(subject.columns)
    found = compare_rows(wanted.columns, expected, actual, key)
    return _verdict(
        test, passed=found.same, found=found, columns=wanted.columns, message=_counts(found)
    )


def _refuse_unknown(test: CreateTest, wanted: ExpectRows | ExpectRejected, schema: Schema) -> None:
    for name in wanted.columns:
        if schema.find(name) is None:
            known = nearest(name, schema.names)
            raise ProjectError.of(
                "unknown-column",
                f'"{test.target.text}" has no column "{name}"',
                wanted.span,
                detail=f'"{test.target.text}" has columns: {", ".join(schema.names)}.',
                hint=f'did you mean "{known}"?' if known else "",
            )


def _expected_rows(
    workspace: Workspace, wanted: ExpectRows | ExpectRejected, schema: Schema
) -> list[tuple[object, ...]]:
    """Return the expected rows; texts and times take the type of the column, numbers stay exact.

    A number is not cast: 1.5 for an INTEGER column is a difference, not a 2.
    """
    types = workspace.describe(wanted.query.plain, wanted.query.span)
    if len(types.columns) != len(wanted.columns):
        raise ProjectError.of(
            "fixture-value",
            f"EXPECT lists {len(wanted.columns)} columns and has rows of {len(types.columns)}",
            wanted.query.span,
            hint="write a value for each column.",
        )
    items = []
    for name, given in zip(wanted.columns, types.columns, strict=True):
        column = schema.find(name)
        as_it_is = column is None or given.type == "BOOLEAN" or _is_number(given.type)
        kind = "" if as_it_is or column is None else column.type
        items.append(f"CAST({quote(name)} AS {kind})" if kind else quote(name))
    source = f"(\n{wanted.query.plain}\n) AS given ({quote_list(wanted.columns)})"
    try:
        return workspace.rows(f"SELECT {', '.join(items)} FROM {source}")
    except ForebayError as error:
        raise ProjectError.of(
            "fixture-value",
            "the expected rows do not fit the columns",
            wanted.query.span,
            detail=f"The engine says: {error.problems[0].message}.",
            hint="write values of the types of the columns.",
        ) from error


def _is_number(kind: str) -> bool:
    return "[" not in kind and any(word in kind.partition("(")[0] for word in _COMPARED_AS_IT_IS)


def _primary_key(columns: ColumnList | None) -> Sequence[str]:
    constraints = columns.constraints if columns is not None else ()
    return next((c.columns for c in constraints if c.kind == "primary_key"), ())


def _at_its_place(workspace: Workspace, subject: Subject, error: ForebayError) -> ForebayError:
    """Return the error with its place in the node's SELECT, by running that alone."""
    if subject.query is not None:
        try:
            workspace.rows(subject.text, subject.query.span)
        except ForebayError as placed:
            return placed
    return error


def _one_line(error: ForebayError) -> str:
    problem = error.problems[0]
    place = f"{problem.span.place}: " if problem.span is not None else ""
    return f"{place}{problem.message}"


def _counts(found: RowComparison) -> str:
    parts = []
    if found.differences:
        rows = len({difference.row for difference in found.differences})
        parts.append(f"{rows} row{'s differ' if rows > 1 else ' differs'}")
    if found.missing:
        parts.append(f"{len(found.missing)} missing")
    if found.unexpected:
        parts.append(f"{len(found.unexpected)} unexpected")
    return ", ".join(parts)


def _verdict(
    test: CreateTest,
    *,
    passed: bool = False,
    found: RowComparison | None = None,
    columns: tuple[str, ...] = (),
    message: str = "",
) -> TestResult:
    found = found or RowComparison()
    return TestResult(
        test.name.text,
        test.target.text,
        passed,
        0.0,
        test.span,
        found.differences,
        found.missing,
        found.unexpected,
        columns,
        (),
        message,
    )
