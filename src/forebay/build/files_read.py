"""What reading the files of one source gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.source_spec import SourceReading
    from forebay.errors import Problem


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The rows of a source's files, in the scratch folder of the workspace.

    Parameters
    ----------
    files
        All files of the source; those that are copies of others were not read.
    copies
        A warning for each of these.
    seconds
        That it took.

    """

    reading: SourceReading
    files: tuple[Path, ...]
    copies: tuple[Problem, ...]
    seconds: float
