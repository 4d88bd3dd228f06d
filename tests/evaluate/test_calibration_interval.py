"""The edges of the calibration error's interval; its rates: test_calibration_coverage.py."""

import math

import pytest

from forebay.evaluate.calibration import Calibration, CalibrationBin
from forebay.evaluate.calibration_interval import calibration_interval


def bins(*gaps, n=400, score=0.3):
    found = tuple(
        CalibrationBin(b, n, score, score + gap, n * score * (1 - score))
        for b, gap in enumerate(gaps)
    )
    raw = sum(abs(gap) for gap in gaps) / len(gaps)
    chance = math.sqrt(2 / math.pi * score * (1 - score) / n)
    noise = math.sqrt(sum(b.variance for b in found)) / (n * len(gaps))
    return Calibration(found, raw, chance, noise)


def test_gaps_of_chance_begin_at_zero():
    gaps = bins(*([0.02, -0.02] * 7), 0.02)

    low, high = calibration_interval(gaps, gaps.noise, math.inf, 0.05)

    assert low == 0.0
    assert 0.02 < high < 0.04


def test_large_gaps_are_as_certain_as_their_mean():
    """All are of one sign, so that the error is a mean, whose normal interval is known."""
    gaps = bins(*[0.2] * 15)
    share = 0.5 * 0.5 / 400 / 15  # of rows that are half positive

    low, high = calibration_interval(gaps, gaps.noise, math.inf, 0.05)

    assert high == pytest.approx(0.2 + 1.645 * math.sqrt(share), abs=0.002)
    assert low == pytest.approx(gaps.error, abs=1e-9)  # the figure takes off what chance adds


def test_less_level_is_a_wider_interval():
    gaps = bins(*([0.05, 0.01, 0.0] * 5))

    found = [calibration_interval(gaps, gaps.noise, math.inf, level) for level in (0.2, 0.05, 0.01)]

    assert found[0][0] >= found[1][0] >= found[2][0]
    assert found[0][1] < found[1][1] < found[2][1]


def test_rows_in_blocks_and_few_degrees_of_freedom_make_it_wider():
    gaps = bins(*[0.2] * 15)

    alone = calibration_interval(gaps, gaps.noise, math.inf, 0.05)
    blocks = calibration_interval(gaps, 2 * gaps.noise, math.inf, 0.05)
    few = calibration_interval(gaps, 2 * gaps.noise, 4.0, 0.05)

    assert alone[1] < blocks[1] < few[1]
    assert calibration_interval(gaps, gaps.noise, 0.5, 0.05) == (0.0, 1.0)


def test_gaps_far_below_chance_do_not_make_it_narrow():
    gaps = bins(*[0.001] * 15)

    low, high = calibration_interval(gaps, gaps.noise, math.inf, 0.05)

    assert low == 0.0
    assert high > 0.15 * gaps.expected


@pytest.mark.parametrize("gap", [0.0, 0.004, 0.3])
def test_one_bin_has_an_interval(gap):
    gaps = bins(gap, n=1_000)

    low, high = calibration_interval(gaps, gaps.noise, math.inf, 0.05)

    assert low <= max(0.0, gaps.error) <= high
    assert high - low < 0.08


def test_scores_without_doubt_that_are_right_leave_no_doubt():
    sure = Calibration((CalibrationBin(0, 50, 1.0, 1.0, 0.0),), 0.0, 0.0, 0.0)

    assert calibration_interval(sure, 0.0, math.inf, 0.05) == (0.0, 1.0)
