"""The exact difference of accuracies against statsmodels and against its own promise."""

import math

import pytest
from statsmodels.stats.contingency_tables import mcnemar

from forebay.evaluate.mcnemar import mcnemar_exact


@pytest.mark.parametrize(("better", "worse"), [(9, 1), (7, 2), (5, 0), (4, 0), (12, 6), (1, 9)])
def test_a_model_is_surely_better_just_when_mcnemars_exact_test_says_so(better, worse):
    found = mcnemar_exact(better, worse, 500)

    table = [[400, better], [worse, 91]]
    # Two-sided at 10 %, in this direction, is one-sided at 5 %.
    significant = mcnemar(table, exact=True).pvalue <= 0.1 and better > worse
    assert (found.lower(0.05) > 0) == significant


def test_no_disagreement_leaves_room_for_three_rows_in_n():
    """The rule of three: 0 of n is at most 3 / n."""
    found = mcnemar_exact(0, 0, 1000)

    assert found.value == 0
    assert found.lower(0.05) == pytest.approx(-3 / 1000, rel=0.01)
    assert found.upper(0.05) == pytest.approx(3 / 1000, rel=0.01)


@pytest.mark.parametrize(("p_better", "p_worse"), [(0.01, 0.02), (0.0, 0.01), (0.03, 0.04)])
def test_bounds_are_wrong_in_at_most_five_percent_of_all_possible_samples(p_better, p_worse):
    n, wrong = 200, 0.0
    rest = 1 - p_better - p_worse
    for b in range(25):
        for w in range(25 - b):
            ways = math.comb(n, b) * math.comb(n - b, w)
            chance = ways * p_better**b * p_worse**w * rest ** (n - b - w)
            if chance > 1e-12 and mcnemar_exact(b, w, n).lower(0.05) > p_better - p_worse:
                wrong += chance

    assert wrong <= 0.05
