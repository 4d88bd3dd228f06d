"""A process that has nothing of this one: no environment, no network, no memory."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS: Final = 120

# What the loader of the system needs to find libraries; a value of nobody's program is among it.
_KEPT: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
# Libraries that start threads when they are imported could not be forked from safely.
_ONE_THREAD: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop());"
    " from forebay.query.serving_process import main; main()"
)


def ask_clean_process(question: Mapping[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
    """Return what ``prove_version`` answers in a clean process.

    The process is started with Python's ``-I``, an empty environment and the folder of the system's
    temporary files as its own; it knows where Python's libraries are and nothing else. It stays for
    a minute, so that a build of many models starts one; each question is answered in a child of it.

    Parameters
    ----------
    question
        See ``prove_version``; all values are JSON's.
    seconds
        How long to wait for the answer.

    Returns
    -------
    dict
        See ``prove_version``; and ``network``: see ``network_off``. A process that cannot be
        started, ends, or does not answer in time is one of the ``problems``.

    """
    with _OWNED.lock:
        for _ in range(2):  # one that ended because nobody asked for a while is started again
            try:
                found = _OWNED.process().ask(question, seconds)
            except OSError as error:
                return _failed(f"no clean process can be started: {error.strerror}")
            if found is not None:
                return found
            words = _OWNED.end()
        return _failed(f"the clean process ended{f': {words}' if words else ''}")


def start_clean_process() -> None:
    """Start the process that answers, so that it is ready when it is asked; errors come then."""
    with _OWNED.lock, contextlib.suppress(OSError):
        _OWNED.process()


def _failed(problem: str) -> dict[str, Any]:
    return {"rows": 0, "cases": 0, "problems": [problem], "network": ""}


class _CleanProcess:
    def __init__(self) -> None:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        paths = json.dumps([path for path in sys.path if Path(path).is_absolute()])
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-c", _START, paths],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
                env={**kept, **_ONE_THREAD},
                cwd=tempfile.gettempdir(),
                start_new_session=True,  # to be killed with its children
            )
        except OSError:
            self._words.close()
            raise

    def ask(self, question: Mapping[str, Any], seconds: float) -> dict[str, Any] | None:
        """Return the answer; None if the process is gone."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - PIPE was asked for
        assert answers is not None  # noqa: S101
        try:
            asked.write(json.dumps(question).encode() + b"\n")
            asked.flush()
            if not select.select([answers], [], [], seconds)[0]:
                self.kill()
                return _failed(f"it gave no answer within {seconds:g} seconds")
            line = answers.readline()
        except BrokenPipeError:
            return None
        except BaseException:
            self.kill()  # a late answer must not be read as that to the next question
            raise
        found: dict[str, Any] | None = json.loads(line) if line else None
        return found

    def end(self) -> str:
        """End it; return the last line that it wrote for a person."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()
        self._words.seek(0)
        lines = self._words.read().decode(errors="replace").strip().splitlines()
        self._words.close()
        return lines[-1] if lines else ""

    def kill(self) -> None:
        """End it at once: it has nothing to finish."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@dataclass(slots=True)
class _Owned:
    """The clean process of this one; a fork of this one starts its own."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    owner: int = 0
    running: _CleanProcess | None = None

    def process(self) -> _CleanProcess:
        if self.running is None or self.owner != os.getpid():
            self.running, self.owner = _CleanProcess(), os.getpid()
        return self.running

    def end(self) -> str:
        running, self.running = self.running, None
        return running.end() if running is not None and self.owner == os.getpid() else ""

    def kill(self) -> None:
        if self.running is not None and self.owner == os.getpid():
            self.running.kill()
            self.running.end()


_OWNED: Final = _Owned()
atexit.register(_OWNED.kill)  # not `end`, which waits for it
