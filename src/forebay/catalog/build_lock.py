"""One build at a time in a project folder."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from forebay.catalog.clock import utc_now
from forebay.catalog.layout import lock_file
from forebay.catalog.process import Process, this_process
from forebay.errors import EngineError, Problem, system_error

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who holds the lock, or held it; `run` is None until the run has its number."""

    process: Process
    started: str
    run: int | None


class BuildLock:
    """The lock that a build, a ``gc`` or anything else that changes ``.forebay`` holds.

    The kernel owns the lock (``flock``) and takes it back when a process ends, however it ends.
    The file's text only says who has it.

    Attributes
    ----------
    notice
        A warning if the last holder died without giving the lock back; None otherwise.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with BuildLock(pathlib.Path(tempfile.mkdtemp())) as lock:
    ...     lock.announce(41)

    """

    def __init__(self, root: Path) -> None:
        self._path = lock_file(root)
        self._descriptor = -1
        self._started = ""
        self.notice: Problem | None = None

    def __enter__(self) -> Self:
        """Take the lock, or raise EngineError ``build-locked`` at once, naming who has it."""
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _read(descriptor)
            os.close(descriptor)
            raise _locked(holder) from error
        except OSError as error:  # a file system without locks
            os.close(descriptor)
            raise _refused(error) from error
        self._descriptor = descriptor
        left = _read(descriptor)
        if left is not None:
            self.notice = _stale(left)
        self._started = utc_now()
        try:
            self._write(None)
        except OSError as error:  # a full disk: nobody is left to give the lock back
            self._descriptor = -1
            os.close(descriptor)
            raise system_error(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        with suppress(OSError):
            # Emptied, never deleted: a waiting process may have opened this very file.
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = -1

    def announce(self, run: int) -> None:
        """Let a second build say which run it met."""
        self._write(run)

    def _open(self) -> int:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise _refused(error) from error

    def _write(self, run: int | None) -> None:
        me = this_process()
        document = {
            "run": run,
            "pid": me.pid,
            "host": me.host,
            "born": me.born,
            "started": self._started,
        }
        data = json.dumps(document).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, data, 0)


def lock_holder(root: Path) -> LockHolder | None:
    """Return who holds the build lock, or held it when it died; None if nobody does."""
    try:
        descriptor = os.open(lock_file(root), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return _read(descriptor)
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> LockHolder | None:
    """Return who the file names; None if it is empty or half written."""
    try:
        document = json.loads(os.pread(descriptor, 4096, 0))
        process = Process(document["pid"], document["host"], document["born"])
        return LockHolder(process, document["started"], document["run"])
    except (ValueError, KeyError, TypeError):
        return None


def _locked(holder: LockHolder | None) -> EngineError:
    if holder is None:
        return EngineError.of("build-locked", "another build is running here", hint=_WAIT)
    who = f"run {holder.run}" if holder.run is not None else "another build"
    where = f"process {holder.process.pid} on {holder.process.host}"
    detail = f"It is {where}, started {_age(holder.started)} ago."
    if holder.process.is_gone:
        detail = (
            f"It was {where}; that is gone, but a process that it started still holds the lock."
        )
    return EngineError.of("build-locked", f"{who} is building here", detail=detail, hint=_WAIT)


def _refused(error: OSError) -> EngineError:
    return EngineError.of(
        "catalog-not-written",
        "the build lock cannot be taken",
        detail=f"{error.strerror}.",
        hint="look at the permissions of the .forebay folder, which needs a local disk.",
    )


def _stale(left: LockHolder) -> Problem:
    who = f"run {left.run}" if left.run is not None else "a build"
    return Problem(
        "stale-lock",
        f"{who} ended without giving the lock back",
        detail=f"It was process {left.process.pid} on {left.process.host}, started"
        f" {_age(left.started)} ago; the lock is taken over.",
        severity="warning",
        hint="nothing is to be done: what it had finished is kept.",
    )


_WAIT = "wait until it is done, or stop that process."
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def _age(started: str) -> str:
    try:
        seconds = (datetime.now(UTC) - datetime.fromisoformat(started)).total_seconds()
    except ValueError:
        return "some time"
    for unit, length in _UNITS:
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    count = max(0, int(seconds))
    return f"{count} second{'' if count == 1 else 's'}"
