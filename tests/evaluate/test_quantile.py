"""Quantiles against SciPy."""

import math

import pytest
from scipy import stats

from forebay.evaluate.quantile import (
    binomial_cdf,
    clopper_pearson_lower,
    clopper_pearson_upper,
    normal_cdf,
    normal_quantile,
    student_quantile,
)


@pytest.mark.parametrize("p", [1e-6, 0.025, 0.3, 0.5, 0.95, 1 - 1e-6])
def test_normal_quantiles_are_those_of_scipy(p):
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), abs=1e-9)
    assert normal_cdf(normal_quantile(p)) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("df", [1, 2, 3, 7, 30, 99, 100, 101, 250, 4095])
@pytest.mark.parametrize("p", [0.0005, 0.025, 0.4, 0.5, 0.95, 0.9999])
def test_students_quantiles_are_those_of_scipy(df, p):
    assert student_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-7, abs=1e-9)


def test_quantiles_of_nothing_are_infinite():
    assert normal_quantile(0.0) == -math.inf
    assert student_quantile(0.975, 0) == math.inf
    assert student_quantile(0.025, 0) == -math.inf


@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 5), (5, 5), (17, 24)])
def test_exact_bounds_of_proportions_are_those_of_scipy(k, n):
    expected = stats.beta.ppf(0.05, k, n - k + 1) if k else 0.0

    assert clopper_pearson_lower(k, n, 0.05) == pytest.approx(expected, abs=1e-9)
    upper = stats.beta.isf(0.05, k + 1, n - k) if k < n else 1.0
    assert clopper_pearson_upper(k, n, 0.05) == pytest.approx(upper, abs=1e-9)
    assert binomial_cdf(k, n, 0.3) == pytest.approx(stats.binom.cdf(k, n, 0.3))
