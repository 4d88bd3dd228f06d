"""A program beside ours that takes its turn when asked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from contextlib import ExitStack

PEERS = Path(__file__).with_name("scoring_peers.py")


def peer(
    name: str, folder: Path, given: argparse.Namespace, stack: ExitStack
) -> tuple[Callable[..., tuple[float, float]], float]:
    """Start a peer; return what takes one more turn, and how far it is off.

    A turn is seconds on the wall and CPU seconds. It may be told what to do, if a peer can do
    several things.
    """
    words = [given.python, PEERS, "serve", name, folder, given.threads]
    process = subprocess.Popen(
        list(map(str, words)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    stack.callback(process.wait, 60)
    asking, answers = process.stdin, process.stdout
    assert asking is not None
    assert answers is not None
    stack.callback(asking.close)
    ready = answers.readline()
    if not ready:
        raise SystemExit(f"{name} did not start: {words}")

    def turn(what: str = "again") -> tuple[float, float]:
        asking.write(f"{what}\n")
        asking.flush()
        told = json.loads(answers.readline())
        return float(told["wall"]), float(told["cpu"])

    return turn, float(json.loads(ready)["apart"])
