"""The debiased calibration error against its definition and against simulation."""

import numpy as np
import pytest

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Quantity, single
from forebay.evaluate.ranking import ranking
from forebay.evaluate.sample import take_sample


def calibrated(rows):
    return ranking(rows, "score", take_sample(rows, ["score"]), ["calibration_error"]).calibration


def test_the_raw_error_is_the_mean_gap_of_fifteen_bins_of_equal_mass(scored):
    random = np.random.default_rng(2)
    score = random.random(1_500)
    label = (random.random(1_500) < score**2).astype(int)

    found = calibrated(scored("binary", score=score, label=label))

    order = np.argsort(score).reshape(15, 100)
    gaps = np.abs((label - score)[order].mean(axis=1))
    assert found.raw == pytest.approx(gaps.mean(), abs=1e-12)
    assert [b.weight for b in found.bins] == [100] * 15
    assert found.bins[3].mean_score == pytest.approx(score[order[3]].mean())


@pytest.mark.parametrize("n", [200, 1_000, 5_000])
@pytest.mark.parametrize("centre", [-4.0, -1.0, 1.0])
def test_what_chance_adds_is_that_of_a_parametric_bootstrap(scored, n, centre):
    """1,000 simulated sets of labels: the mean is known to 0.5 %, 2 % are allowed."""
    random = np.random.default_rng(n)
    score = 1 / (1 + np.exp(-(random.normal(size=n) + centre)))
    label = (random.random(n) < score).astype(int)

    found = calibrated(scored("binary", score=score, label=label))

    order = np.argsort(score, kind="stable")
    bins = np.minimum(14, (15 * (np.arange(n) + 0.5) / n).astype(int))
    simulated = (random.random((1_000, n)) < score[order]) - score[order]
    gaps = np.abs([[row[bins == b].sum() for b in range(15)] for row in simulated]).sum(axis=1) / n
    assert found.expected == pytest.approx(gaps.mean(), rel=0.02)


def test_equal_scores_stay_in_one_bin(scored):
    found = calibrated(scored("binary", score=[0.5] * 40 + [0.6], label=[1, 0] * 20 + [1]))

    assert [b.weight for b in found.bins] == [40, 1]


def test_a_calibrated_model_has_a_debiased_error_around_zero(scored):
    random = np.random.default_rng(7)
    errors = []
    for _ in range(30):
        score = random.random(600)
        label = (random.random(600) < score).astype(int)
        errors.append(calibrated(scored("binary", score=score, label=label)).error)

    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(30) + 1e-3


@pytest.mark.parametrize("slope", [0.7, 0.9, 1.0])
def test_the_interval_holds_the_figure_however_the_gaps_are_spread(scored, slope):
    model = single(Quantity("calibration_error"))
    for seed in range(20):
        random = np.random.default_rng(seed)
        score = random.random(2_000)
        label = (random.random(2_000) < score**slope).astype(int)
        rows = scored("binary", score=score, label=label)

        shown = estimate(Evidence(rows, [Quantity("calibration_error")]), model).interval()

        assert shown.lower <= max(0.0, shown.value) <= shown.upper
