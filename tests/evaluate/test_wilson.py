"""Wilson's interval against statsmodels."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from forebay.evaluate.wilson import wilson


@pytest.mark.parametrize(("k", "n"), [(0, 20), (1, 20), (10, 20), (19, 20), (20, 20), (812, 1000)])
@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.1])
def test_ends_are_those_of_statsmodels(k, n, alpha):
    expected = proportion_confint(k, n, alpha=alpha, method="wilson")

    assert wilson(k / n, n, alpha / 2) == pytest.approx(expected, abs=1e-12)


def test_few_blocks_widen_the_interval():
    assert wilson(0.5, 100, 0.05, df=5)[0] < wilson(0.5, 100, 0.05)[0]


def test_a_variance_from_one_block_says_nothing():
    assert wilson(0.5, 100, 0.05, df=0) == (0.0, 1.0)
