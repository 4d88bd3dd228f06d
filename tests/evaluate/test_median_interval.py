"""Order statistics as bounds of a median against SciPy and by simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from forebay.evaluate.evidence import Evidence
from forebay.evaluate.median_interval import median_interval, outer_rank
from forebay.evaluate.quantity import Quantity

MEDIAN = Quantity("median_absolute_error")


def of(scored, errors):
    rows = scored("regression", score=errors, label=np.zeros(len(errors)))
    return median_interval(Evidence(rows, [MEDIAN]), MEDIAN)


@pytest.mark.parametrize("n", [6, 50, 101, 1_000])
def test_bounds_are_those_of_scipys_test_of_a_quantile(scored, n):
    errors = np.random.default_rng(n).gamma(2, 1, n)

    found = of(scored, errors)

    # The interval of the one-sided alternative has one end only.
    for alternative, bound, end in (("greater", found.lower, 0), ("less", found.upper, 1)):
        test = stats.quantile_test(errors, q=0.0, p=0.5, alternative=alternative)
        other = stats.quantile_test(errors, q=0.0, p=0.5, alternative=_opposite(alternative))
        ends = [*test.confidence_interval(0.95), *other.confidence_interval(0.95)]
        assert bound(0.05) in [pytest.approx(e) for e in ends if math.isfinite(e)], end


def _opposite(alternative):
    return "less" if alternative == "greater" else "greater"


@pytest.mark.parametrize("n", [6, 50, 51, 1_000])
@pytest.mark.parametrize("alpha", [0.05, 0.025])
def test_a_bound_is_wrong_in_at_most_its_share_of_samples_and_the_next_rank_in_more(n, alpha):
    """The median lies below the value of rank r if fewer than r rows do: binomial."""
    rank = outer_rank(n, alpha)

    assert stats.binom.cdf(rank - 1, n, 0.5) <= alpha < stats.binom.cdf(rank, n, 0.5)


def test_an_interval_between_two_ranks_covers_as_often_as_it_says():
    """20,000 samples know the rate to 0.15 points; interpolation is right to half a point."""
    n, covered, repeats = 60, 0, 20_000
    random = np.random.default_rng(1)
    rank = outer_rank(n, 0.025)
    outer, inner = (stats.binom.cdf(r, n, 0.5) for r in (rank - 1, rank))
    part = (0.025 - outer) / (inner - outer)
    inwards = (n - rank) * part / (rank + (n - 2 * rank) * part)
    errors = np.sort(random.exponential(size=(repeats, n)), axis=1)
    low = errors[:, rank - 1] + inwards * (errors[:, rank] - errors[:, rank - 1])
    high = errors[:, n - rank] + inwards * (errors[:, n - rank - 1] - errors[:, n - rank])
    covered = np.mean((low <= math.log(2)) & (math.log(2) <= high))

    assert covered == pytest.approx(0.95, abs=0.01)


def test_the_interval_that_is_shown_is_the_one_between_two_ranks(scored):
    errors = np.random.default_rng(2).exponential(size=60)

    found = of(scored, errors).interval()

    rank, ordered = outer_rank(60, 0.025), np.sort(errors)
    assert ordered[rank - 1] < found.lower < ordered[rank]
    assert ordered[60 - rank - 1] < found.upper < ordered[60 - rank]
    assert found.value == ordered[29]


def test_too_few_rows_have_no_bound(scored):
    found = of(scored, np.arange(4.0))

    assert math.isnan(found.lower(0.05))
    assert math.isnan(found.interval().upper)
