"""Ask again, in batch, what a server was asked: the request log against ML.PREDICT."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog import layout, read_live
from forebay.engine.quote import literal, quote, quote_list
from forebay.errors import ForebayError, Source
from forebay.project.load import open_engine
from forebay.project.load_settings import load_settings
from forebay.query.bind import bind_query
from forebay.query.live_model import load_live_model
from forebay.query.prepare import prepare
from forebay.serve.log_columns import LOG_COLUMNS
from forebay.session.logged_files import files_by_version, log_folders
from forebay.session.model_version import model_version
from forebay.session.replayed_version import Difference, ReplayedVersion
from forebay.sql.parse import parse
from forebay.sql.statement import SelectStatement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine.protocol import Binder, Engine, Workspace
    from forebay.project.settings import Settings
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import Query

_LOGGED: Final = "logged"
_SHOWN: Final = 20  # differences of one version


def replay_log(root: Path, env: str, log: Path, names: Sequence[str] = ()) -> list[ReplayedVersion]:
    """Return for each version in a request log whether ML.PREDICT gives its answers again.

    Every row is compared, value by value: equal numbers, or both NaN, or both NULL. Rows are
    streamed, so that a log may be larger than memory.

    Parameters
    ----------
    log
        The folder of ``forebay serve --log``.
    names
        Models; none means all that are in the log.

    Raises
    ------
    ProjectError
        ``no-request-log`` if there is nothing to replay.
    EngineError
        ``damaged-log`` names a file that cannot be read.

    """
    settings = load_settings(root)
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    engine = open_engine(settings)
    try:
        found: list[ReplayedVersion] = []
        for folder in log_folders(log, names):
            with_files = _Replay(root, env, settings, engine, folder, scratch)
            found += with_files.versions()
        return found
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Replay:
    """The files of one model."""

    root: Path
    env: str
    settings: Settings
    engine: Engine
    folder: Path
    scratch: Path

    def versions(self) -> Iterator[ReplayedVersion]:
        """Yield what came of each version's rows."""
        with closing(self._workspace(self.scratch / f"{self.folder.name}-files")) as workspace:
            by_version = files_by_version(self.folder, workspace)
        for (name, number), files in by_version.items():
            workspace = self._workspace(self.scratch / f"{self.folder.name}-{number}")
            try:
                yield self._version(f"{name}@{number}", files, workspace)
            finally:
                workspace.close()
                shutil.rmtree(workspace.scratch, ignore_errors=True)

    def _workspace(self, scratch: Path) -> Workspace:
        scratch.mkdir()
        return self.engine.workspace(
            threads=self.settings.threads or 2,
            memory_limit=self.settings.memory_limit,
            readable=(layout.data_root(self.root), self.folder.resolve()),
            scratch=scratch,
        )

    def _version(self, label: str, files: Sequence[Path], workspace: Workspace) -> ReplayedVersion:
        listed = ", ".join(literal(str(file)) for file in files)
        schema = workspace.describe(f"SELECT * FROM read_parquet([{listed}])")
        workspace.attach(_LOGGED, list(files), schema)
        counted: Any = workspace.rows(f"SELECT __route, count(*) FROM {_LOGGED} GROUP BY 1")
        routes = {str(route): int(n) for route, n in sorted(counted)}
        rows = sum(routes.values())
        try:
            live = self._model(label)
        except ForebayError as error:
            return ReplayedVersion(label, rows, routes, why=error.problems[0].message)
        inputs = [c.name for c in live.features.inputs]
        own = {*inputs, *(name for name, _ in LOG_COLUMNS)}
        answers = [c.name for c in schema.columns if c.name not in own]
        query = _query(live, inputs, answers)
        binder = self.engine.binder()
        try:
            binder.declare_table(_LOGGED, schema)
            compared = self._compared(query, live, workspace, binder)
        finally:
            binder.close()
        return _judged(label, routes, answers, compared, workspace)

    def _compared(
        self, query: Query, live: LiveModel, workspace: Workspace, binder: Binder
    ) -> Path:
        bind_query(query, binder, lambda _: live.signature)
        prepared = prepare(query, workspace, lambda _: live, workspace.scratch)
        return workspace.write(prepared, workspace.scratch / "compared.parquet").path

    def _model(self, label: str) -> LiveModel:
        query = _parsed(f"SELECT * FROM ML.PREDICT(MODEL {_reference(label)}, TABLE {_LOGGED})")
        reference = query.calls[0].model
        assert reference is not None  # noqa: S101 - ML.PREDICT has one
        state = read_live(self.root, self.env)
        return load_live_model(self.root, model_version(self.root, self.env, state, reference))


def _reference(label: str) -> str:
    name, _, number = label.rpartition("@")
    return f"{'.'.join(quote(part) for part in name.split('.'))}@{number}"


def _query(live: LiveModel, inputs: Sequence[str], answers: Sequence[str]) -> Query:
    """Return the query of the answers beside the logged ones, which are called otherwise."""
    logged = ", ".join(f"{quote(name)} AS __logged_{i}" for i, name in enumerate(answers))
    given = f"SELECT {quote_list(list(inputs))}, __request, __row, __at, {logged} FROM {_LOGGED}"
    more = ", STRUCT(TRUE AS keep_original_columns)" if live.task == "reduction" else ""
    model = _reference(f"{live.name}@{live.number}")
    kept = quote_list([*answers, *(f"__logged_{i}" for i in range(len(answers)))])
    return _parsed(
        f"SELECT __request, __row, __at, {kept} FROM ML.PREDICT(MODEL {model}, ({given}){more})"
    )


def _parsed(text: str) -> Query:
    (statement,) = parse(Source("<replay>", text))
    assert isinstance(statement, SelectStatement)  # noqa: S101 - it is written above
    return statement.query


def _judged(
    label: str, routes: dict[str, int], answers: Sequence[str], compared: Path, workspace: Workspace
) -> ReplayedVersion:
    source = f"read_parquet({literal(str(compared))})"
    differs = [f"{quote(n)} IS DISTINCT FROM __logged_{i}" for i, n in enumerate(answers)]
    counted: Any = workspace.rows(
        f"SELECT count(*), count(*) FILTER (WHERE {' OR '.join(differs)}) FROM {source}"
    )
    rows, different = counted[0]
    by_column = [
        f"SELECT __request, __row, __at, {i} AS n, CAST(__logged_{i} AS VARCHAR) AS logged,"
        f" CAST({quote(name)} AS VARCHAR) AS found FROM {source} WHERE {differs[i]}"
        for i, name in enumerate(answers)
    ]
    first: Any = (
        workspace.rows(f"{' UNION ALL '.join(by_column)} ORDER BY 3, 1, 2, 4 LIMIT {_SHOWN}")
        if different
        else []
    )
    found = tuple(
        Difference(request, row, str(at), answers[n], str(logged), str(value))
        for request, row, at, n, logged, value in first
    )
    return ReplayedVersion(label, rows, routes, different, found)
