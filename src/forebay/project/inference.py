"""Infer the columns of several sources side by side."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from forebay.errors import ForebayError
from forebay.project.column_cache import ColumnCache
from forebay.project.source_columns import infer_columns
from forebay.project.source_spec import is_inferred, source_spec
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from forebay.engine import Engine, Workspace
    from forebay.engine.source_spec import SourceSpec
    from forebay.project.column_cache import Found
    from forebay.sql.statement import Statement

_SIDE_BY_SIDE: Final = 2
_EVERY_S: Final = 0.05


class Inference:
    """Begins to infer the columns of all sources at once; a context manager.

    What is found goes into the cache of columns. Left by an exception, such as an interrupt, it
    ends what still runs.

    Parameters
    ----------
    nodes
        Statements by key; those that are no sources are passed over, and sources that are declared
        wrongly: whoever binds them tells it. A single source is not begun, as nothing is gained.
    scratch
        An existing folder; each thread makes one of its own in it.

    """

    def __init__(
        self, root: Path, nodes: Mapping[str, Statement], engine: Engine, scratch: Path
    ) -> None:
        self._executor = ThreadPoolExecutor(_SIDE_BY_SIDE, "infer")
        self._workspaces: list[Workspace] = []

        def look(spec: SourceSpec) -> Found:
            own = scratch / f"ahead-{threading.get_ident()}"
            cache, opened = ColumnCache(root), self._workspaces.append
            return cache.columns(spec, lambda: infer_columns(root, spec, engine, own, opened))

        specs = _inferred(root, nodes)
        self._begun: dict[str, Future[Found]] = {}
        if len(specs) > 1:
            self._begun = {key: self._executor.submit(look, spec) for key, spec in specs.items()}

    def of(self, key: str) -> Future[Found] | None:
        """Return what gives a source's columns, or raises what is wrong with its files.

        None for a source that was not begun.
        """
        return self._begun.get(key)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            running = [begun for begun in self._begun.values() if not begun.cancel()]
            while wait(running, _EVERY_S).not_done:
                for workspace in self._workspaces:
                    workspace.interrupt()  # nobody asks for its result any more
        self._executor.shutdown()


def _inferred(root: Path, nodes: Mapping[str, Statement]) -> dict[str, SourceSpec]:
    specs = {}
    for key, node in nodes.items():
        if isinstance(node, CreateExternalTable):
            with suppress(ForebayError):
                spec = source_spec(root, node)
                if is_inferred(spec):
                    specs[key] = spec
    return specs
