"""The ML Test Score as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias

Section: TypeAlias = Literal["data", "model", "infrastructure", "monitoring"]
SECTIONS: Final[tuple[Section, ...]] = ("data", "model", "infrastructure", "monitoring")

# The `todo` of a test for which this version of Forebay has no means.
NOTHING: Final = "nothing to do yet"

# What a final score of at most so much means, in the words of the paper, shortened.
_BANDS: Final = (
    (0.0, "more of a research project than a productionised system"),
    (1.0, "not totally untested, but there may be serious holes in reliability"),
    (2.0, "a first pass at basic productionisation; more investment may be needed"),
    (3.0, "reasonably tested; more of the tests and procedures may be automated"),
    (5.0, "strong levels of automated testing and monitoring, for mission-critical use"),
    (7.0, "exceptional levels of automated testing and monitoring"),
)


@dataclass(frozen=True, slots=True)
class TestScore:
    """One of the 28 tests.

    Parameters
    ----------
    id
        ``D1`` to ``D7`` (data), ``M1`` to ``M7`` (model), ``I1`` to ``I7`` (infrastructure) or
        ``O1`` to ``O7`` (monitoring).
    points
        0; 0.5: done by hand or in part; 1: done automatically, again and again.
    evidence
        What was found: a place in a file, a count, the number of a run.
    todo
        What would give more points; empty for a full one.

    """

    __test__: ClassVar[bool] = False  # the name begins with Test, and it is none of pytest's

    id: str
    name: str
    points: float
    evidence: str
    todo: str = ""

    @property
    def section(self) -> Section:
        """The section of the paper to which it belongs."""
        return SECTIONS["DMIO".index(self.id[0])]


@dataclass(frozen=True, slots=True)
class Readiness:
    """All 28 tests, in the order of the paper [^1].

    References
    ----------
    [^1]: Breck, Cai, Nielsen, Salib, Sculley (2017). The ML Test Score: a rubric for ML production
       readiness and technical debt reduction. IEEE Big Data.

    """

    tests: tuple[TestScore, ...]

    def sum_of(self, section: Section) -> float:
        """Return the points of a section, 0 to 7."""
        return sum(test.points for test in self.tests if test.section == section)

    @property
    def final(self) -> float:
        """The least of the four sums: a system is as ready as its weakest part."""
        return min(self.sum_of(section) for section in SECTIONS)

    @property
    def band(self) -> str:
        """What the final score means."""
        return next(words for most, words in _BANDS if self.final <= most)
