"""What one process cost: seconds on the wall, CPU seconds, peak memory, children included."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Reading:
    """What the kernel counted for one process and the children it waited for."""

    seconds: float
    cpu_seconds: float
    peak_mb: float  # of the largest single process
    output: str
    arrived: tuple[float, ...] = ()  # when each line of the output came, in seconds from the start


def measure(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
    accept: tuple[int, ...] = (0,),
) -> Reading:
    """Run a command to its end; SystemExit with its words if its exit code is not accepted."""
    with tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in (Path(command[0]).absolute(), *command[1:])],
            cwd=folder,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=err,
        )
        assert process.stdout is not None
        came = [(line, time.perf_counter() - start) for line in process.stdout]
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        words = [b"".join(line for line, _ in came).decode(errors="replace"), _read(err)]
    if process.returncode not in accept:
        line = " ".join(str(part) for part in command)
        raise SystemExit("\n".join([f"{line}: exit {process.returncode}", *words]))
    cpu_seconds, peak_mb = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    return Reading(seconds, cpu_seconds, peak_mb, words[0], tuple(at for _, at in came))


def _read(stream: tempfile._TemporaryFileWrapper[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode(errors="replace")


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median with the least and the greatest value.

    Examples
    --------
    >>> spread([0.5, 0.25, 0.75])
    '0.50 (0.25-0.75)'

    """
    shown = [f"{value:.{digits}f}" for value in (median(values), min(values), max(values))]
    return f"{shown[0]} ({shown[1]}-{shown[2]})"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine() -> str:
    """Return what a reader of the figures must know of where they were taken."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
