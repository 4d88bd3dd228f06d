"""Wilson's interval against statsmodels."""

import math

import pytest
from statsmodels.stats.proportion import proportion_confint

from forebay.evaluate.wilson import wilson


@pytest.mark.parametrize(("k", "n"), [(0, 20), (1, 20), (10, 20), (19, 20), (20, 20), (812, 1000)])
@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.1])
def test_bounds_are_those_of_statsmodels(k, n, alpha):
    found = wilson(k / n, n).interval(1 - alpha)

    expected = proportion_confint(k, n, alpha=alpha, method="wilson")
    assert (found.lower, found.upper) == pytest.approx(expected, abs=1e-12)


def test_no_rows_have_no_bounds():
    found = wilson(math.nan, 0).interval()

    assert math.isnan(found.lower)
    assert math.isnan(found.upper)


def test_few_blocks_widen_the_interval():
    assert wilson(0.5, 100, df=5).lower(0.05) < wilson(0.5, 100).lower(0.05)
