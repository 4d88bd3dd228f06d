"""Answer a query over one published state; opens nothing that a build locks (SEMANTICS 18)."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.build.open_workspace import attach_version, schema_of
from forebay.catalog import Catalog, LiveState, layout, read_live
from forebay.errors import ProjectError, Source, nearest
from forebay.project import read_outline
from forebay.project.dataset_hint import dataset_hint
from forebay.project.load import open_engine
from forebay.project.load_settings import load_settings
from forebay.project.read_statements import read_statements
from forebay.query.bind import bind_query
from forebay.query.live_model import load_live_model
from forebay.query.prepare import prepare
from forebay.session.export_live import export_live
from forebay.session.model_version import model_version
from forebay.session.result import Result
from forebay.session.unbuilt_source import attach_source, unbuilt_source
from forebay.sql.parse import parse
from forebay.sql.statement import CreateMacro, CreateView, ExportModel, Query, SelectStatement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog import Version
    from forebay.engine import Engine, Workspace
    from forebay.errors import Span
    from forebay.project.settings import Settings
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import ModelReference, Statement


def query_live(root: Path, env: str, said: Source, run: int | None = None) -> Result:
    """Return the rows of a query over what is live in an environment.

    Parameters
    ----------
    said
        The text of the query, in the project's dialect.
    run
        Answer over what was live right after that run; None means now.

    Raises
    ------
    ProjectError
        The query is wrong, names what is not live, or is no query.

    """
    settings = load_settings(root)
    statements, files = read_statements(said, settings)
    if len(statements) == 1 and isinstance(statements[0], ExportModel):
        state = read_live(root, env) if run is None else _state_after(root, env, run)
        return export_live(root, state, statements[0], root)
    query = _only_query(root, statements)
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    engine = open_engine(settings)
    workspace = engine.workspace(
        threads=settings.threads or 2,
        memory_limit=settings.memory_limit,
        readable=(layout.data_root(root), root),
        scratch=scratch,
    )

    def close() -> None:
        workspace.close()
        shutil.rmtree(scratch, ignore_errors=True)

    try:
        state = read_live(root, env) if run is None else _state_after(root, env, run)
        world = _World(root, env, settings, state, engine, workspace, scratch, files)
        world.make_readable(query)
        _bind(world, query)
        prepared = prepare(query, workspace, world.model, scratch)
        return Result(workspace, prepared, close, query.span)
    except BaseException:
        close()
        raise


def _state_after(root: Path, env: str, run: int) -> LiveState:
    with Catalog(root) as catalog:
        versions = catalog.live_at(env, run)
        if not versions:
            raise ProjectError.of(
                "unknown-run",
                f'nothing was live in "{env}" after run {run}',
                hint="forebay runs lists the runs.",
            )
        return LiveState(env, run=run, versions=versions)


def _only_query(root: Path, statements: tuple[Statement, ...]) -> Query:
    if len(statements) != 1:
        raise ProjectError.of(
            "several-statements",
            f"one query is expected, and there are {len(statements)} statements",
            hint="ask one query at a time.",
        )
    statement = statements[0]
    if not isinstance(statement, SelectStatement):
        raise ProjectError.of(
            "not-a-query",
            "statements that define something belong in a file of the project",
            statement.span,
            hint=f"{_where_it_belongs(root, statement)} and run forebay build.",
        )
    return statement.query


def _where_it_belongs(root: Path, statement: Statement) -> str:
    """Name the file that defines the node already, where the project is known and valid."""
    name = getattr(statement, "name", None)
    outline = read_outline(root)
    node = outline.nodes.get(name.key) if outline is not None and name is not None else None
    if node is not None and node.path:
        return f"edit {node.path}:{node.line}"
    return f"write it into a .sql file below {root.name}/"


def _bind(world: _World, query: Query) -> None:
    """Judge the query against empty relations first, so that an error has its exact place."""
    binder = world.engine.binder()
    try:
        for name, schema in world.attached.items():
            binder.declare_table(name, schema_of(schema))
        for text in world.macros:
            binder.declare_macro(text, Source("<macro>", text).whole())
        bind_query(query, binder, lambda reference: world.model(reference).signature)
    finally:
        binder.close()


@dataclass(slots=True)
class _World:
    """What the names of one query mean: resolved once, against one state."""

    root: Path
    env: str
    settings: Settings
    state: LiveState
    engine: Engine
    workspace: Workspace
    scratch: Path
    files: Mapping[str, str] = field(default_factory=dict)  # of [datasets], by node
    attached: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    macros: list[str] = field(default_factory=list)
    models: dict[tuple[str, str | None], LiveModel] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def make_readable(self, query: Query) -> None:
        """Attach everything that a query and the queries inside its calls read."""
        analysis = self.engine.analyse(query.plain, query.span)
        ours = {call.placeholder for call in query.calls}
        ours |= {version.placeholder for version in query.versions}
        for table in analysis.tables:
            if table.name.casefold() not in ours:
                self._table(table.name, query.span.part(table.start, table.end))
        for function in (*analysis.functions, *analysis.table_functions):
            found = self.state.find(function.name)
            if found is not None and found.kind == "macro":
                self._define(found)
        for version in query.versions:
            self._old_version(version.name.text, version.version, version.placeholder)
        inherited = self._cte_names(query)
        for call in query.calls:
            for given in call.inputs:
                if isinstance(given, Query):
                    self._inner(given, inherited)
                elif given.name.key not in inherited:
                    self._table(given.name.text, given.name.span)

    def _inner(self, query: Query, inherited: frozenset[str]) -> None:
        for table in self.engine.analyse(query.plain, query.span).tables:
            is_ours = table.name.casefold() in {c.placeholder for c in query.calls}
            if not is_ours and table.name.casefold() not in inherited:
                self._table(table.name, query.span.part(table.start, table.end))
        own = inherited | self._cte_names(query)
        for call in query.calls:
            for given in call.inputs:
                if isinstance(given, Query):
                    self._inner(given, own)
                elif given.name.key not in own:
                    self._table(given.name.text, given.name.span)

    def _cte_names(self, query: Query) -> frozenset[str]:
        tokens = query.tokens
        return frozenset(
            a.value.casefold()
            for a, b in pairwise(tokens)
            if a.kind in {"word", "quoted"} and b.upper in {"AS", "("}
        )

    def _table(self, name: str, span: Span) -> None:
        key = name.casefold()
        if key in self.done:
            return
        base = key.removesuffix("__rejected")
        found = self.state.find(base)
        if found is None:
            source = unbuilt_source(self.root, self.settings, name, self.files)
            schema = attach_source(self.root, source, self.workspace, self.scratch)
            if schema is not None:
                self.done.add(key)
                self.attached[name] = tuple((c.name, c.type) for c in schema.columns)
                return
        if found is None or found.kind == "model":
            names = [v.node for v in self.state.versions.values() if v.kind != "model"]
            meant = nearest(name, names)
            what = "is a model" if found is not None else "is not live"
            hint = f'did you mean "{meant}"?' if meant else dataset_hint(span)
            hint = hint or "forebay ls prints every name."
            if found is not None:
                hint = f"ask it: ML.PREDICT(MODEL {name}, ...)."
            raise ProjectError.of(
                "unknown-table", f'"{name}" {what} in "{self.env}"', span, hint=hint
            )
        self.done.add(key)
        if found.kind == "view":
            self._define(found)
        else:
            self._attach(found.node, found)

    def _attach(self, name: str, version: Version) -> None:
        attach_version(self.root, self.workspace, name, version)
        self.attached[name] = version.columns
        if version.rejected_columns:
            self.attached[f"{name}__rejected"] = version.rejected_columns

    def _define(self, version: Version) -> None:
        text = str(version.details.get("text", ""))
        statement = parse(Source(f"<{version.node}>", text))[0]
        if isinstance(statement, CreateView):
            self.make_readable(statement.query)
            answered = prepare(statement.query, self.workspace, self.model, self.scratch)
            self.workspace.define_view(version.node, answered)
            self.attached[version.node] = version.columns
        elif isinstance(statement, CreateMacro) and text not in self.macros:
            for read in version.inputs:
                self._table(read, statement.span)
            self.workspace.define_macro(text)
            self.macros.append(text)

    def _old_version(self, name: str, run: str, placeholder: str) -> None:
        with Catalog(self.root) as catalog:
            found = catalog.live_at(self.env, int(run.removeprefix("run"))).get(name.casefold())
        if found is None:
            raise ProjectError.of(
                "unknown-version",
                f'"{name}" was not live after {run}',
                hint="forebay runs lists the runs, forebay show NODE its versions.",
            )
        attach_version(self.root, self.workspace, placeholder, found)
        self.attached[placeholder] = found.columns

    def model(self, reference: ModelReference) -> LiveModel:
        """Return the model that a reference means.

        A person who asks for its figures gets those of training rows where there are no others, as
        BigQuery ML gives them; a build, whose tables and assertions rest on its figures, does not.
        """
        key = (reference.name.key, reference.version)
        if key not in self.models:
            found = load_live_model(
                self.root, model_version(self.root, self.env, self.state, reference)
            )
            self.models[key] = replace(found, gate=found.gate or found.training)
        return self.models[key]
