"""Figures against scikit-learn, their bounds against repeated samples."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import log_loss, r2_score, roc_auc_score

from forebay.build.audit.quality import difference, quality


def drawn(seed: int, n: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    labels = (random.random(n) < 0.3).astype(float)
    good = labels + random.normal(size=n)
    worse = 0.5 * labels + 0.5 * good + random.normal(size=n)
    return labels, np.round(good, 1)[:, None], worse[:, None]


def test_an_area_is_that_of_scikit_learn_with_ties_too() -> None:
    labels, scores, _ = drawn(1)

    found = quality(scores, labels, "binary").value

    assert found == pytest.approx(roc_auc_score(labels, scores[:, 0]), abs=1e-12)


def test_r_squared_and_mean_log_probability_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(2)
    truth = random.normal(size=300)
    said = truth + random.normal(size=300)
    classes = random.integers(0, 3, 300).astype(float)
    shares = random.dirichlet((1, 1, 1), 300)

    of_numbers = quality(said[:, None], truth, "regression").value
    of_classes = quality(shares, classes, "multiclass").value

    assert of_numbers == pytest.approx(r2_score(truth, said), abs=1e-12)
    assert of_classes == pytest.approx(-log_loss(classes, shares), abs=1e-12)


@pytest.mark.parametrize("task", ["binary", "regression"])
def test_one_sided_bounds_of_a_difference_are_wide_enough_and_no_wider(task: str) -> None:
    """Of 400 samples 95 % of lower bounds lie below the truth, within three deviations: 0.03."""
    found = []
    for seed in range(400):
        labels, good, worse = drawn(seed)
        found.append(difference(quality(good, labels, task), quality(worse, labels, task)))
    truth = np.mean([one.value for one in found])

    covered = np.mean([one.lower < truth for one in found])

    assert 0.92 <= covered <= 0.98


def test_rows_of_one_class_have_no_figure() -> None:
    assert np.isnan(quality(np.zeros((3, 1)), np.ones(3), "binary").value)
