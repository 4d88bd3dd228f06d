"""A program for test_kill: builds a project and is killed at one boundary.

``python killed_build.py BASE OUT K...`` copies the folder BASE to OUT/K for every K, builds there
in a process of its own, and lets it kill itself with SIGKILL at its K-th boundary: before or after
an event, a write of the catalog, an fsync, a rename. K = 0 is not killed and prints how many
boundaries there are and how long the build took.

``python killed_build.py BASE OUT t0.25...`` kills after so many seconds from outside.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

import forebay.build.walk_plan
import forebay.session.query_live  # noqa: F401
from forebay.build import BuildRequest, run

_WRITES = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE")


class Boundaries:
    """Counts boundaries and kills this process at one of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last = last

    def cross(self, *_: object) -> None:
        """Count one boundary; die if it is the last."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function):
        """Return a function with a boundary before and one after."""

        def bounded(*arguments, **named):
            self.cross()
            result = function(*arguments, **named)
            self.cross()
            return result

        return bounded

    def watch(self) -> None:
        """Put boundaries around what makes things durable, in this process only."""
        for name in ("replace", "rename", "fsync"):
            setattr(os, name, self.around(getattr(os, name)))
        outer = self

        class Connection(sqlite3.Connection):
            def execute(self, sql, *values):
                if sql.lstrip().upper().startswith(_WRITES):
                    return outer.around(super().execute)(sql, *values)
                return super().execute(sql, *values)

        connect = sqlite3.connect
        sqlite3.connect = lambda *a, **k: connect(*a, **{"factory": Connection, **k})


def build(root: Path, last: int) -> None:
    """Build, and die at boundary `last`; print the boundaries and seconds otherwise."""
    boundaries = Boundaries(last)
    boundaries.watch()
    began = time.monotonic()
    ended = run(root, BuildRequest(), boundaries.cross)
    seconds = time.monotonic() - began
    sys.stdout.write(f"{boundaries.count} {seconds} {ended.exit_code}\n")
    sys.stdout.flush()


def main() -> None:
    base, out, *cases = sys.argv[1:]
    for case in cases:
        root = Path(out) / case
        shutil.copytree(base, root)
        by_time = case.startswith("t")
        child = os.fork()
        if child == 0:
            build(root, 0 if by_time else int(case))
            os._exit(0)
        if by_time:
            time.sleep(float(case[1:]))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
