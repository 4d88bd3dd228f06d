"""Rows as an Arrow stream, answered by ML.PREDICT itself."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.arrow_ipc import read_arrow, write_arrow
from forebay.engine.quote import literal, quote, quote_list
from forebay.engine.register import write_data
from forebay.errors import InternalError, ProjectError, Source
from forebay.query.bind import bind_query
from forebay.query.prepare import prepare
from forebay.serve.refused import RefusedError
from forebay.sql.parse import parse
from forebay.sql.statement import SelectStatement

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.loaded_model import LoadedModel

_ROWS: Final = "rows"
_KEPT: Final = "kept.parquet"


@dataclass(frozen=True, slots=True)
class ArrowAnswers:
    """What is told of the rows of a stream.

    Parameters
    ----------
    stream
        The columns of ML.PREDICT, then those of the rows.
    texts
        How often each value occurs in the columns whose categories are counted.
    kept
        A Parquet file of the model's raw columns and the answers, if one was asked for.

    """

    stream: bytes
    n_rows: int
    texts: dict[str, dict[object, int]]
    kept: Path | None


def arrow_answers(
    model: LoadedModel, body: bytes, engine: EngineRows, most_rows: int, *, keep: bool
) -> ArrowAnswers:
    """Return ML.PREDICT over the rows of a stream.

    Parameters
    ----------
    keep
        Whether the request log needs the rows.

    Raises
    ------
    ProjectError
        ``bad-arrow``; ``missing-feature``, ``feature-type`` and what else ML.PREDICT refuses.
    RefusedError
        413 ``too-many-rows``.

    """
    scratch = Path(tempfile.mkdtemp(prefix="arrow-", dir=engine.scratch))
    workspace = engine.fresh_workspace(scratch)
    try:
        file = scratch / "given.parquet"
        write_data(read_arrow(body), file)
        schema = workspace.describe(f"SELECT * FROM read_parquet({literal(str(file))})")
        workspace.attach(_ROWS, [file], schema)
        counted: Any = workspace.rows(f"SELECT count(*) FROM {quote(_ROWS)}")
        n_rows = int(counted[0][0])
        if n_rows > most_rows:
            raise RefusedError.of(
                413,
                "too-many-rows",
                f"{n_rows:,} rows are more than {most_rows:,}",
                hint="send fewer rows at a time, or score files with forebay predict.",
            )
        answered = _prepared(model, workspace, engine, scratch)
        kept = _kept(model, workspace, engine) if keep else None
        texts = {name: _counted(workspace, name) for name in model.unseen.names}
        return ArrowAnswers(write_arrow(workspace, answered), n_rows, texts, kept)
    except ProjectError as error:
        # The query is ours: its places say nothing to anybody.
        raise ProjectError(*(replace(problem, span=None) for problem in error.problems)) from error
    finally:
        workspace.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _counted(workspace: Workspace, name: str) -> dict[object, int]:
    text = f"SELECT CAST({quote(name)} AS VARCHAR), count(*) FROM {quote(_ROWS)} GROUP BY 1"
    found: Any = workspace.rows(text)
    return {value: int(n) for value, n in found}


def _kept(model: LoadedModel, workspace: Workspace, engine: EngineRows) -> Path:
    answered = _prepared(model, workspace, engine, workspace.scratch, with_rows=True)
    names = quote_list([c.name for c in (*model.live.features.inputs, *model.columns)])
    written = workspace.write(f"SELECT {names} FROM ({answered})", workspace.scratch / _KEPT)
    return written.path.rename(engine.scratch / f"{workspace.scratch.name}.parquet")


def _prepared(
    model: LoadedModel,
    workspace: Workspace,
    engine: EngineRows,
    scratch: Path,
    *,
    with_rows: bool = False,
) -> str:
    """Return SQL for ML.PREDICT; of a model that drops the columns of the rows, with them."""
    name = ".".join(quote(part) for part in model.name.split("."))
    drops = with_rows and model.live.task == "reduction"
    more = ", STRUCT(TRUE AS keep_original_columns)" if drops else ""
    text = f"SELECT * FROM ML.PREDICT(MODEL {name}, TABLE {quote(_ROWS)}{more})"
    (statement,) = parse(Source("<serve>", text))
    if not isinstance(statement, SelectStatement):
        raise InternalError.of("no-query", "ML.PREDICT was read as something else")
    binder = engine.binder()
    try:
        binder.declare_table(_ROWS, workspace.describe(f"SELECT * FROM {quote(_ROWS)}"))
        bind_query(statement.query, binder, lambda _: model.live.signature)
    finally:
        binder.close()
    return prepare(statement.query, workspace, lambda _: model.live, scratch)
