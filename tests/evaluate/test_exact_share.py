"""Bounds of proportions against statsmodels, and their promise by adding up all samples."""

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from forebay.evaluate.exact_share import exact_share

TRUTHS = np.r_[0.02:0.99:0.01]


@pytest.mark.parametrize(("k", "n"), [(0, 50), (1, 50), (45, 50), (50, 50), (812, 1000)])
def test_bounds_are_clopper_and_pearsons_as_in_statsmodels(k, n):
    found = exact_share(k / n, n)

    # Two-sided at 10 % is 5 % on each side; at 0 and n statsmodels has the end of the range.
    low, high = proportion_confint(k, n, alpha=0.1, method="beta")
    assert (found.lower(0.05), found.upper(0.05)) == pytest.approx((low, high), abs=1e-9)


def test_the_interval_that_is_shown_is_wilsons():
    found = exact_share(0.9, 100).interval()

    expected = proportion_confint(90, 100, alpha=0.05, method="wilson")
    assert (found.lower, found.upper, found.method) == pytest.approx((*expected, "Wilson"))


@pytest.mark.parametrize("n", [50, 200, 1_000])
def test_a_bound_promises_too_much_in_at_most_five_percent_whatever_the_true_share(n):
    """Nothing is drawn: the chances of all counts are added."""
    counts = np.arange(n + 1)
    estimates = [exact_share(k / n, n) for k in counts]
    lower = np.array([e.lower(0.05) for e in estimates])
    upper = np.array([e.upper(0.05) for e in estimates])

    for truth in TRUTHS:
        chances = stats.binom.pmf(counts, n, truth)
        assert chances[lower > truth].sum() <= 0.05
        assert chances[upper < truth].sum() <= 0.05


def coverage(n, truths):
    """Return how often the interval covers each of some true shares, by adding up all counts."""
    counts = np.arange(n + 1)
    ends = np.array([exact_share(k / n, n).around(0.025) for k in counts])
    return np.array(
        [stats.binom.pmf(counts, n, t)[(ends[:, 0] <= t) & (t <= ends[:, 1])].sum() for t in truths]
    )


@pytest.mark.parametrize("n", [50, 100, 200, 1_000])
def test_the_interval_covers_93_to_97_percent_from_8_expected_rows_of_the_rarer_kind_on(n):
    """Nothing is drawn. A count is whole, so that coverage jumps with the true share."""
    covered = coverage(n, np.linspace(8 / n, 0.5, 300))

    assert covered.min() >= 0.93
    assert covered.max() <= 0.97
    assert covered.mean() == pytest.approx(0.95, abs=0.003)


@pytest.mark.parametrize("n", [50, 100, 200, 1_000])
def test_with_3_to_8_it_covers_little_less_or_more(n):
    covered = coverage(n, np.linspace(3 / n, 8 / n, 300))

    assert covered.min() >= 0.925
    assert covered.max() <= 0.98
    assert ((covered < 0.93) | (covered > 0.97)).mean() < 0.2


@pytest.mark.parametrize(("n", "expected"), [(50, 0.2), (50, 2.3), (100, 1.1), (1_000, 2.25)])
def test_with_fewer_no_interval_at_all_covers_93_to_97_percent_of_some_shares(n, expected):
    """Whatever its formula: the counts whose interval holds a share are neighbours.

    No run of neighbouring counts has between 93 and 97 % of the samples.
    """
    below = np.r_[0.0, stats.binom.cdf(np.arange(n + 1), n, expected / n)]
    runs = below[None, :] - below[:, None]

    assert not ((runs >= 0.93) & (runs <= 0.97)).any()


def test_few_blocks_count_as_fewer_rows():
    few, many = exact_share(0.8, 100, df=6), exact_share(0.8, 100)

    # Korn, Graubard (1998): n times the squared ratio of the quantiles.
    n = 100 * (stats.norm.ppf(0.95) / stats.t.ppf(0.95, 6)) ** 2
    assert few.lower(0.05) == pytest.approx(stats.beta.ppf(0.05, 0.8 * n, 0.2 * n + 1))
    assert few.lower(0.05) < many.lower(0.05)


def test_a_single_block_bounds_nothing():
    found = exact_share(0.8, 100, df=0)

    assert (found.lower(0.05), found.upper(0.05)) == (0.0, 1.0)


def test_no_rows_have_no_bounds():
    for found in (exact_share(math.nan, 0), exact_share(0.5, 0)):
        assert math.isnan(found.lower(0.05))
        assert math.isnan(found.interval().upper)
