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


@pytest.mark.parametrize(("n", "least", "most"), [(50, 0.92, 0.985), (200, 0.93, 0.975)])
def test_the_interval_covers_as_a_count_can(n, least, most):
    """A count is whole, so that coverage jumps with the true share; its mean is 95 %."""
    counts = np.arange(n + 1)
    ends = np.array([exact_share(k / n, n).around(0.025) for k in counts])

    truths = TRUTHS[np.minimum(TRUTHS, 1 - TRUTHS) >= 5 / n]
    covered = [
        stats.binom.pmf(counts, n, t)[(ends[:, 0] <= t) & (t <= ends[:, 1])].sum() for t in truths
    ]
    assert least <= min(covered)
    assert max(covered) <= most
    assert np.mean(covered) == pytest.approx(0.95, abs=0.006)


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
