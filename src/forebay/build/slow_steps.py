"""Tell which steps of a build took much longer than they used to."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, Final

from forebay.build.event import Noticed
from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.catalog import Version

_BUILDS: Final = 2  # before, at least
_LAST: Final = 10  # of which the median is taken
# A machine that does other things beside is no regression.
_TIMES: Final = 3.0
_SECONDS: Final = 2.0


def slow_steps(walk: Walk) -> dict[str, Any]:
    """Compare what this run built with the builds of the same nodes before; tell what is slow.

    A step is slow if it took three times the median of the last ten, and two seconds more; where
    there are more rows than before, it may take as much longer.

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
        before = [
            v for v in walk.catalog.versions.of(key) if v.id < version.id and v.seconds > 0.0
        ][-_LAST:]
        if len(before) < _BUILDS:
            continue
        compared += 1
        usual = median(_expected(v, version) for v in before)
        if version.seconds > max(_TIMES * usual, usual + _SECONDS):
            slow[version.node] = [round(version.seconds, 3), round(usual, 3)]
            walk.tell(Noticed(_slower(version, usual)))
    return {"compared": compared, "slow": slow}


def _expected(before: Version, now: Version) -> float:
    more = now.rows / before.rows if before.rows and now.rows else 1.0
    return before.seconds * max(1.0, more)


def _slower(version: Version, usual: float) -> Problem:
    return Problem(
        "slower-than-before",
        f"{version.node} took {version.seconds:.1f} s, {usual:.1f} s in the builds before",
        hint="look at what changed: its SQL, its sources, the machine.",
        severity="warning",
    )
