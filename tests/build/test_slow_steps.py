"""What counts as a step that grew slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forebay.build.slow_steps import SlowStep, slower_than_before
from forebay.catalog import Version

if TYPE_CHECKING:
    from tests.shop import Shop


def version(number: int, seconds: float, rows: int = 1000) -> Version:
    return Version(
        id=number, node="t", kind="table", number=number, fingerprint="f", content_id="c",
        rows=rows, seconds=seconds,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now", "rows", "is_slow"),
    [
        ([1.0, 1.1, 0.9], 4.0, 1000, True),
        ([1.0, 1.1, 0.9], 2.9, 1000, False),  # not three times
        ([0.1, 0.1, 0.1], 1.9, 1000, False),  # not two seconds more
        ([1.0, 1.1, 0.9], 4.0, 2000, False),  # twice the rows
        ([1.0, 1.1, 0.9], 7.0, 2000, True),
        ([1.0, 1.1, 0.9], 4.0, 500, True),  # fewer rows excuse nothing
        ([1.0, 9.0, 1.0], 4.0, 1000, True),  # one slow build before is no rule
    ],
)
def test_a_step_is_slow_if_it_took_three_times_the_median_and_two_seconds_more(
    before: list[float], now: float, rows: int, *, is_slow: bool
) -> None:
    old = [version(i, seconds) for i, seconds in enumerate(before, 1)]

    found = slower_than_before(version(9, now, rows), old)

    assert (found is not None and found.is_slow) == is_slow


def test_one_build_before_is_nothing_to_compare_with() -> None:
    assert slower_than_before(version(2, 100.0), [version(1, 1.0)]) is None


def test_a_slow_step_is_told_with_both_times() -> None:
    told = SlowStep("joined", 9.0, 1.5).problem()

    assert told.name == "slower-than-before"
    assert told.message == "joined took 9.0 s, 1.5 s in the builds before"


def test_the_third_build_of_a_model_is_compared(shop: Shop) -> None:
    compared: list[Any] = []
    for _ in range(3):
        shop.build(force=("converts",))
        with shop.catalog() as catalog:
            compared.append(catalog.runs.all()[-1].summary["times"]["compared"])  # type: ignore[index,call-overload]

    assert compared == [0, 0, 1]
