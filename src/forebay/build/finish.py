"""Close a run and say how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from forebay.build.event import RunFinished

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.build.walk import Counts
    from forebay.catalog import Catalog

_WORDS: dict[int, Literal["done", "failed", "refused"]] = {0: "done", 4: "refused"}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended.

    Parameters
    ----------
    exit_code
        0, 1, 3 or 4, by the precedence of SEMANTICS rule 6.
    lost
        Keys of nodes that failed or were refused: what the selector ``failed`` means next time.
    held_back
        How many nodes were not published by this run.
    learned
        What else the run remembers: see ``rehearse`` and ``slow_steps``.

    """

    exit_code: int
    lost: Sequence[str] = ()
    held_back: int = 0
    published: tuple[str, ...] = ()
    learned: Mapping[str, Any] = field(default_factory=dict)


def finish(catalog: Catalog, run: int, counts: Counts, ending: Ending, began: float) -> RunFinished:
    """Record the end of a run; return the event that makes the last line."""
    ended = RunFinished(
        run,
        _WORDS.get(ending.exit_code, "failed"),
        ending.exit_code,
        counts.built,
        counts.kept,
        counts.trained,
        counts.refused,
        counts.checks_ok,
        counts.warn,
        counts.failed,
        ending.held_back,
        time.monotonic() - began,
        ending.published,
    )
    summary = {
        "last_line": ended.last_line,
        "lost": list(ending.lost),
        "published": list(ending.published),
        **ending.learned,
    }
    catalog.runs.finish(run, ended.outcome, ending.exit_code, summary)
    return ended
