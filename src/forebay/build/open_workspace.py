"""A workspace in which a node sees exactly what it reads, at the versions of this build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.model_version import model_version
from forebay.catalog import layout
from forebay.engine import Column, Schema
from forebay.errors import InternalError
from forebay.project.load import open_engine
from forebay.query.live_model import load_live_model
from forebay.query.prepare import prepare
from forebay.sql.statement import CreateView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from forebay.build.walk import Walk
    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.query.direct_answer import DirectAnswer
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import ModelReference, Query

# Decision 0024: one join then takes longer, a whole build takes as long as with all memory.
_SPILL_AT_MB_PER_THREAD = 350


def open_workspace(walk: Walk, reads: Iterable[str]) -> Workspace:
    """Return a workspace with the relations of `reads` attached, views and macros defined."""
    workspace = empty_workspace(walk)
    try:
        make_readable(walk, workspace, reads)
    except BaseException:
        workspace.close()
        raise
    return workspace


def make_readable(walk: Walk, workspace: Workspace, reads: Iterable[str]) -> None:
    """Attach relations and define views and macros, each once."""
    done: set[str] = set()
    for key in reads:
        _make_readable(walk, workspace, key, done)


def empty_workspace(walk: Walk, apart: str = "") -> Workspace:
    """Return a workspace that sees nothing but the variables of the build.

    Parameters
    ----------
    apart
        A folder of its own below the scratch folder, for what works beside a step. Its connection
        is nobody else's, and gives its memory back when it is closed.

    """
    engine = open_engine(walk.settings) if apart else walk.engine
    workspace = engine.workspace(
        threads=walk.threads,
        memory_limit=walk.settings.memory_limit,
        readable=(layout.data_root(walk.root), walk.root),
        scratch=walk.scratch / apart if apart else walk.scratch,
        spill_at=_spill_at(walk),
    )
    for name, value in walk.variables.items():
        workspace.set_variable(name, walk.as_of if name == "as_of" else value)
    return workspace


def _spill_at(walk: Walk) -> int | None:
    if walk.settings.memory_limit is not None:
        return None  # who names a limit gets it whole
    return _SPILL_AT_MB_PER_THREAD * max(2, walk.threads)


def answered(
    walk: Walk,
    workspace: Workspace,
    query: Query,
    on_rows: Callable[[int], None] | None = None,
    direct: DirectAnswer | None = None,
) -> str:
    """Return plain SQL for a query, see ``prepare``; its models are those of this build."""

    def resolve(reference: ModelReference) -> LiveModel:
        return load_live_model(walk.root, model_version(walk, reference))

    return prepare(query, workspace, resolve, workspace.scratch, on_rows=on_rows, direct=direct)


def attach_version(root: Path, workspace: Workspace, name: str, version: Version) -> None:
    """Make one version's rows readable under `name`, and its dropped rows as `name__rejected`."""
    workspace.attach(
        name, [layout.resolve(root, f) for f in version.files], schema_of(version.columns)
    )
    if version.rejected_columns:
        workspace.attach(
            f"{name}__rejected",
            [layout.resolve(root, f) for f in version.rejected],
            schema_of(version.rejected_columns),
        )


def schema_of(columns: Iterable[tuple[str, str]]) -> Schema:
    """Return stored (name, type) pairs as a schema."""
    return Schema(tuple(Column(name, kind) for name, kind in columns))


def _make_readable(walk: Walk, workspace: Workspace, key: str, done: set[str]) -> None:
    if key in done:
        return
    done.add(key)
    node = walk.node(key)
    if node.kind in {"macro", "view"}:
        for inner in node.reads:
            _make_readable(walk, workspace, inner, done)
    if node.kind == "macro":
        workspace.define_macro(node.statement.span.text)
    elif isinstance(node.statement, CreateView):
        text = answered(walk, workspace, node.statement.query)
        workspace.define_view(node.name, text)
    elif node.kind != "model":
        version = walk.effective[key].version
        if version is None:
            raise InternalError.of("nothing-to-attach", f'"{node.name}" has no version to read')
        attach_version(walk.root, workspace, node.name, version)
