"""Which files a source means."""

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Span

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SHOWN: Final = 5


def source_files(
    root: Path, uris: Sequence[str], span: Span | None = None
) -> tuple[Path, ...] | Problem:
    """Return the files that patterns below `root` match, each once, in order of path.

    Parameters
    ----------
    uris
        Paths or patterns (``*``, ``?``, ``[ab]``, ``**``) relative to the project.

    Returns
    -------
    tuple or Problem
        Files as paths below `root`; what is wrong if a pattern leads out of the project, is an
        address on a network, or matches no file.

    """
    found: set[Path] = set()
    real_root = root.resolve()
    for uri in uris:
        if _SCHEME.match(uri):
            return Problem(
                "not-supported",
                f'"{uri}" is an address on a network',
                span,
                hint="copy the files below the project's folder for now.",
            )
        if Path(uri).is_absolute() or ".." in Path(uri).parts:
            return _outside(uri, span)
        matched = [root / path for path in _matching(root, uri) if (root / path).is_file()]
        if not matched:
            return _nothing(root, uri, span)
        for path in matched:
            if not path.resolve().is_relative_to(real_root):
                return _outside(path.relative_to(root).as_posix(), span)
        found.update(matched)
    return tuple(sorted(found))


def _matching(root: Path, uri: str) -> Iterator[str]:
    # A file whose own name holds a bracket is meant as it stands.
    if (root / uri).is_file():
        return iter((uri,))
    # Path.glob raises on patterns that a person may well write, and follows no links.
    return glob.iglob(uri, root_dir=root, recursive=True)  # noqa: PTH207


def _outside(uri: str, span: Span | None) -> Problem:
    return Problem(
        "outside-project",
        f'"{uri}" leads out of the project',
        span,
        hint="put the data below the project's folder; paths are relative to it.",
    )


def _nothing(root: Path, uri: str, span: Span | None) -> Problem:
    # The part before the first wildcard that is a folder: what a person would look into.
    folder = root
    for part in Path(uri).parts[:-1]:
        if not (folder / part).is_dir():
            break
        folder = folder / part
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    shown = ", ".join(names[:_SHOWN]) + more
    where = folder.relative_to(root).as_posix()
    return Problem(
        "no-files",
        f'"{uri}" matches no file',
        span,
        detail=f'folder "{where}" holds: {shown or "nothing"}.',
        hint="paths are relative to the project's folder.",
    )
