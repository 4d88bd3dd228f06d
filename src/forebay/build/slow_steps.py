"""Tell which steps of a build took much longer than they used to."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from forebay.build.event import Noticed
from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.walk import Walk
    from forebay.catalog import Version

_BUILDS: Final = 2  # before, at least
_LAST: Final = 10  # of which the median is taken
# A machine that does other things beside is no regression.
_TIMES: Final = 3.0
_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class SlowStep:
    """How long a step took, and how long it usually takes, in seconds."""

    node: str
    seconds: float
    usual: float

    @property
    def is_slow(self) -> bool:
        """Whether that is worth a line."""
        return self.seconds > max(_TIMES * self.usual, self.usual + _SECONDS)

    def problem(self) -> Problem:
        """Return it as a person reads it."""
        return Problem(
            "slower-than-before",
            f"{self.node} took {self.seconds:.1f} s, {self.usual:.1f} s in the builds before",
            hint="look at what changed: its SQL, its sources, the machine.",
            severity="warning",
        )


def slow_steps(walk: Walk) -> dict[str, Any]:
    """Compare what this run built with the builds of the same nodes before; tell what is slow.

    Returns
    -------
    dict
        ``compared``: how many nodes had two builds before; ``slow``: seconds and median by name.

    """
    compared, slow = 0, {}
    for key, found in walk.effective.items():
        version = found.version
        if version is None or version.run != walk.run or version.seconds <= 0.0:
            continue
        before = [v for v in walk.catalog.versions.of(key) if v.id < version.id]
        step = slower_than_before(version, before)
        if step is None:
            continue
        compared += 1
        if step.is_slow:
            slow[step.node] = [round(step.seconds, 3), round(step.usual, 3)]
            walk.tell(Noticed(step.problem()))
    return {"compared": compared, "slow": slow}


def slower_than_before(version: Version, before: Sequence[Version]) -> SlowStep | None:
    """Compare a version with those before it; None if fewer than two of them were timed.

    A step is slow if it took three times the median of the last ten, and two seconds more; where
    there are more rows than before, it may take as much longer.
    """
    timed = [v for v in before if v.seconds > 0.0][-_LAST:]
    if len(timed) < _BUILDS:
        return None
    return SlowStep(version.node, version.seconds, median(_expected(v, version) for v in timed))


def _expected(before: Version, now: Version) -> float:
    more = now.rows / before.rows if before.rows and now.rows else 1.0
    return before.seconds * max(1.0, more)
