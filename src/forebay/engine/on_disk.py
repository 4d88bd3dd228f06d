"""A finished file on its way to the disk."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from forebay.errors import EngineError, system_error

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path


class OnDisk:
    """Forces a file to the disk and hashes what is there, once, when somebody asks.

    Most scratch files are read back by this process and thrown away: nobody ever asks, and the
    disk need not hear of them.

    Parameters
    ----------
    path
        Where the file is; it must not be moved before `result` has returned.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._settled: Future[tuple[int, str]] | None = None

    def begin(self) -> None:
        """Begin in a thread, so that `result` waits less; errors come there."""
        if self._settled is None:
            self._settled = _pool().submit(self._settle)

    def result(self) -> tuple[int, str]:
        """Return size and SHA-256 of what is on the disk, after it was forced there.

        Raises
        ------
        EngineError
            ``disk-full``, ``unreadable-file``.

        """
        self.begin()
        assert self._settled is not None  # noqa: S101 - begun
        try:
            return self._settled.result()
        except OSError as error:
            raise disk_error(error, self._path) from error

    def _settle(self) -> tuple[int, str]:
        with self._path.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, "disk")


def disk_error(error: OSError, path: Path) -> EngineError:
    """Return the EngineError for a failed file operation: ``disk-full`` or ``unreadable-file``."""
    told = system_error(error)
    if told.problems[0].name == "disk-full":
        return told
    message = f'the file "{path}" cannot be written or read'
    return EngineError.of(
        "unreadable-file",
        message,
        detail=f"the system says: {error.strerror}.",
        hint="look at the rights of the folder, and at the room on the disk.",
    )
