"""Close a run and say how it ended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from forebay.build.event import RunFinished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.walk import Counts
    from forebay.catalog import Catalog

_WORDS: dict[int, Literal["done", "failed", "refused"]] = {0: "done", 4: "refused"}


def finish(
    catalog: Catalog,
    run: int,
    counts: Counts,
    exit_code: int,
    began: float,
    *,
    lost: Sequence[str] = (),
    held_back: int = 0,
    published: tuple[str, ...] = (),
) -> RunFinished:
    """Record the end of a run; return the event that makes the last line.

    Parameters
    ----------
    exit_code
        0, 1, 3 or 4, by the precedence of SEMANTICS rule 6.
    lost
        Keys of nodes that failed or were refused: what the selector ``failed`` means next time.

    """
    ended = RunFinished(
        run,
        _WORDS.get(exit_code, "failed"),
        exit_code,
        counts.built,
        counts.kept,
        counts.trained,
        counts.refused,
        counts.checks_ok,
        counts.warn,
        counts.failed,
        held_back,
        time.monotonic() - began,
        published,
    )
    summary = {"last_line": ended.last_line, "lost": list(lost), "published": list(published)}
    catalog.runs.finish(run, ended.outcome, exit_code, summary)
    return ended
