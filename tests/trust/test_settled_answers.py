"""Values that settle the answer are found, and those of honest features are not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import binom

from forebay.trust import settled_answers as module
from forebay.trust.settled_answers import settled_answers

N = 1000


@pytest.fixture
def draw():
    return np.random.default_rng(8)


@pytest.fixture
def found(sample_of):
    def look(y, n_classes, **columns):
        return {s.feature: s for s in settled_answers(sample_of(y, n_classes, **columns))}

    return look


def test_a_value_with_one_answer_in_all_of_its_rows_settles_it(found, draw):
    y = draw.random(N) < 0.5
    covered = np.where(y, draw.integers(0, 2, N), 0)  # 1 only where the answer is 1
    (one,) = found(y, 2, covered=covered, x=draw.normal(size=N).round(1)).values()
    assert (one.feature, one.value, one.is_all_but) == ("covered", "1", False)
    assert (one.rows, one.odd) == (int(covered.sum()), 0)
    assert (one.answer, one.is_never) == (1.0, False)
    assert one.usually == pytest.approx(1 - y.mean())


def test_all_values_but_the_most_frequent_one_may_settle_it_together(found, draw):
    y = draw.random(N) < 0.4
    amount = np.where(y & (draw.random(N) < 0.5), draw.integers(1, 90, N), 0)
    one = found(y, 2, amount=amount)["amount"]
    assert (one.value, one.is_all_but, one.rows) == ("0", True, int((amount > 0).sum()))


def test_a_label_that_is_mostly_no_number_is_left_alone(found, draw):
    y = np.where(draw.random(N) < 0.6, math.inf, draw.normal(size=N))
    assert not found(y, 0, flag=(y == math.inf).astype(int))


def test_being_null_may_settle_it(found, draw):
    y = draw.random(N) < 0.5
    wage = [None if not late else float(w) for late, w in zip(y, draw.normal(size=N), strict=True)]
    one = found(y, 2, wage=wage)["wage"]
    assert (one.value, one.is_all_but) == (None, False)


def test_of_several_classes_one_may_be_settled(found, draw):
    y = draw.integers(0, 4, N)
    wait = np.where(y == 3, 0, draw.integers(1, 99, N))
    one = found(y, 4, wait=wait)["wait"]
    assert (one.value, one.answer, one.is_never) == ("0", 3.0, False)


def test_what_leaves_one_class_out_settles_nothing(found, draw):
    species = draw.integers(0, 3, N)
    island = np.where(species == 2, 0, draw.integers(0, 3, N))  # the third lives on the first only
    assert not found(species, 3, island=island)


def test_of_a_number_its_most_frequent_value_may_be_settled(found, draw):
    hours = np.where(draw.random(N) < 0.4, 0, draw.normal(30, 5, N))
    share = np.where(hours == 0, 0, draw.random(N))
    one = found(hours, 0, share=share, x=draw.integers(0, 5, N))["share"]
    assert (one.value, one.answer, one.is_never) == ("0.0", 0.0, False)


def few_rows(y, draw):
    """Return a value of one answer in three rows of a hundred."""
    return np.where(y & (draw.random(len(y)) < 0.06), 1, 0)


def one_in_fifty(y, draw):
    """Return a value of which one row in fifty has the other answer."""
    return np.where(draw.random(len(y)) < 0.02, 1 - y, y) * (draw.random(len(y)) < 0.5)


def four_in_five(y, draw):
    """Return groups that answer alike four times in five."""
    return np.where(y ^ (draw.random(len(y)) < 0.2), "a", "b")


def pure_ends(y, draw):
    """Return a number whose ends are pure, as those of any honest one, each value for itself."""
    return y * 2 + draw.normal(size=len(y))


@pytest.mark.parametrize("make", [few_rows, one_in_fifty, four_in_five, pure_ends])
def test_honest_values_settle_nothing(found, draw, make):
    y = (draw.random(5 * N) < 0.5).astype(int)
    assert not found(y, 2, x=make(y, draw))


def test_a_few_dozen_rows_are_alike_by_luck(found, draw):
    y = (draw.random(500) < 0.5).astype(int)
    value = np.where(y & (draw.random(500) < 0.22), 1, 0)
    assert 25 < value.sum() < 66  # once in 2^66 is more often than once in 10^20
    assert not found(y, 2, value=value)


def test_what_hardly_ever_happens_is_not_settled_by_its_absence(found, draw):
    y = draw.random(5 * N) < 0.05
    region = np.where(y, 1, draw.integers(1, 3, 5 * N))  # never in region 2, half of the others
    assert not found(y, 2, region=region)


def test_a_slip_in_two_hundred_rows_hides_nothing(found, draw):
    y = (draw.random(N) < 0.5).astype(int)
    sold = np.where(y & (draw.random(N) < 0.9), 1, 0)
    sold[np.flatnonzero(y == 0)[:2]] = 1
    assert sold.sum() > 400
    one = found(y, 2, sold=sold)["sold"]
    assert (one.value, one.odd) == ("1", 2)


@pytest.mark.parametrize(("odd", "rows", "usually"), [(0, 40, 0.3), (3, 716, 0.12), (9, 80, 0.5)])
def test_the_chance_is_that_of_the_binomial(odd, rows, usually):
    wanted = binom.logcdf(odd, rows, usually) / math.log(10)
    assert module._chance(odd, rows, usually) == pytest.approx(wanted, rel=1e-9)


def test_more_features_than_one_query_takes_are_all_looked_at(found, draw):
    y = (draw.random(N) < 0.5).astype(int)
    columns = {f"f{i}": draw.integers(0, 3, N) for i in range(40)}
    columns["f37"] = y
    assert list(found(y, 2, **columns)) == ["f37"]
