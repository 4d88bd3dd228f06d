"""Infer the columns of several sources side by side."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from forebay.errors import ForebayError
from forebay.project.column_cache import ColumnCache
from forebay.project.source_columns import infer_columns
from forebay.project.source_spec import is_inferred, source_spec
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from forebay.engine import Engine
    from forebay.sql.statement import Statement


def infer_ahead(
    root: Path, nodes: Mapping[str, Statement], engine: Engine, executor: Executor, scratch: Path
) -> dict[str, Future[None]]:
    """Begin to infer the columns of all sources; what is found goes into the cache of columns.

    Nothing is told from here: whoever binds the source reads the cache, and where that is empty he
    looks himself, and meets what is wrong.

    Parameters
    ----------
    nodes
        Statements by key; those that are no sources are passed over.
    scratch
        An existing folder; each thread makes one of its own in it.

    Returns
    -------
    dict
        By key, for the sources that are looked at: done when theirs is in the cache. Empty where
        there is only one, as nothing is gained then.

    """

    def look(source: CreateExternalTable) -> None:
        with suppress(ForebayError, OSError):
            spec = source_spec(root, source)
            if is_inferred(spec):
                own = scratch / f"ahead-{threading.get_ident()}"
                ColumnCache(root).columns(spec, lambda: infer_columns(root, spec, engine, own))

    sources = {k: node for k, node in nodes.items() if isinstance(node, CreateExternalTable)}
    if len(sources) < 2:  # noqa: PLR2004 - side by side
        return {}
    return {key: executor.submit(look, source) for key, source in sources.items()}
