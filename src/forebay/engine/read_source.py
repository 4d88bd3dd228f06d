"""Reading a source strictly: every value as it stands in the file, or an error with its place."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.engine.bad_rows import TypedColumn, all_fit, count_misfits, quarantine, refuse
from forebay.engine.computed_columns import bind_computed, blame, with_computed
from forebay.engine.copy_batches import NEW_BATCHES
from forebay.engine.csv_input import CsvInput
from forebay.engine.file_names import beside
from forebay.engine.json_input import JsonInput
from forebay.engine.nested_types import is_nested, is_written_here
from forebay.engine.parquet_file import is_stored
from forebay.engine.parquet_input import corrupt, open_parquet
from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.engine.source_columns import pick_columns
from forebay.engine.source_files import signatures
from forebay.engine.source_inference import NOT_THE_FILES_FAULT, infer_types
from forebay.engine.source_spec import SourceReading
from forebay.engine.source_types import is_readable
from forebay.errors import EngineError, ForebayError, Problem, ProjectError

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace, WrittenFile
    from forebay.engine.source_columns import Picked
    from forebay.engine.source_spec import SourceSpec
    from forebay.engine.text_input import Sifted, TextInput

_TYPE_TEXT = re.compile(r"[A-Za-z_][\w ]*(?:\([\w ,]*\))?(?: WITH TIME ZONE)?", re.IGNORECASE)


def read_source(
    workspace: Workspace, spec: SourceSpec, target: Path, rejected_target: Path
) -> SourceReading:
    """Read the files of a source into one Parquet file.

    Parameters
    ----------
    workspace
        Reads the files, and writes below its scratch folder and the folders of the targets.
    target
        The file's columns, then the computed ones, in the order of files and rows.
    rejected_target
        The quarantine; written only if rows were rejected.

    Raises
    ------
    EngineError
        What is wrong with the files (docs/reading.md); ``source-changed`` if one was written
        while it was read, twice; a computed column's run-time error with its place.
    ProjectError
        What is wrong with the declaration.

    """
    for _ in range(2):
        before = signatures(spec)
        try:
            reading = _read(workspace, spec, target, rejected_target)
        except EngineError:
            if signatures(spec) == before:
                raise
            continue
        if signatures(spec) == before:
            return reading
        target.unlink(missing_ok=True)
        rejected_target.unlink(missing_ok=True)
    message = f'source "{spec.name}": a file changed while it was read, and again on a second try'
    hint = "let the writer finish first: it should write to another name and then rename"
    raise EngineError.of("source-changed", message, spec.span, hint=hint)


def infer(workspace: Workspace, spec: SourceSpec) -> tuple[Schema, tuple[Problem, ...]]:
    """Return the columns that reading would give, and warnings; every row is looked at.

    The file's columns come first, then the computed ones. Rows that are damaged do not count
    here; reading tells them.
    """
    signatures(spec)
    if spec.format == "PARQUET":
        return bind_computed(workspace, spec, open_parquet(workspace, spec)[1]), ()
    with _scratch(workspace) as folder:
        table = _open(workspace, spec, Path(folder))
        return bind_computed(workspace, spec, table.schema), table.notices


@dataclass(slots=True)
class _Table:
    """A source of texts, opened: its columns are known, its rows are not read yet."""

    opened: TextInput
    picked: tuple[Picked, ...]
    columns: tuple[TypedColumn, ...]
    notices: tuple[Problem, ...]
    sifted: Sifted | None  # None as long as nothing looked wrong

    @property
    def schema(self) -> Schema:
        return Schema(tuple(Column(c.name, c.kind) for c in self.columns))


def _scratch(workspace: Workspace) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="read-", dir=workspace.scratch)


def _read(
    workspace: Workspace, spec: SourceSpec, target: Path, rejected_target: Path
) -> SourceReading:
    if spec.format == "PARQUET":
        return _read_parquet(workspace, spec, target)
    with _scratch(workspace) as folder:
        table = _open(workspace, spec, Path(folder))
        if table.opened.adds_up(0):
            _refuse_empty(spec)
        schema = bind_computed(workspace, spec, table.schema)
        written = _write_lines(workspace, spec, table, (schema, target))
        written = written or _write_fast(workspace, spec, table, target)
        if written is not None:
            return SourceReading(
                schema, written, None, written.rows, 0, table.schema, table.notices
            )
        return _read_slowly(workspace, spec, table, schema, (target, rejected_target))


def _open(workspace: Workspace, spec: SourceSpec, folder: Path) -> _Table:
    """Open the files, match their columns with the declared ones and infer what is not declared."""
    opened: TextInput = (
        JsonInput(spec, folder, workspace) if spec.format == "JSON" else CsvInput(spec, folder)
    )
    picked = pick_columns(spec, opened.headers, opened.file_of)
    declared = _declared_types(workspace, spec, picked)
    inferred, sifted = None, None
    try:
        inferred = infer_types(workspace, opened.relation(picked), opened, picked, spec)
    except ForebayError as error:
        if error.problems[0].name in NOT_THE_FILES_FAULT:
            raise
    # DuckDB 1.5 and 2.0 give no rows and no error for some files with \r\n and \n in quotes.
    if inferred is None or not (inferred.rows is None or opened.adds_up(inferred.rows)):
        sifted = opened.sift(picked)
        inferred = infer_types(workspace, sifted.relation, opened, picked, spec)
    kinds = declared | inferred.kinds
    columns = tuple(
        TypedColumn(c.name, kinds[i], f"t{i}", opened.conversion(kinds[i], f"t{i}"))
        for i, c in enumerate(picked)
    )
    return _Table(opened, picked, columns, inferred.notices, sifted)


def _declared_types(
    workspace: Workspace, spec: SourceSpec, picked: tuple[Picked, ...]
) -> dict[int, str]:
    kinds: dict[int, str] = {}
    problems: list[Problem] = []
    known: dict[str, str] = {}  # few types, and perhaps thousands of columns
    for index, column in enumerate(picked):
        if column.type is None:
            continue
        try:
            kinds[index] = known.get(column.type) or canonical_type(workspace, column.type)
            known[column.type] = kinds[index]
        except ProjectError as error:
            problems += [Problem(p.name, p.message, spec.span, "", p.hint) for p in error.problems]
            continue
        if not is_readable(kinds[index]) and not (
            spec.format == "JSON" and is_nested(kinds[index])
        ):
            message = f'column "{column.name}": a text file cannot hold the type {kinds[index]}'
            hint = "declare it as VARCHAR, and cast it in a table"
            problems.append(Problem("not-supported", message, spec.span, hint=hint))
    if problems:
        raise ProjectError(*problems)
    return kinds


def canonical_type(workspace: Workspace, text: str) -> str:
    """Return the engine's own text of a type that a person wrote; ProjectError if it is none."""
    if not _TYPE_TEXT.fullmatch(text.strip()) and not is_written_here(text):
        raise ProjectError.of(
            "unknown-type",
            f'"{text}" is no type of a column in a file',
            hint="declare it as VARCHAR, and cast it in a table.",
        )
    return workspace.describe(f"SELECT CAST(NULL AS {text}) AS x").columns[0].type


