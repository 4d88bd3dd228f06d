"""A DuckDB file of views on what is live, for tools that want one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from forebay.catalog import layout, read_live
from forebay.engine.view_file import write_view_file
from forebay.errors import require_writable

if TYPE_CHECKING:
    from pathlib import Path


def attach(root: Path, env: str, target: Path) -> Path:
    """Write `target` with one view for each live table and source, and its dropped rows.

    The file holds no data: it points at the immutable files of the versions that are live now. An
    older file of that name is replaced at once, never changed in place.

    Raises
    ------
    ProjectError
        ``file-not-written``: its folder is not there or may not be written.

    """
    require_writable(target)
    views = {}
    for version in read_live(root, env).versions.values():
        if version.kind in {"table", "source"}:
            views[version.node] = [layout.resolve(root, f).resolve() for f in version.files]
            if version.rejected:
                rejected = [layout.resolve(root, f).resolve() for f in version.rejected]
                views[f"{version.node}__rejected"] = rejected
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        write_view_file(temporary, views)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target
