"""Two columns that the label compares are found; honest pairs, however good, are not."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.trust.two_that_tell import two_that_tell

N = 600


@pytest.fixture
def draw():
    return np.random.default_rng(9)


@pytest.fixture
def found(sample_of):
    return lambda y, n=2, **columns: two_that_tell(sample_of(y, n, **columns))


@pytest.mark.parametrize(
    ("sign", "compare"),
    [
        ("-", lambda a, b: a > b + 0.5),
        ("+", lambda a, b: a + b > 12),
        ("/", lambda a, b: a / b > 1.2),
    ],
    ids=["difference", "sum", "ratio"],
)
def test_two_numbers_that_the_label_compares_are_found(found, draw, sign, compare):
    a, b = draw.uniform(3, 9, (2, N))
    one = found(compare(a, b), other=draw.normal(size=N), a=a, b=b)
    assert (one.first, one.sign, one.second, one.rows) == ("a", sign, "b", N)


def test_noise_of_one_row_in_a_hundred_is_an_honest_pair(found, draw):
    a, b = draw.uniform(0, 9, (2, N))
    y = a > b
    swapped = draw.choice(N, 6, replace=False)
    y[swapped] = ~y[swapped]
    assert found(y, a=a, b=b) is None


def test_what_one_tells_by_itself_is_no_pair(found, draw):
    a, b = draw.uniform(0, 1, (2, N))
    late = draw.random(N) < 0.5
    assert found(late, a=a + 9 * late, b=b) is None


def test_two_flags_make_too_few_values(found, draw):
    a, b = draw.integers(0, 2, (2, N))
    assert found(a > b, a=a, b=b) is None


def test_few_rows_are_told_apart_by_chance(found, draw):
    a, b = draw.uniform(0, 9, (2, 60))
    assert found(a > b, a=a, b=b) is None


def test_more_than_two_classes_are_not_looked_at(found, draw):
    a, b = draw.uniform(0, 9, (2, N))
    assert found((a > b) + (a > b + 3), 3, a=a, b=b) is None


def test_many_rows_are_looked_at_in_part(found, draw):
    a, b = draw.uniform(0, 9, (2, 9_000))
    one = found(a > b, a=a, b=b)
    assert one.first == "a"
    assert 1_500 < one.rows < 2_100
