"""Whether a version serves: it is asked in a clean process before it may go live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.build.prove import prove
from forebay.gate.serving_metric import asks_latency

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version
    from forebay.gate.judge_figures import Served

_SECONDS: Final = 0.2  # of single rows, where no standard is on their time
_ASKED_SECONDS: Final = 30.0


def serves(work: ModelWork, version: Version) -> Callable[[], Served]:
    """Ask a candidate its golden rows, bad ones and single ones in a clean process; see ``prove``.

    Return a function that waits for the answer, so that the version can be judged meanwhile.
    """
    asked = asks_latency(work.statement.standards or ())
    return prove(work.walk, work.node, version, seconds=_ASKED_SECONDS if asked else _SECONDS)
