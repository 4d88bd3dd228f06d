"""Find and read the ``*.sql`` files of a project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, Source
from forebay.sql.is_exported import is_exported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from forebay.project.settings import Settings

_SUFFIX: Final = ".sql"
_SETTINGS: Final = "forebay.toml"  # a folder that has it is a project of its own
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """The bytes of one file and the path under which a person knows it."""

    path: str  # relative to the project, with forward slashes
    data: bytes


def read_files(root: Path, settings: Settings) -> tuple[tuple[ProjectFile, ...], list[Problem]]:
    """Return the files below the settings' paths in order of path, and what is wrong with them.

    Folders and files whose name begins with a dot are skipped, and so are queries that
    ``forebay export`` wrote and folders that are projects of their own. A link that leads out
    of the project is refused, not followed: what stands outside is not in the project's history.
    """
    real_root = root.resolve()
    found: dict[Path, ProjectFile] = {}
    problems: list[Problem] = []
    for entry in settings.paths:
        folder = root / entry
        if not folder.exists():
            problems.append(_missing(entry))
            continue
        for path in _walk(folder, real_root, set()):
            shown = path.relative_to(root).as_posix()
            real = path.resolve()
            if not real.is_relative_to(real_root):
                problems.append(_outside(shown, real))
            elif real not in found and path.is_file():
                try:
                    data = path.read_bytes()
                except OSError as error:
                    problems.append(_unreadable(shown, error))
                    continue
                if not is_exported(data):
                    found[real] = ProjectFile(shown, data)
    return tuple(sorted(found.values(), key=lambda file: file.path)), problems


def decode(file: ProjectFile) -> Source | Problem:
    """Return the text of a file without its byte order mark, or why it is no text.

    Examples
    --------
    >>> decode(ProjectFile("a.sql", b"SELECT 1")).text
    'SELECT 1'

    """
    data = file.data
    if data.startswith(_UTF16):
        return _bad_encoding(file.path, "it begins with the mark of UTF-16", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return _bad_encoding(
            file.path, f"line {line}, byte {column} of it is 0x{data[error.start]:02x}", line
        )
    source = Source(file.path, text)
    nul = text.find("\0")
    if nul >= 0:
        return Problem(
            "nul-character",
            f'file "{file.path}" holds a NUL character',
            source.whole().part(nul, nul + 1),
            hint="take it out; no SQL text holds one.",
        )
    return source


def _walk(folder: Path, real_root: Path, seen: set[Path]) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    # A link to a folder above would never end.
    if (real := folder.resolve()) in seen:
        return
    seen.add(real)
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        leads_out = entry.is_symlink() and not path.resolve().is_relative_to(real_root)
        if leads_out and entry.is_dir():
            # Given as it stands, so that the caller refuses it by name.
            yield path
        elif entry.is_dir():
            if not (path / _SETTINGS).exists():
                yield from _walk(path, real_root, seen)
        elif entry.name.lower().endswith(_SUFFIX):
            yield path


def _missing(entry: str) -> Problem:
    return Problem(
        "missing-folder",
        f'folder "{entry}" of setting "paths" is not there',
        hint="make it, or take it out of paths in forebay.toml.",
        severity="warning",
    )


def _outside(shown: str, real: Path) -> Problem:
    return Problem(
        "outside-project",
        f'"{shown}" is a link that leads out of the project',
        detail=f'it leads to "{real}".',
        hint="copy the file into the project.",
    )


def _unreadable(shown: str, error: OSError) -> Problem:
    return Problem(
        "unreadable-file",
        f'file "{shown}" cannot be read: {error.strerror}',
        hint="give yourself the right to read it.",
    )


def _bad_encoding(path: str, detail: str, line: int) -> Problem:
    return Problem(
        "bad-encoding",
        f'file "{path}" is not UTF-8 (line {line})',
        detail=f"{detail}.",
        hint="save it as UTF-8.",
    )
