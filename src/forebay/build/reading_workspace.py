"""An engine that reads a project's files and writes nowhere but into a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.project.load import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.engine.protocol import Workspace
    from forebay.project.settings import Settings


@contextmanager
def reading_workspace(root: Path, settings: Settings, *more: Path) -> Iterator[Workspace]:
    """Open it, and close it and remove its folder again; it reads the folders in `more` too."""
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    try:
        workspace = open_engine(settings).workspace(
            threads=settings.threads or 2,
            memory_limit=settings.memory_limit,
            readable=(layout.data_root(root), root, *more),
            scratch=scratch,
        )
        try:
            yield workspace
        finally:
            workspace.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
