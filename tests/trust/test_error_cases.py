"""Golden cases: ``tests/cases/errors/<name>.sql``, and what a person reads of the leak.

``FOREBAY_ACCEPT=1 pytest tests/trust`` writes the expected texts anew; look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.trust.flights import Flights

CASES = Path(__file__).parents[1] / "cases" / "errors"
ACCEPT = os.environ.get("FOREBAY_ACCEPT") == "1"
NAMES = (
    "answer-in-feature",
    "answer-in-feature_of_all_rows",
    "rows-chosen-by-answer",
    "known-too-late",
    "known-too-late_by_join",
    "undated-join",
    "later-rows",
    "all-rows-statistic",
    "filtered-by-answer",
    "copied-rows",
    "torn-groups",
    "judged-on-training-rows",
    "sounds-like-outcome",
    "not-traced",
    "unused-waiver",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_person_reads_exactly_this(flights: Flights, name: str) -> None:
    found = flights.found((CASES / f"{name}.sql").read_text())

    shown = "\n\n".join(problem.render() for problem in found) + "\n"
    expected = CASES / f"{name}.txt"
    if ACCEPT:
        expected.write_text(shown)
    assert shown == expected.read_text()
    assert {problem.name for problem in found} == {name.partition("_")[0]}
