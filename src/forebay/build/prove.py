"""Ask a version in a clean process whether it answers as it did when it was written."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.plugged_in import PLUGGED
from forebay.build.champion import TRAINED_KEYS
from forebay.gate.judge_figures import Served
from forebay.query.clean_process import ask_clean_process
from forebay.query.live_model import GATE_FILE, GOLDEN_FILE, PROFILE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.build.walk import Walk
    from forebay.catalog import Version
    from forebay.project import Node

_NOT_LOADED: Final = frozenset({GATE_FILE, GOLDEN_FILE, PROFILE_FILE, TRAINED_KEYS})


def prove(
    walk: Walk, node: Node, version: Version, *, bad_rows: bool = True, seconds: float | None = None
) -> Callable[[], Served]:
    """Load a version as a reader would, in a process of its own without network, and ask it.

    It must be what was written (by the hashes of its files), give its stored answers again to 1e-9,
    and, if asked, answer bad rows properly, and single rows one after the other for some seconds;
    see ``prove_version``. Return a function that waits for the answer, so that other work can be
    done meanwhile.
    """
    scratch = walk.scratch / f"{walk.file_name(node)}-{version.number}-serves"
    scratch.mkdir(parents=True, exist_ok=True)
    question = {
        "root": str(walk.root.resolve()),
        "node": version.node,
        "number": version.number,
        "files": [(f.path, f.size_bytes, f.sha256, f.rows) for f in version.files],
        "engine": walk.engine.name,
        "scratch": str(scratch.resolve()),
        "bad_rows": bad_rows,
        "seconds": seconds,
        # That process knows no algorithm of a third party, nor where it lies.
        "plugged": {name: list(plug) for name, plug in PLUGGED.items()},
        "paths": sys.path if PLUGGED else [],
    }
    answer: Future[Served] = Future()

    def ask() -> None:
        try:
            answer.set_result(_served(ask_clean_process(question), _size_mb(version)))
        except BaseException as error:  # noqa: BLE001 - raised where the answer is asked for
            answer.set_exception(error)

    # A build that is interrupted does not wait for it.
    threading.Thread(target=ask, name=f"serves {version.node}", daemon=True).start()
    return answer.result


def _served(found: Mapping[str, Any], size_mb: float) -> Served:
    times = found.get("times") or {}
    figures = {"size_mb": size_mb}
    if times.get("requests"):
        figures |= {"latency_p50_ms": times["p50_ms"], "latency_p95_ms": times["p95_ms"]}
    return Served(
        found["rows"],
        "; ".join(found["problems"]),
        cases=found["cases"],
        network=found.get("network", ""),
        requests=times.get("requests", 0),
        figures=figures,
        way=times.get("way", ""),
    )


def _size_mb(version: Version) -> float:
    """Return the size of the files that are read to answer: those that only judge are none."""
    loaded = [f.size_bytes for f in version.files if f.path.rpartition("/")[2] not in _NOT_LOADED]
    return sum(loaded) / 1e6
