"""Points of the ROC curve."""

import math

import numpy as np
import pytest

from forebay.errors import ProjectError
from forebay.evaluate.roc_curve import RocPoint, roc_curve


def test_given_thresholds_are_counted_from_the_highest_to_the_lowest(scored):
    rows = scored("binary", score=[0.2, 0.4, 0.4, 0.8], label=[0, 0, 1, 1])

    found = roc_curve(rows, [0.1, 0.4, 0.9])

    assert found == (
        RocPoint(0.9, 0.0, 0.0, 0, 0, 2, 2),
        RocPoint(0.4, 0.5, 0.0, 1, 0, 2, 1),
        RocPoint(0.1, 1.0, 1.0, 2, 2, 0, 0),
    )


def test_about_a_hundred_thresholds_come_from_the_quantiles_of_the_scores(scored):
    random = np.random.default_rng(1)
    label = random.integers(0, 2, 5_000)
    score = random.random(5_000)
    rows = scored("binary", score=score, label=label)

    found = roc_curve(rows)

    assert 100 <= len(found) <= 102
    assert (found[0].recall, found[0].false_positive_rate) == (0.0, 0.0)
    assert (found[-1].threshold, found[-1].recall, found[-1].false_positive_rate) == (0.0, 1.0, 1.0)
    for point in found[::9]:
        above = score > point.threshold
        assert (point.true_positives, point.false_positives) == (
            (above & (label == 1)).sum(),
            (above & (label == 0)).sum(),
        )


def test_few_distinct_scores_give_few_thresholds(scored):
    rows = scored("binary", score=[0.3, 0.3, 0.6], label=[0, 1, 1])

    assert [point.threshold for point in roc_curve(rows)] == [0.6, 0.3, 0.0]


def test_one_class_has_no_rate_of_the_other_and_no_rows_have_no_rates(scored):
    one_class = roc_curve(scored("binary", score=[0.3, 0.6], label=[1, 1]), [0.5])
    empty = roc_curve(scored("binary", score=np.zeros(0), label=np.zeros(0)), [0.5])

    assert one_class[0].recall == 0.5
    assert math.isnan(one_class[0].false_positive_rate)
    assert math.isnan(empty[0].recall)


def test_only_two_classes_have_a_curve(scored):
    with pytest.raises(ProjectError, match="not-supported"):
        roc_curve(scored("regression", score=[1.0], label=[1.0]))
