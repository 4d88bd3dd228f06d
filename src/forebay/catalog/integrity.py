"""Whether the files of a version are what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog.checksum import file_sha256
from forebay.catalog.layout import relative, resolve
from forebay.errors import EngineError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forebay.catalog.version import DataFile

_HINT = "restore the file from a backup, or build with --force to make it again."


def verify_files(root: Path, files: Iterable[DataFile], *, contents: bool | None = None) -> None:
    """Check files before anything parses them; EngineError ``damaged-file`` names each bad one.

    Parameters
    ----------
    root
        The project folder.
    contents
        True reads every byte and compares the SHA-256; False compares sizes. By default the files
        of models are read (a model is small, and its parser must never see foreign bytes), those
        of tables are not (Parquet carries checksums of its own).

    """
    problems = tuple(
        Problem("damaged-file", f'the file "{file.path}" is not what was written', None, why, _HINT)
        for file in files
        if (why := _damage(root, file, contents=contents))
    )
    if problems:
        raise EngineError(*problems)


def verify_folder(root: Path, folder: Path, files: Iterable[DataFile]) -> None:
    """Check a model folder before anything parses a file of it.

    Every byte of every file is compared as by ``verify_files``, every file of the version lies in
    the folder, and nothing else does: what was not written with the version is not read.

    Raises
    ------
    EngineError
        ``damaged-file`` names each file that is not what was written, or was not written.

    """
    listed = tuple(files)
    verify_files(root, listed, contents=True)
    inside = {relative(root, path) for path in folder.rglob("*") if not path.is_dir()}
    strange = inside.symmetric_difference(file.path for file in listed)
    if strange:
        raise EngineError(
            *(
                Problem(
                    "damaged-file",
                    f'the file "{path}" does not belong to the version',
                    None,
                    "It was not written with it."
                    if path in inside
                    else "It lies outside of the folder of the version.",
                    _HINT,
                )
                for path in sorted(strange)
            )
        )


def is_intact(root: Path, files: Iterable[DataFile]) -> bool:
    """Whether every file lies there in full length; looks at sizes only."""
    return not any(_damage(root, file, contents=False) for file in files)


def _damage(root: Path, file: DataFile, *, contents: bool | None) -> str:
    path = resolve(root, file)
    try:
        size = path.stat().st_size
        if size != file.size_bytes:
            return f"It has {size:,} bytes, {file.size_bytes:,} were written."
        read = contents if contents is not None else file.path.startswith("models/")
        if read and file_sha256(path) != file.sha256:
            return "Its SHA-256 is another one than when it was written."
    except FileNotFoundError:
        return "It is not there."
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    return ""