def _write_lines(
    workspace: Workspace, spec: SourceSpec, table: _Table, given: tuple[Schema, Path]
) -> WrittenFile | None:
    """Read by compiled code, in one pass; None if it cannot, and nothing is written then."""
    schema, target = given
    batches = table.opened.batches(table.picked, [column.kind for column in table.columns])
    if table.sifted is not None or batches is None or not all(map(is_stored, schema.columns)):
        return None
    file_sql = _values(spec, table, f"FROM {NEW_BATCHES}", batches.typed)
    try:
        text = with_computed(spec, file_sql)
        written = workspace.write_batches(batches, target, text=text, share=batches.share)
    except ForebayError as error:
        if error.problems[0].name in NOT_THE_FILES_FAULT - {"out-of-memory"}:
            raise
        return None
    return _if_whole(table, written, target)


def _write_fast(
    workspace: Workspace, spec: SourceSpec, table: _Table, target: Path
) -> WrittenFile | None:
    """Read in one pass; None if anything at all was wrong, and nothing is written then."""
    if table.sifted is not None:
        return None
    relation, done = table.opened.typed(table.picked)
    file_sql = _values(spec, table, relation, done)
    try:
        written = workspace.write(with_computed(spec, file_sql), target)
    except ForebayError as error:
        if error.problems[0].name in NOT_THE_FILES_FAULT:
            raise
        return None
    return _if_whole(table, written, target)


