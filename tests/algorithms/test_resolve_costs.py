"""What each answer costs, as written and as labels name it."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms.resolve_costs import Costs, resolve_costs
from forebay.errors import ProjectError


@pytest.mark.parametrize("name", [True, "TRUE", "true"])
def test_costs_come_by_label_and_answer_and_what_is_left_out_costs_nothing(name):
    found = resolve_costs([(name, False, 50.0), (False, name, 2.0)], ("false", "true"), None)

    assert found == Costs(0.0, 2.0, 50.0, 0.0)


def test_numbers_and_texts_name_classes():
    assert resolve_costs([(1, 0, 5.0), (0, 1, 1.0)], ("0", "1"), None).false_negative == 5.0
    assert resolve_costs([("b", "a", 5.0), ("a", "b", 1.0)], ("a", "b"), None).true_positive == 0


@pytest.mark.parametrize("costs", [Costs(), Costs(0, 1, 9, 0), Costs(1, 3, 20, 2)])
def test_the_threshold_costs_least_where_probabilities_are_right(costs):
    """At probability p an answer costs the mean over both labels: Elkan's definition itself."""
    p = np.linspace(0, 1, 100_001)
    yes = p * costs.true_positive + (1 - p) * costs.false_positive
    no = p * costs.false_negative + (1 - p) * costs.true_negative

    assert p[yes < no].min() == pytest.approx(costs.threshold, abs=2e-5)


def test_all_that_is_wrong_is_said():
    with pytest.raises(ProjectError) as caught:
        resolve_costs(
            [("maybe", "no", 1.0), ("yes", "no", 1.0), ("yes", "no", 2.0)], ("no", "yes"), None
        )

    assert [problem.name for problem in caught.value.problems] == ["bad-costs"] * 2


@pytest.mark.parametrize(
    ("entries", "classes", "message"),
    [
        ([("b", "a", 1.0)], ("a", "b", "c"), "costs are for two classes, and the label has 3"),
        ([("b", "a", 1.0)], ("a", "b"), 'for label "a" a wrong answer costs no more than'),
        ([("a", "b", 1.0), ("b", "a", 1.0), ("b", "b", 1.0)], ("a", "b"), 'for label "b" a wrong'),
    ],
)
def test_costs_that_make_no_decision_are_refused(entries, classes, message):
    with pytest.raises(ProjectError, match=message):
        resolve_costs(entries, classes, None)
