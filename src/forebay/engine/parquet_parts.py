"""Several Parquet files that the engine writes at once into a folder of their own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from forebay.engine.on_disk import OnDisk
from forebay.engine.protocol import WrittenFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


def write_parts(
    folder: Path, fill: Callable[[], None], count: Callable[[Sequence[Path]], Mapping[str, int]]
) -> tuple[WrittenFile, ...]:
    """Let `fill` write files into a folder of scratch.

    On failure the folder is removed: who sees a file sees all of them, whole.

    Parameters
    ----------
    folder
        Does not exist yet; `fill` makes it.
    count
        Returns the number of rows of each file by its name.

    """
    try:
        fill()
        files = sorted(folder.glob("*.parquet"))
        rows = count(files) if files else {}
        return tuple(WrittenFile(file, rows[file.name], OnDisk(file)) for file in files)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
