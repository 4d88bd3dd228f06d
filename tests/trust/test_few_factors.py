"""A label in other units is found; ratios of honest numbers are not few."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.trust.few_factors import few_factors

N = 500


@pytest.fixture
def draw():
    return np.random.default_rng(10)


@pytest.fixture
def found(sample_of):
    return lambda y, n=0, **columns: few_factors(sample_of(y, n, **columns))


def test_an_amount_in_the_currency_of_its_country_is_found(found, draw):
    local = draw.uniform(10, 99, N).round(2)
    rate = draw.choice([1.0, 0.92, 147.5], N)
    (one,) = found(local * rate, local=local, x=draw.normal(size=N))
    assert (one.feature, one.factors, one.rows, one.of_rows) == ("local", 3, N, N)


def test_one_row_in_a_hundred_may_be_wrong(found, draw):
    local = draw.uniform(10, 99, 4 * N)
    y = local * draw.choice([1.0, 0.92], 4 * N)
    y[:30] += 3
    assert [one.feature for one in found(y, local=local)] == ["local"]


def test_what_was_granted_of_what_was_asked_for_is_honest(found, draw):
    asked = draw.uniform(10, 99, N)
    granted = np.where(draw.random(N) < 0.6, asked, asked * draw.uniform(0.3, 1, N))
    assert not found(granted, asked=asked)


def test_small_whole_numbers_have_few_ratios_anyway(found, draw):
    a, b = draw.integers(1, 5, (2, N))
    assert not found(a, b=b)


def test_few_rows_are_not_looked_at(found, draw):
    local = draw.uniform(10, 99, 40)
    assert not found(local * 2, local=local)
