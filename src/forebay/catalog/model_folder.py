"""A model folder is written under a temporary name, sealed, and never changed again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from forebay.catalog.atomic import sync_file, sync_folder, write_atomically
from forebay.catalog.checksum import file_sha256
from forebay.catalog.layout import relative, unsealed
from forebay.catalog.version import DataFile
from forebay.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"


def open_model_folder(folder: Path) -> Path:
    """Return the empty folder in which the files of a model are written before `seal`.

    It has the temporary name of `folder`; what an interrupted build left there is removed.
    """
    import shutil

    temporary = unsealed(folder)
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    return temporary


def seal(root: Path, folder: Path) -> tuple[DataFile, ...]:
    """Give a finished model folder its name and return its files with their hashes.

    Writes ``manifest.json`` (size and SHA-256 of every other file), makes all bytes durable, then
    renames: `folder` is complete or absent at every instant. A folder that stands there already
    was left by a run that died before it was recorded (numbers are never used twice), and is
    replaced.

    Parameters
    ----------
    root
        The project folder.
    folder
        The final name (``layout.model_folder``); the files lie in what `open_model_folder` gave.

    """
    import shutil

    temporary = unsealed(folder)
    try:
        files = sorted(path for path in temporary.rglob("*") if path.is_file())
        entries = {
            path.relative_to(temporary).as_posix(): (path.stat().st_size, file_sha256(path))
            for path in files
        }
        for path in files:
            sync_file(path)
        listed = [
            {"path": name, "size_bytes": size, "sha256": digest}
            for name, (size, digest) in entries.items()
        ]
        text = json.dumps({"files": listed}, indent=2) + "\n"
        write_atomically(temporary / MANIFEST, text.encode())
        manifest = temporary / MANIFEST
        entries[MANIFEST] = (manifest.stat().st_size, file_sha256(manifest))
        if folder.exists():
            shutil.rmtree(folder)
        temporary.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise EngineError.of(
            "catalog-not-written",
            f'the model folder "{relative(root, folder)}" cannot be written',
            detail=f"{error.strerror}.",
            hint="look at the free space and the permissions of the .forebay folder.",
        ) from error
    return tuple(
        DataFile(relative(root, folder / name), size, digest)
        for name, (size, digest) in entries.items()
    )
