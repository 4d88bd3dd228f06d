"""The error of a file that a person asked for and that the system did not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors.forebay_error import EngineError

if TYPE_CHECKING:
    from pathlib import Path


def file_not_written(target: Path, error: OSError) -> EngineError:
    """Return the EngineError of a file that could not be written; see ``require_writable``.

    Examples
    --------
    >>> from pathlib import Path
    >>> print(file_not_written(Path("rows.csv"), OSError(28, "No space left on device")))
    error[file-not-written]: "rows.csv" cannot be written
      detail: No space left on device.
      hint: name a file in a folder that can be written.

    """
    return EngineError.of(
        "file-not-written",
        f'"{target}" cannot be written',
        detail=f"{error.strerror}.",
        hint="name a file in a folder that can be written.",
    )
