"""Counts by true and predicted class."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix as oracle

from forebay.errors import ProjectError
from forebay.evaluate.confusion_matrix import confusion_matrix


def test_two_classes_are_split_above_the_threshold(scored):
    """SEMANTICS 29: the stored threshold."""
    rows = scored("binary", score=[0.3, 0.30001, 0.9, 0.1], label=[1, 1, 0, 0], threshold=0.3)

    found = confusion_matrix(rows)

    assert found.classes == ("no", "yes")
    assert found.counts == ((1, 1), (1, 1))


def test_several_classes_are_counted_as_scikit_learn_does(scored):
    random = np.random.default_rng(1)
    score = random.dirichlet(np.ones(4), 200)
    label = random.integers(0, 3, 200)  # the fourth class never occurs
    rows = scored("multiclass", classes=("a", "b", "c", "d"), score=score, label=label)

    found = confusion_matrix(rows)

    assert np.array_equal(found.counts, oracle(label, score.argmax(axis=1), labels=range(4)))


def test_a_regression_has_no_confusion_matrix(scored):
    with pytest.raises(ProjectError, match="not-supported"):
        confusion_matrix(scored("regression", score=[1.0], label=[1.0]))
