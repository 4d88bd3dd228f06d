"""The beta distribution against SciPy."""

import numpy as np
import pytest
from scipy import stats

from forebay.evaluate.beta import beta_cdf, beta_quantile

SHAPES = [(0.5, 0.5), (1, 1), (2, 3.5), (0.3, 40), (500, 3), (4_321.5, 99_000), (2e5, 8e5)]


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_probabilities_are_those_of_scipy(a, b):
    x = stats.beta.ppf([1e-6, 0.01, 0.3, 0.5, 0.9, 0.999], a, b)

    assert [beta_cdf(float(v), a, b) for v in x] == pytest.approx(
        stats.beta.cdf(x, a, b), rel=1e-8, abs=1e-12
    )


@pytest.mark.parametrize(("a", "b"), SHAPES)
@pytest.mark.parametrize("p", [1e-4, 0.025, 0.05, 0.5, 0.95, 0.9999])
def test_quantiles_are_those_of_scipy(a, b, p):
    assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), rel=1e-8)


def test_outside_of_its_range_nothing_or_all_lies_below():
    assert [beta_cdf(x, 2, 3) for x in (-1.0, 0.0, 1.0, 2.0)] == [0.0, 0.0, 1.0, 1.0]
    assert [beta_quantile(p, 2, 3) for p in (0.0, 1.0)] == [0.0, 1.0]


def test_a_quantile_is_where_the_probability_is_reached():
    random = np.random.default_rng(3)
    for a, b, p in zip(
        random.gamma(1, 50, 200) + 0.1, random.gamma(1, 50, 200) + 0.1, random.random(200),
        strict=True,
    ):  # fmt: skip
        assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-10)
