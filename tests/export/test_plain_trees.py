"""Thresholds of float32 as thresholds of float64."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from forebay.export.plain_trees import _largest_that_rounds_to

FLOAT32 = st.floats(width=32, allow_nan=False)


@given(FLOAT32, st.floats(allow_nan=False))
def test_both_comparisons_are_the_same_for_every_number(threshold, number):
    assert_same(threshold, number)


@given(FLOAT32, st.integers(-3, 3))
@example(float(np.finfo(np.float32).max), 0)
@example(-float(np.finfo(np.float32).max), -1)
def test_they_are_the_same_next_to_where_rounding_turns(threshold, steps):
    cut = float(_largest_that_rounds_to(np.array([threshold], np.float32))[0])
    for _ in range(abs(steps)):
        cut = float(np.nextafter(cut, np.inf if steps > 0 else -np.inf))
    assert_same(threshold, cut)


def assert_same(threshold, number):
    cut = float(_largest_that_rounds_to(np.array([threshold], np.float32))[0])
    with np.errstate(over="ignore"):
        wanted = bool(np.float32(number) <= np.float32(threshold))
    assert (number <= cut) == wanted
