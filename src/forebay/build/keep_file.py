"""Put a finished file in its place, where it never changes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import DataFile, layout
from forebay.catalog.atomic import sync_folder

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import WrittenFile


def keep_file(walk: Walk, name: str, written: WrittenFile) -> DataFile:
    """Move a finished scratch file into the data folder of a table; it never changes again.

    The file name holds the run and the start of its hash, so no two versions share a name.
    """
    folder = layout.table_folder(walk.root, name)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{walk.run}-{written.sha256[:12]}.parquet"
    written.path.replace(target)
    sync_folder(folder)
    return DataFile(
        layout.relative(walk.root, target), written.size_bytes, written.sha256, written.rows
    )
