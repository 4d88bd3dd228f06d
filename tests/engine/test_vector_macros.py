"""ML.DISTANCE and ML.LP_NORM against SciPy and NumPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.spatial import distance

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ForebayError

A, B = [4.1, 0.5, 1.0, -2.0], [3.0, 0.0, 2.5, 7.0]
DISTANCES = {
    "EUCLIDEAN": distance.euclidean,
    "MANHATTAN": distance.cityblock,
    "COSINE": distance.cosine,
}


@pytest.fixture
def value(tmp_path):
    with DuckDBEngine().workspace(
        threads=1, memory_limit="500MB", readable=[], scratch=tmp_path
    ) as workspace:

        def of(expression):
            ((found,),) = workspace.rows(f"SELECT {expression}")
            return found

        yield of


@pytest.mark.parametrize("name", DISTANCES)
def test_distances_are_those_of_scipy(value, name):
    found = value(f"ML.DISTANCE({A}, {B}, '{name}')")

    assert found == pytest.approx(DISTANCES[name](A, B), rel=1e-14)


def test_the_distance_is_euclidean_unless_said(value):
    assert value(f"ML.DISTANCE({A}, {B})") == value(f"ML.DISTANCE({A}, {B}, 'euclidean')")


@pytest.mark.parametrize("degree", [1, 1.5, 2, 3])
def test_norms_are_those_of_numpy(value, degree):
    assert value(f"ML.LP_NORM({A}, {degree})") == pytest.approx(
        np.linalg.norm(A, degree), rel=1e-14
    )


def test_degree_0_counts_and_the_infinite_one_is_the_largest_size(value):
    assert value("ML.LP_NORM([0, 3, -4], 0)") == 2.0
    assert value("ML.LP_NORM([0, 3, -4], CAST('INF' AS DOUBLE))") == 4.0


def test_a_norm_does_not_leave_the_range_of_its_numbers(value):
    assert value("ML.LP_NORM([3e200, 4e200], 2)") == pytest.approx(5e200, rel=1e-14)


def test_the_norm_of_zeros_and_of_nothing_is_0(value):
    assert value("ML.LP_NORM([0, 0], 2)") == 0.0
    assert value("ML.LP_NORM([], 2)") == 0.0


def test_null_has_neither_norm_nor_distance(value):
    assert value("ML.LP_NORM(NULL, 2)") is None
    for name in DISTANCES:
        assert value(f"ML.DISTANCE(NULL, {A}, '{name}')") is None


def test_a_vector_of_zeros_has_no_direction(value):
    assert math.isnan(value("ML.DISTANCE([0, 0], [1, 1], 'COSINE')"))


@pytest.mark.parametrize(
    "expression",
    [
        "ML.DISTANCE([1, 2], [1], 'EUCLIDEAN')", "ML.DISTANCE([1, 2], [1], 'MANHATTAN')",
        "ML.DISTANCE([1, 2], [1, 2], 'HAMMING')", "ML.LP_NORM([1, 2], 0.5)",
        "ML.LP_NORM([1, 2], -1)",
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_an_error(value, expression):
    with pytest.raises(ForebayError):
        value(expression)
