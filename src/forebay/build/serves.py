"""Whether a version serves: it is asked in a clean process before it may go live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.prove import prove

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version
    from forebay.gate.judge_figures import Served


def serves(work: ModelWork, version: Version) -> Callable[[], Served]:
    """Ask a candidate its golden rows and bad ones in a clean process; see ``prove``.

    Return a function that waits for the answer, so that the version can be judged meanwhile.
    """
    return prove(work.walk, work.node, version)
