"""Bounds of the calibration error against what is known; rates: test_calibration_coverage.py."""

import math

import pytest
from scipy.stats import binomtest, foldnorm

from forebay.evaluate.calibration import Calibration, CalibrationBin
from forebay.evaluate.calibration_bound import _Above, calibration_bound


def bins(*gaps, n=400, score=0.3):
    return Calibration.of(
        [
            CalibrationBin(b, n, score, score + gap, n * score * (1 - score))
            for b, gap in enumerate(gaps)
        ]
    )


def bound(gaps, noise=None, df=math.inf):
    return calibration_bound(gaps, noise or gaps.noise, df)


@pytest.mark.parametrize("n", [50, 200, 1_000])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.2, 0.5, 0.8])
@pytest.mark.parametrize("score", [0.0, 0.001])
def test_with_one_score_the_bound_is_that_of_a_share_and_hardly_wider(n, share, score):
    """Clopper and Pearson's by SciPy is exact; two rows are allowed, and a wrong direction."""
    positives = round(share * n)
    one = CalibrationBin(0, n, score, positives / n, n * score * (1 - score))

    found = bound(Calibration.of([one])).upper(0.05) + score

    exact = binomtest(positives, n, alternative="less").proportion_ci(0.95, method="exact").high
    assert exact <= found <= exact + 2 / n + 2 * score


@pytest.mark.parametrize("gap", [0.0, 0.01, 0.03, 0.2])
def test_what_chance_adds_at_least_is_that_of_equal_gaps(gap):
    """The mean of a folded normal by SciPy; of gaps that are spread otherwise it is more."""
    gaps, error = bins(*[0.01] * 15), math.sqrt(0.3 * 0.7 / 400)

    least = _Above.of(gaps, gaps.noise)._chance(gap)

    added = [foldnorm.mean(m / error, scale=error) - m for m in (gap, 0.0, 2 * gap)]
    assert least == pytest.approx(added[0], abs=1e-4)
    assert least <= (added[1] + added[2]) / 2 + 1e-4


def test_gaps_that_differ_are_less_certain_than_equal_ones():
    """Of two kinds of rows, another sample has other shares: the variance is that of their mean."""
    equal, apart = bins(*[0.2] * 15), bins(*([0.1, 0.3] * 8)[:15])

    by_chance = apart.noise**2 - sum(b.largest_variance(1.0) for b in apart.bins) / 6_000**2

    mean = (8 * 0.1 + 7 * 0.3) / 15
    assert by_chance == pytest.approx((8 * 0.1**2 + 7 * 0.3**2) / 15 / 6_000 - mean**2 / 6_000)
    assert bound(apart).upper(0.05) - apart.raw > bound(equal).upper(0.05) - equal.raw


def test_large_gaps_have_the_bound_of_a_mean_and_small_ones_a_lower_one():
    """A mean of 6,000 rows, made for 4.5 %: z is 1.695."""
    large, small = bins(*[0.2] * 15), bins(*([0.02, -0.02] * 7), 0.02)
    share = 0.5 * 0.5 / 6_000

    assert bound(large).upper(0.05) == pytest.approx(0.2 + 1.695 * math.sqrt(share), abs=3e-4)
    assert bound(small).upper(0.05) < small.raw + 0.9 * 1.645 * small.noise


def test_bounds_are_around_the_figure_and_widen_with_what_is_asked():
    for gaps in (bins(*[0.2] * 15), bins(*[0.0] * 15), bins(0.3, n=60)):
        found = bound(gaps)
        uppers = [found.upper(alpha) for alpha in (0.4, 0.05, 0.01, 1e-6)]
        lowers = [found.lower(alpha) for alpha in (0.4, 0.05, 0.01, 1e-6)]

        assert [*reversed(lowers), gaps.error, *uppers] == sorted(
            [*lowers, gaps.error, *uppers], key=float
        )


def test_rows_in_blocks_and_few_degrees_of_freedom_move_bounds_outwards():
    gaps = bins(*[0.2] * 15)

    alone, blocks, few = bound(gaps), bound(gaps, 2 * gaps.noise), bound(gaps, 2 * gaps.noise, 4.0)

    assert alone.upper(0.05) < blocks.upper(0.05) < few.upper(0.05) < 1.0
    assert alone.lower(0.05) > blocks.lower(0.05) > few.lower(0.05) > 0.0
    assert bound(gaps, df=0.5).upper(0.05) == math.inf


def test_scores_without_doubt_that_are_right_are_not_proven_by_a_few_rows():
    """None of 50 rows was wrong: by SciPy's exact bound up to 5.8 % may be."""
    sure = Calibration.of([CalibrationBin(0, 50, 1.0, 1.0, 0.0)])

    exact = binomtest(0, 50, alternative="less").proportion_ci(0.95, method="exact").high
    assert bound(sure).upper(0.05) >= exact
