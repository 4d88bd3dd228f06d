"""Computed columns of a source: bound against the file's columns, each with its own caret."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.engine.file_names import FILE_NAME, asks_file_name
from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import EngineError, ForebayError, Problem, ProjectError, nearest

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace
    from forebay.engine.source_spec import ComputedColumn, SourceSpec
    from forebay.errors import Span


_OWN_ROW = "a computed column reads its own row only; write a table that reads this source"


def bind_computed(workspace: Workspace, spec: SourceSpec, file_columns: Schema) -> Schema:
    """Return the file's columns followed by the computed ones.

    An expression sees the file's columns and the computed columns before it.

    Raises
    ------
    ProjectError
        With all problems: ``unknown-column``, ``type-mismatch``, ``duplicate-column``,
        ``misplaced-aggregate``, ``misplaced-window``, ``not-row-wise``, ...

    """
    problems: list[Problem] = []
    columns = list(file_columns.columns)
    beside = [Column(FILE_NAME, "VARCHAR")] if asks_file_name(spec) else []
    if beside and file_columns.find(FILE_NAME) is not None:
        message = f'a file of source "{spec.name}" has a column "{FILE_NAME}" already'
        hint = "rename it in the file: the name means the file that a row comes from."
        problems.append(Problem("duplicate-column", message, spec.span, hint=hint))
    for computed in spec.computed:
        seen = Schema((*columns, *beside))
        if seen.find(computed.name) is not None:
            message = f'source "{spec.name}" has a column "{computed.name}" already'
            problems.append(
                Problem(
                    "duplicate-column",
                    message,
                    computed.span,
                    hint="give the computed column another name.",
                )
            )
            continue
        try:
            columns.append(Column(computed.name, _bind(workspace, spec, computed, seen)))
        except ForebayError as error:
            problems += [_told(p, spec, seen) for p in error.problems]
            columns.append(Column(computed.name, "INTEGER"))  # so that later ones can be judged
    if problems:
        raise ProjectError(*problems)
    return Schema(tuple(columns))


def with_computed(spec: SourceSpec, file_sql: str) -> str:
    """Return SQL for the file's columns and the computed ones over `file_sql`."""
    text = _columns_before(spec, file_sql)
    if asks_file_name(spec):
        text = f"SELECT * EXCLUDE ({quote(FILE_NAME)}) FROM ({text}) AS {_alias(spec)}"
    return text


def blame(
    workspace: Workspace, spec: SourceSpec, file_sql: str, error: ForebayError
) -> ForebayError:
    """Return the error of the computed column that fails on the rows, with its place.

    `error` is what running all of them raised; it is returned if no single one fails.
    """
    for count, computed in enumerate(spec.computed):
        sub = replace(spec, computed=spec.computed[:count])
        text = (
            f"SELECT count((\n{computed.text}\n)) FROM ({_columns_before(sub, file_sql)})"
            f" AS {_alias(spec)}"
        )
        try:
            workspace.rows(text)
        except ForebayError as failure:
            first = failure.problems[0]
            span = _place(first.span, text, computed)
            message = f'computed column "{computed.name}": {first.message}'
            return EngineError(replace(first, message=message, span=span))
    return error


def _columns_before(spec: SourceSpec, file_sql: str) -> str:
    """Return SQL for all that the next computed column would see."""
    text = f"SELECT * FROM (\n{file_sql}\n) AS {_alias(spec)}"
    for computed in spec.computed:
        # One SELECT per column: an alias of the same SELECT could hide a column of the file.
        item = f"(\n{computed.text}\n) AS {quote(computed.name)}"
        text = f"SELECT *, {item} FROM ({text}) AS {_alias(spec)}"
    return text


def _bind(workspace: Workspace, spec: SourceSpec, computed: ComputedColumn, seen: Schema) -> str:
    shadow = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in seen.columns)
    relation = f"(SELECT {shadow} WHERE false) AS {_alias(spec)}"
    text = f"SELECT (\n{computed.text}\n) AS x FROM {relation}"
    try:
        kind = workspace.describe(text).columns[0].type
        # WHERE takes exactly what can be computed for a row alone.
        text = f"SELECT 1 AS x FROM {relation} WHERE (\n{computed.text}\n) IS NULL"
        workspace.describe(text)
    except ForebayError as error:
        problems = [
            replace(
                p,
                span=_place(p.span, text, computed),
                hint=_OWN_ROW if p.name.startswith("misplaced") else p.hint,
            )
            for p in error.problems
        ]
        raise ProjectError(*problems) from error
    if re.search(r"\(\s*(?:SELECT|FROM|WITH|VALUES)\b", computed.text, re.IGNORECASE):
        message = f'computed column "{computed.name}" has a sub-query'
        raise ProjectError.of("not-row-wise", message, computed.span, hint=_OWN_ROW)
    return kind


def _alias(spec: SourceSpec) -> str:
    return quote(spec.name.rsplit(".", 1)[-1])


def _place(span: Span | None, text: str, computed: ComputedColumn) -> Span:
    """Return the place in the user's file of a place in our text around the expression."""
    begin = text.rfind(f"(\n{computed.text}\n)") + 2
    if span is None or span.source.text != text or begin < 2:  # noqa: PLR2004 - not found
        return computed.span
    start, end = span.start - begin, span.end - begin
    if not 0 <= start < len(computed.text) or len(computed.span.text) != len(computed.text):
        return computed.span
    return computed.span.part(start, min(end, len(computed.text)))


def _told(problem: Problem, spec: SourceSpec, seen: Schema) -> Problem:
    column = re.search(r'no column "([^"]+)"', problem.message)
    if problem.name != "unknown-column" or column is None:
        return problem
    later = [c.name for c in spec.computed if c.name.casefold() == column[1].casefold()]
    like = nearest(column[1], seen.names)
    hint = f'did you mean "{like}"?' if like else ""
    if later and seen.find(column[1]) is None:
        hint = f'"{later[0]}" is computed later: write it before this column'
    return replace(
        problem,
        message=f'source "{spec.name}" has no column "{column[1]}"',
        detail=f"it has columns: {', '.join(seen.names)}.",
        hint=hint,
    )
