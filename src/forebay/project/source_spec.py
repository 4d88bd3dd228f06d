"""A CREATE EXTERNAL TABLE as the engine's readers take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.source_options import FORMATS, SourceOptions, option_problems
from forebay.engine.source_spec import ComputedColumn, DeclaredColumn, SourceSpec
from forebay.errors import Problem, ProjectError
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forebay.sql.statement import CreateExternalTable


def source_spec(root: Path, statement: CreateExternalTable) -> SourceSpec:
    """Return what to read for a source, with the files that its patterns match now.

    Raises
    ------
    ProjectError
        All that is wrong with the options, the column list or the files.

    """
    options = statement.options
    values = {name: option.value for name, option in options.items()}
    spans = {name: option.value_span for name, option in options.items()}
    problems = [
        problem if problem.span is not None else _at(problem, statement)
        for problem in option_problems(values, spans)
    ]
    problems += _column_problems(statement)
    if problems:
        raise ProjectError(*problems)
    files = source_files(root, uris(statement), spans["uris"])
    if isinstance(files, Problem):
        raise ProjectError(files)
    columns = statement.columns
    given = columns.columns if columns is not None else ()
    declared = tuple(DeclaredColumn(c.name, c.type) for c in given if c.computed is None)
    return SourceSpec(
        name=statement.name.text,
        format=FORMATS[str(values.get("format", "CSV")).upper()],
        files=files,
        display=tuple(path.relative_to(root).as_posix() for path in files),
        columns=declared if declared or (columns is not None and not columns.star) else None,
        star=columns is None or columns.star,
        computed=tuple(
            ComputedColumn(c.name, c.computed.text, c.computed.span)
            for c in given
            if c.computed is not None
        ),
        options=SourceOptions.of(values),
        root=root,
        span=statement.name.span,
    )


def uris(statement: CreateExternalTable) -> tuple[str, ...]:
    """Return the patterns of a source as written; empty if there are none."""
    option = statement.options.get("uris")
    if option is None:
        return ()
    value = option.value
    return tuple(str(uri) for uri in value) if isinstance(value, tuple) else (str(value),)


def is_inferred(spec: SourceSpec) -> bool:
    """Return whether the columns depend on what the files hold."""
    declared = spec.columns or ()
    return spec.star or any(column.type is None for column in declared)


def _column_problems(statement: CreateExternalTable) -> Iterable[Problem]:
    if statement.columns is None:
        return
    for column in statement.columns.columns:
        if column.computed is not None and column.type is not None:
            yield Problem(
                "computed-type",
                f'"{column.name}" is computed and cannot be declared {column.type} too',
                column.span,
                hint=f"cast in the expression: AS (CAST(... AS {column.type})).",
            )


def _at(problem: Problem, statement: CreateExternalTable) -> Problem:
    return Problem(problem.name, problem.message, statement.name.span, problem.detail, problem.hint)
