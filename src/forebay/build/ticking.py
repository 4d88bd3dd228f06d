"""Tell how far a long query is, while it runs."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from forebay.build.event import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forebay.build.sources_ahead import SourcesAhead
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.project import Node

_EVERY_S = 0.25
_FEW = 0.02  # below this share an estimate of the time left is a guess


@contextmanager
def ticking(
    walk: Walk, node: Node, workspace: Workspace | SourcesAhead, stage: str
) -> Iterator[None]:
    """Tell the progress of whatever the workspace runs, four times a second, until the end."""
    done = threading.Event()
    began = time.monotonic()

    def watch() -> None:
        while not done.wait(_EVERY_S):
            share = workspace.progress()
            if share is not None:
                left = remaining(share, time.monotonic() - began)
                walk.tell(Progress(node.name, stage, share, remaining_s=left))

    watcher = threading.Thread(target=watch, name=f"progress of {node.name}", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def counting(walk: Walk, node: Node, stage: str, total: int) -> Callable[[int], None]:
    """Return a function that tells how many of `total` rows are done; 0: nobody knows of all."""
    began = time.monotonic()
    of_all = f" of {total:,}" if total else ""

    def tell(rows: int) -> None:
        share = min(1.0, rows / total) if total else None
        left = remaining(share, time.monotonic() - began) if share is not None else None
        walk.tell(Progress(node.name, stage, share, f"{rows:,}{of_all} rows", left))

    return tell


def told(walk: Walk, node: Node, stage: str) -> Callable[[float | None, str], None]:
    """Return a function that an algorithm calls with the share done and a few words."""
    began = time.monotonic()

    def tell(share: float | None, figure: str) -> None:
        left = remaining(share, time.monotonic() - began) if share is not None else None
        walk.tell(Progress(node.name, stage, share, figure, left))

    return tell


def remaining(share: float, elapsed_s: float) -> float | None:
    """Return the seconds left if the rest goes as fast as what is done; None if too little is.

    Examples
    --------
    >>> remaining(0.25, 10.0)
    30.0
    >>> remaining(0.0, 10.0) is None
    True

    """
    return elapsed_s * (1.0 - share) / share if share >= _FEW else None
