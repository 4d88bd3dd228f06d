"""Answer with a live model for the rows of a file, outside of any build."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.catalog import layout, read_live
from forebay.engine.quote import quote
from forebay.engine.read_source import read_source
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_spec import DeclaredColumn, SourceSpec
from forebay.errors import ProjectError, Source
from forebay.project.load import open_engine
from forebay.project.load_settings import load_settings
from forebay.query.bind import bind_query
from forebay.query.direct_answer import DirectAnswer
from forebay.query.live_model import load_live_model
from forebay.query.prepare import prepare
from forebay.session.model_version import model_version
from forebay.session.result import Result
from forebay.sql.parse import parse
from forebay.sql.statement import SelectStatement

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine import Schema, Workspace
    from forebay.engine.source_options import SourceFormat
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import Query

_ROWS: Final = "rows"
_ANSWERS: Final = "__answers"
STDIN: Final = "standard_input_of_forebay"  # the stem of a file that holds it
FORMATS: Final[dict[str, SourceFormat]] = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON",
    "ndjson": "JSON",
    "parquet": "PARQUET",
}


def predict_file(root: Path, env: str, model: str, file: Path, format_: str) -> Result:
    """Return what ``ML.PREDICT`` gives for the rows of a file, in their order.

    The file is read as strictly as a source: columns that the model reads have its types, a value
    that does not fit is an error with file and line; other columns are inferred and carried along.

    Parameters
    ----------
    model
        A name, or one with a version: ``late_arrival@8``.
    format_
        A key of ``FORMATS``.

    Raises
    ------
    ProjectError
        There is no such model, or a column that it needs is missing.
    EngineError
        The file cannot be read, or a value does not fit.

    """
    settings = load_settings(root)
    query = _query(model)
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    engine = open_engine(settings)
    workspace = engine.workspace(
        threads=settings.threads or 2,
        memory_limit=settings.memory_limit,
        readable=(layout.data_root(root), file.resolve().parent),
        scratch=scratch,
    )

    def close() -> None:
        workspace.close()
        shutil.rmtree(scratch, ignore_errors=True)

    try:
        reference = query.calls[0].model
        assert reference is not None  # noqa: S101 - ML.PREDICT has one
        version = model_version(root, env, read_live(root, env), reference)
        live = load_live_model(root, version)
        schema = _attach(workspace, file, format_, live)
        binder = engine.binder()
        try:
            binder.declare_table(_ROWS, schema)
            bind_query(query, binder, lambda _: live.signature)
        finally:
            binder.close()
        return _answered(query, workspace, live, close)
    except ProjectError as error:
        close()
        # The query is ours: its places say nothing to anybody.
        raise ProjectError(*(replace(problem, span=None) for problem in error.problems)) from error
    except BaseException:
        close()
        raise


def _answered(
    query: Query, workspace: Workspace, live: LiveModel, close: Callable[[], None]
) -> Result:
    """Return the answer; one that is streamed is written once, and read from that file."""
    direct, scratch = DirectAnswer(), workspace.scratch
    prepared = prepare(query, workspace, lambda _: live, scratch, direct=direct)
    if direct.stream is None:
        return Result(workspace, prepared, close, query.span)
    answers = scratch / "answers.parquet"
    schema = workspace.describe(prepared)
    direct.write(workspace, prepared, query.span, answers)
    workspace.attach(_ANSWERS, [answers], schema)
    return Result(workspace, f"FROM {quote(_ANSWERS)}", close, file=answers)


def _attach(workspace: Workspace, file: Path, format_: str, live: LiveModel) -> Schema:
    """Read the file strictly and attach its rows; return their columns."""
    # Parquet has types of its own, which bind as those of any table do.
    declared = tuple(DeclaredColumn(c.name, c.type) for c in live.features.inputs)
    spec = SourceSpec(
        "rows",
        FORMATS[format_],
        (file.resolve(),),
        ("standard input" if file.stem == STDIN else str(file),),
        None if format_ == "parquet" else declared,
        options=SourceOptions(allow_empty=True),
    )
    scratch = workspace.scratch
    reading = read_source(
        workspace, spec, scratch / "given.parquet", scratch / "unreadable.parquet"
    )
    workspace.attach(_ROWS, [reading.file.path], reading.schema)
    return reading.schema


def _query(model: str) -> Query:
    name, _, version = model.partition("@")
    written = ".".join(quote(part) for part in name.split(".") if part) or '""'
    told = f"{written}@{version}" if version else written
    text = f"SELECT * FROM ML.PREDICT(MODEL {told}, TABLE {_ROWS})"
    try:
        statements = parse(Source("<predict>", text))
    except ProjectError:
        statements = ()
    if len(statements) != 1 or not isinstance(statements[0], SelectStatement):
        raise ProjectError.of(
            "bad-arguments",
            f'"{model}" names no model',
            hint="write a name, or a name and a version: late_arrival@8.",
        )
    return statements[0].query
