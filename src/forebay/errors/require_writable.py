"""Whether a file that a person asked for can be written, before any work is done for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from forebay.errors.forebay_error import ProjectError

if TYPE_CHECKING:
    from pathlib import Path


def require_writable(target: Path) -> None:
    """Raise ProjectError where no file of that name can be made.

    No folder is made on the way: a misspelt one would look like success.

    Examples
    --------
    >>> from pathlib import Path
    >>> require_writable(Path("/no/such/folder/rows.csv"))
    Traceback (most recent call last):
        ...
    forebay.errors.forebay_error.ProjectError: error[file-not-written]: "/no/such/folder/rows.csv" cannot be written
      detail: there is no folder "/no/such/folder".
      hint: make the folder first: mkdir -p "/no/such/folder"

    """  # noqa: E501
    folder = target.parent
    if target.is_dir():
        raise _refused(target, "it is a folder.", "name a file in it.")
    if not folder.is_dir():
        if os.path.lexists(folder):
            raise _refused(target, f'"{folder}" is a file, not a folder.', "choose another place.")
        hint = f'make the folder first: mkdir -p "{folder}"'
        raise _refused(target, f'there is no folder "{folder}".', hint)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _refused(target, f'"{folder}" may not be written.', "choose another place.")


def _refused(target: Path, detail: str, hint: str) -> ProjectError:
    message = f'"{target}" cannot be written'
    return ProjectError.of("file-not-written", message, detail=detail, hint=hint)
