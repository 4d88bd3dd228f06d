"""Drift in numbers against TensorFlow Data Validation's own test values, SciPy and NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from forebay.query.spread import CategorySpread, NumberSpread, number_spreads
from forebay.query.spread_distance import jensen_shannon_divergence, l_infinity

# metrics_test.cc of TensorFlow Data Validation: histograms, and the value that it expects.
TFDV = [
    (NumberSpread(1, 5, (3, 1, 2), nan=1), NumberSpread(1, 5, (3, 1, 2), nan=1), 0.0),
    (NumberSpread(1, 3, (2, 2)), NumberSpread(2, 6, (2, 2)), 0.65563906222),
    (NumberSpread(1, 1, (4,)), NumberSpread(2, 6, (2, 2)), 1.0),
    (NumberSpread(1, 1, (4,)), NumberSpread(2, 2, (4,)), 1.0),
    (NumberSpread(10, 10, (21,)), NumberSpread(0, 20, (150, 200, 20)), 1.0),
    (NumberSpread(1, 2, (3,), nan=1), NumberSpread(1, 2, (4,)), 0.13792538096),
]


@pytest.mark.parametrize(("base", "study", "expected"), TFDV)
def test_the_divergence_of_histograms_is_tensorflow_data_validations(base, study, expected):
    assert jensen_shannon_divergence(base, study) == pytest.approx(expected, abs=1e-10)
    assert jensen_shannon_divergence(study, base) == pytest.approx(expected, abs=1e-10)


def test_the_divergence_of_categories_is_the_square_of_scipys_distance():
    base, study = {"a": 10, "b": 30, "c": 60}, {"b": 5, "c": 20, "d": 75}
    names = ["a", "b", "c", "d"]
    p, q = ([counts.get(name, 0) for name in names] for counts in (base, study))

    found = jensen_shannon_divergence(CategorySpread(base), CategorySpread(study))

    assert found == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-14)


def test_the_divergence_of_histograms_with_equal_bounds_is_scipys():
    p, q = (1, 5, 9, 2), (4, 4, 1, 8)

    found = jensen_shannon_divergence(NumberSpread(0, 8, p), NumberSpread(0, 8, q))

    assert found == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-14)


@pytest.mark.parametrize(
    ("base", "study", "expected"),
    [
        ({}, {}, 0.0),
        ({"hello": 1, "world": 9}, {"hello": 3, "world": 7}, 0.2),
        ({"b": 9, "c": 1}, {"a": 3, "b": 7}, 0.3),
    ],
)
def test_the_largest_difference_of_shares_is_tensorflow_data_validations(base, study, expected):
    found = l_infinity(CategorySpread(base), CategorySpread(study))

    assert found == pytest.approx(expected, abs=1e-12)


def test_values_that_one_side_does_not_count_one_by_one_are_compared_together():
    base = CategorySpread({"a": 50}, other=50)
    study = CategorySpread({"a": 50, "new": 40, "b": 10})

    # "new" may be among the 50 others of the base: together they are half on both sides.
    assert l_infinity(base, study) == 0.0


def test_infinities_and_nan_are_values_of_their_own():
    base = NumberSpread(0, 1, (5, 5))

    assert jensen_shannon_divergence(base, NumberSpread(0, 0, (), nan=7)) == 1.0
    assert jensen_shannon_divergence(
        NumberSpread(0, 0, (), lowest=7), NumberSpread(0, 0, (), highest=7)
    ) == 1.0  # fmt: skip


def test_a_column_that_lost_all_its_values_has_nothing_in_common_with_what_it_was():
    assert jensen_shannon_divergence(NumberSpread(0, 1, (5, 5)), NumberSpread(0, 0, ())) == 1.0


@pytest.mark.parametrize("buckets", [1, 7, 10])
def test_histograms_are_numpys(ask, buckets):
    query = "(SELECT i * 7919 % 101 / 10 AS x, i % 11 AS k FROM range(1000) r(i))"
    rows = np.array(ask.workspace.rows(f"SELECT x, k FROM {query}"), dtype=float).T

    found = number_spreads(ask.workspace, query, ["x", "k"], buckets)

    for spread, values in zip(found, rows, strict=True):
        counts, edges = np.histogram(values, bins=spread.edges)
        assert list(spread.counts) == list(counts)
        assert spread.edges == pytest.approx(
            np.linspace(values.min(), values.max(), buckets + 1), abs=1e-12
        )
        assert len(edges) == buckets + 1


def test_values_closer_than_a_double_can_part_stand_in_one_bucket(ask):
    (found,) = number_spreads(
        ask.workspace, "(VALUES (1e0), (CAST('1.0000000000000002' AS DOUBLE))) t(x)", ["x"], 10
    )

    assert found.counts == (2,)
