"""Who holds something: a process that may be gone and whose number may be in use again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """A process of some machine.

    Parameters
    ----------
    born
        Its start in clock ticks since the machine started, which tells it from a later process
        with the same id; None where the system does not say.

    """

    pid: int
    host: str
    born: int | None

    @property
    def is_gone(self) -> bool:
        """Whether it surely does not run any more; False for a process of another machine."""
        if self.host != os.uname().nodename:
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
        return self.born is not None and _born(self.pid) not in {None, self.born}


def this_process() -> Process:
    """Return the process that runs this."""
    return Process(os.getpid(), os.uname().nodename, _born(os.getpid()))


def _born(pid: int) -> int | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The second field is the program's name in brackets and may hold blanks; starttime is the 22nd.
    return int(text.rpartition(")")[2].split()[19])
