"""What is said of rows that are alike."""

from __future__ import annotations

import pytest

from forebay.errors import Source, Span
from forebay.trust.repeated_rows import RepeatedRows, repeated_problem

SPAN = Span(Source("m.sql", "CREATE MODEL m"), 13, 14)


@pytest.mark.parametrize(("in_time", "severity"), [(False, "error"), (True, "warning")])
def test_alike_rows_at_other_times_are_events_that_happen_again(
    in_time: bool,  # noqa: FBT001 - the parameter of the test
    severity: str,
) -> None:
    """Copies have one time, and equal times are on one side of a split in time."""
    found = RepeatedRows(4_000, 90, by_chance=1e-9, columns=7)
    problem = repeated_problem(found, "m", SPAN, told_apart=False, in_time=in_time)
    assert problem is not None
    assert (problem.name, problem.severity) == ("repeated-rows", severity)


@pytest.mark.parametrize(
    "found",
    [
        RepeatedRows(4_000, 0, by_chance=0.0, columns=7),
        RepeatedRows(4_000, 90, by_chance=0.1, columns=7),
        RepeatedRows(4_000, 90, by_chance=0.0, columns=7, by_nature=True),
    ],
    ids=["none", "by chance", "by nature"],
)
def test_what_chance_or_nature_gives_is_not_told(found: RepeatedRows) -> None:
    assert repeated_problem(found, "m", SPAN, told_apart=False, in_time=False) is None
