"""Intervals of a number that is never below 0, against published ones."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from forebay.evaluate.likely_values import likely_values


def interval(seen, level):
    """Return the truths with which `seen` is no surprise."""
    truths = np.arange(0, 8, 0.002)
    kept = [t for t in truths if between(seen - t, likely_values(t, level))]
    return kept[0], kept[-1]


def between(value, ends):
    return ends[0] <= value <= ends[1]


@pytest.mark.parametrize(
    ("seen", "low", "high"),
    [(-3.0, 0.0, 0.26), (-1.0, 0.0, 0.81), (0.0, 0.0, 1.64), (1.0, 0.0, 2.64), (3.0, 1.37, 4.64)],
)
def test_the_intervals_are_those_of_feldman_and_cousins(seen, low, high):
    """Table X of Physical Review D 57, 3873 (1998), 90 %; it has two decimals."""
    assert interval(seen, 0.1) == pytest.approx((low, high), abs=0.0075)


@pytest.mark.parametrize("level", [0.01, 0.05, 0.1])
@pytest.mark.parametrize("truth", [0.0, 0.01, 0.3, 1.0, 1.9, 2.5, 3.9, 4.1, 50.0])
def test_the_level_is_kept_at_every_truth(truth, level):
    below, above = likely_values(truth, level)

    assert norm.cdf(below) + norm.sf(above) == pytest.approx(level, abs=2e-5)


def test_at_zero_nothing_is_too_small():
    assert likely_values(0.0, 0.05) == (-math.inf, pytest.approx(1.6449, abs=1e-4))