def _values(spec: SourceSpec, table: _Table, relation: str, done: frozenset[int]) -> str:
    """Return SQL for the values of columns, of which some are there and the others are texts."""
    values = ", ".join(
        f"{c.text if i in done else c.conversion.value} AS {quote(c.name)}"
        for i, c in enumerate(table.columns)
    )
    file_sql = f"SELECT {values}{beside(spec)} FROM ({relation})"
    fits = [
        c.conversion.quick_fits
        for i, c in enumerate(table.columns)
        if i not in done and c.conversion.fits != "true"
    ]
    if fits:  # a condition, not a part of each value: the engine then skips what is settled
        file_sql += f" WHERE CASE WHEN {' AND '.join(fits)} THEN true ELSE error('misfit') END"
    return file_sql


def _if_whole(table: _Table, written: WrittenFile, target: Path) -> WrittenFile | None:
    if table.opened.adds_up(written.rows):
        return written
    target.unlink()
    return None


def _read_slowly(
    workspace: Workspace,
    spec: SourceSpec,
    table: _Table,
    schema: Schema,
    targets: tuple[Path, Path],
) -> SourceReading:
    """Go through the files record by record: tell what is wrong, or put it in quarantine."""
    target, rejected_target = targets
    sifted = table.sifted or table.opened.sift(table.picked)
    bad = len(sifted.bad) + count_misfits(workspace, sifted, table.columns)
    rows = sifted.good + len(sifted.bad)
    if bad > spec.options.allowed_bad(rows):
        raise refuse(workspace, spec, sifted, table.columns)
    if rows == 0:
        _refuse_empty(spec)
    values = ", ".join(f"{c.conversion.value} AS {quote(c.name)}" for c in table.columns)
    source = f"({sifted.relation}) WHERE {all_fit(table.columns)}"
    file_sql = f"SELECT {values}{beside(spec)} FROM {source}"
    try:
        written = workspace.write(with_computed(spec, file_sql), target)
    except ForebayError as error:
        raise blame(workspace, spec, file_sql, error) from error
    rejected = None
    if bad:
        rejected = quarantine(workspace, spec, table.opened, sifted, table.columns, rejected_target)
    return SourceReading(schema, written, rejected, rows, bad, table.schema, table.notices)


def _read_parquet(workspace: Workspace, spec: SourceSpec, target: Path) -> SourceReading:
    file_sql, file_schema = open_parquet(workspace, spec)
    schema = bind_computed(workspace, spec, file_schema)
    try:
        written = workspace.write(with_computed(spec, file_sql), target)
    except ForebayError as error:
        told = blame(workspace, spec, file_sql, error)
        raise (
            told if told is not error else corrupt(", ".join(spec.display), spec, error)
        ) from error
    if written.rows == 0 and not spec.options.allow_empty:
        target.unlink()
        _refuse_empty(spec)
    return SourceReading(schema, written, None, written.rows, 0, file_schema)


def _refuse_empty(spec: SourceSpec) -> None:
    if spec.options.allow_empty:
        return
    message = f'source "{spec.name}" has no rows: {", ".join(spec.display)}'
    hint = "if that is right, add the option allow_empty = true"
    raise EngineError.of("empty-source", message, spec.span, hint=hint)
