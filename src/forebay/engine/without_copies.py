"""Files that were delivered twice: one of them is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine.source_spec import SourceSpec


def without_copies(
    spec: SourceSpec, digest: Callable[[Path], str]
) -> tuple[SourceSpec, tuple[Problem, ...]]:
    """Return the source without the files that are the same to the byte as one before them.

    Parameters
    ----------
    digest
        Gives the hash of a file; asked only for files of one size.

    Returns
    -------
    tuple
        The source, and a warning if a file is left out. With ``keep_repeated_files`` all are read.

    """
    if spec.options.keep_repeated_files or len(spec.files) == 1:
        return spec, ()
    sizes = [path.stat().st_size for path in spec.files]
    first: dict[tuple[int, str], str] = {}
    kept, copies = [], []
    for size, path, display in zip(sizes, spec.files, spec.display, strict=True):
        mark = (size, digest(path) if sizes.count(size) > 1 else display)
        if mark in first:
            copies.append(f'"{display}" is "{first[mark]}"')
        else:
            first[mark] = display
            kept.append((path, display))
    if not copies:
        return spec, ()
    paths, displays = zip(*kept, strict=True)
    files = "file is" if len(copies) == 1 else "files are"
    notice = Problem(
        "repeated-file",
        f'{len(copies):,} {files} left out of "{spec.name}": the same to the byte as another',
        spec.span,
        detail=", ".join(copies[:5]) + (", ..." if copies[5:] else "") + ".",
        hint="take the copies away; if each is right, add the option keep_repeated_files = true",
        severity="warning",
    )
    return replace(spec, files=paths, display=displays), (notice,)
