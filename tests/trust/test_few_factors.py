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


RATES = {"us": 1.0, "de": 0.92, "jp": 147.5}


def land_of(draw, n):
    """Return so many countries."""
    return draw.choice(list(RATES), n)


def rates(land):
    """Return the rate of each country."""
    return np.array([RATES[one] for one in land])


def test_an_amount_in_the_currency_of_its_country_is_found(found, draw):
    local, land = draw.uniform(10, 99, N).round(2), land_of(draw, N)
    (one,) = found(local * rates(land), local=local, x=draw.normal(size=N), land=land)
    assert (one.feature, one.factors, one.told_by) == ("local", 3, "land")
    assert (one.rows, one.of_rows) == (N, N)


def test_one_row_in_a_hundred_may_be_wrong(found, draw):
    local, land = draw.uniform(10, 99, 4 * N), land_of(draw, 4 * N)
    y = local * rates(land)
    y[:30] += 3
    assert [one.feature for one in found(y, local=local, land=land)] == ["local"]


def test_a_factor_that_nothing_tells_is_still_to_be_predicted(found, draw):
    """A refund is the amount or nothing, a price one of three shares of that of the list."""
    amount = draw.uniform(10, 99, N)
    assert not found(amount * draw.integers(0, 2, N), amount=amount, x=draw.integers(0, 9, N))
    assert not found(amount * draw.choice([1, 0.9, 0.8], N), amount=amount)


def test_a_factor_that_each_row_tells_is_no_unit(found, draw):
    local, land = draw.uniform(10, 99, N), land_of(draw, N)
    assert not found(local * rates(land), local=local, row=np.arange(N))


def test_what_was_granted_of_what_was_asked_for_is_honest(found, draw):
    asked = draw.uniform(10, 99, N)
    granted = np.where(draw.random(N) < 0.6, asked, asked * draw.uniform(0.3, 1, N))
    assert not found(granted, asked=asked, x=draw.integers(0, 2, N))


def test_of_many_rows_some_are_looked_at_first(found, draw):
    local, land = draw.uniform(10, 99, 20 * N), land_of(draw, 20 * N)
    y = local * rates(land)
    y[:180] += 3
    (one,) = found(y, local=local, x=draw.uniform(1, 2, 20 * N), land=land)
    assert one.feature == "local"


def test_small_whole_numbers_have_few_ratios_anyway(found, draw):
    b, land = draw.integers(1, 5, N), land_of(draw, N)
    assert not found(b * rates(land), b=b, land=land)


def test_few_rows_are_not_looked_at(found, draw):
    local, land = draw.uniform(10, 99, 40), land_of(draw, 40)
    assert not found(local * rates(land), local=local, land=land)
