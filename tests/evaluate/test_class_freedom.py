"""Degrees of freedom of two classes against Welch's of SciPy, and where nothing is known."""

import numpy as np
import pytest
from scipy import stats

from forebay.evaluate.class_freedom import class_freedom


def test_of_two_means_it_is_welchs():
    random = np.random.default_rng(1)
    few, many = random.normal(0, 2, 9), random.normal(0, 1, 21)

    found = class_freedom((1 / 9, 1 / 21), (few.var(ddof=1) / 9, many.var(ddof=1) / 21))

    assert found == pytest.approx(stats.ttest_ind(few, many, equal_var=False).df)


def test_a_class_of_one_block_knows_nothing_though_its_part_seems_to_be_0():
    assert class_freedom((1.0, 1 / 30), (0.0, 0.2)) == 0.0


def test_the_class_that_is_known_least_counts_as_a_half_at_least():
    assert class_freedom((1 / 3, 1 / 30), (0.001, 0.999)) == class_freedom((1 / 3, 1 / 30), (1, 1))
