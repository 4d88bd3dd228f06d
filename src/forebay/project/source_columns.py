"""The columns of a source: declared, or inferred from its files, and then the computed ones."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from forebay.engine import Column, Schema
from forebay.engine.file_names import FILE_NAME, reads_file_name
from forebay.engine.quote import quote_dotted
from forebay.errors import EngineError, Problem, ProjectError
from forebay.project.column_cache import ColumnCache
from forebay.project.reads import over
from forebay.project.source_spec import is_inferred, source_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from forebay.engine import Binder, Engine, Workspace
    from forebay.engine.source_spec import SourceSpec
    from forebay.project.column_cache import Found
    from forebay.sql.statement import CreateExternalTable

_INFER: Final = "forebay.engine.read_source:infer"
_THREADS: Final = 2  # changes no result; the settings are not at hand where one file is read


@dataclass(slots=True)
class SourceColumns:
    """What is known of a source's columns.

    Parameters
    ----------
    schema
        The file's columns, then the computed ones; None if they cannot be known.
    inferred_from
        The patterns of files that types were inferred from; empty if all were declared.
    unreadable
        Why its files cannot be read: not a mistake in the project.

    """

    schema: Schema | None = None
    inferred_from: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


def source_columns(
    root: Path,
    statement: CreateExternalTable,
    engine: Engine,
    binder: Binder,
    scratch: Path,
    ahead: Future[Found] | None = None,
) -> SourceColumns:
    """Return the columns of a source, and leave it declared in `binder`.

    Files are read only if a type must be inferred, and then only when they changed. `scratch` is a
    folder for that, the same for all sources: the engine then opens one connection for them.
    `ahead`: what an ``Inference`` has begun for this source.
    """
    found = SourceColumns()
    try:
        spec = source_spec(root, statement)
        if is_inferred(spec):
            found.inferred_from = tuple(str(uri) for uri in _patterns(statement))
            if ahead is not None:
                schema, notices = ahead.result()
            else:
                schema, notices = ColumnCache(root).columns(
                    spec, lambda: infer_columns(root, spec, engine, scratch)
                )
            found.problems = list(notices)
        else:
            schema = _declared(statement, binder)
        found.schema = _with_computed(schema, statement, binder)
    except ProjectError as error:
        found.problems += error.problems
    except EngineError as error:
        found.unreadable += error.problems
    return found


def _patterns(statement: CreateExternalTable) -> tuple[object, ...]:
    value = statement.options["uris"].value
    return value if isinstance(value, tuple) else (value,)


def _declared(statement: CreateExternalTable, binder: Binder) -> Schema:
    """Return declared columns with their types in the engine's own words."""
    columns, problems = [], []
    for column in statement.columns.columns if statement.columns is not None else ():
        if column.computed is not None:
            continue
        try:
            bound = binder.bind(f"SELECT CAST(NULL AS {column.type})", None)
        except ProjectError as error:
            problems += [
                Problem(p.name, p.message, column.span, p.detail, p.hint) for p in error.problems
            ]
        else:
            columns.append(Column(column.name, bound.columns[0].type))
    if problems:
        raise ProjectError(*problems)
    return Schema(tuple(columns))


def _with_computed(schema: Schema, statement: CreateExternalTable, binder: Binder) -> Schema:
    """Add the computed columns one after the other: each may read those before it."""
    name = statement.name.text
    columns = statement.columns.columns if statement.columns is not None else ()
    asks = reads_file_name(c.computed.text for c in columns if c.computed is not None)
    beside = (Column(FILE_NAME, "VARCHAR"),) if asks else ()
    problems: list[Problem] = []
    for column in columns:
        if column.computed is None:
            continue
        binder.declare_table(name, Schema((*schema.columns, *beside)))
        text, span = over(quote_dotted(name), column.computed)
        try:
            kind = binder.bind(text, span).columns[0].type
        except ProjectError as error:
            problems += error.problems
            continue
        if schema.find(column.name) is not None:
            problems.append(
                Problem(
                    "duplicate-column",
                    f'the files of "{name}" have a column "{column.name}" already',
                    column.span,
                    hint="give the computed column another name.",
                )
            )
            continue
        schema = Schema((*schema.columns, Column(column.name, kind)))
    if problems:
        raise ProjectError(*problems)
    binder.declare_table(name, schema)
    return schema


def infer_columns(
    root: Path,
    spec: SourceSpec,
    engine: Engine,
    scratch: Path,
    on_open: Callable[[Workspace], object] = lambda _: None,
) -> tuple[Schema, tuple[Problem, ...]]:
    """Read the files of a source and return their columns, without computed ones, and warnings.

    `on_open` is given the workspace that reads them, so that another thread can interrupt it.
    """
    # The reader is named, not imported: this package is there without an engine.
    module, _, name = _INFER.partition(":")
    infer = getattr(importlib.import_module(module), name)
    workspace = engine.workspace(
        threads=_THREADS, memory_limit=None, readable=[root], scratch=scratch
    )
    on_open(workspace)
    try:
        found: tuple[Schema, tuple[Problem, ...]] = infer(workspace, replace(spec, computed=()))
    finally:
        workspace.close()
    return found
