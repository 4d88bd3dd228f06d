"""How often the gate is wrong, by drawing gate rows from known models again and again.

A rate of K repeats is known to sqrt(p (1 - p) / K); three of these are allowed beyond the promise.
The full size, ``make test-statistics``, reports the rates. Each judgement goes through the engine;
the same rates from far more samples, by sums, are in tests/evaluate/test_coverage.py and
test_reuse.py.
"""

import math
from statistics import NormalDist

import numpy as np
import pytest

from forebay.gate.judge import JudgeContext, judge


def sizes(few, many):
    return [few, pytest.param(many, marks=pytest.mark.slow_statistics)]


def at_most(share, repeats):
    return share + 3 * math.sqrt(share * (1 - share) / repeats)


def sample(random, positives, negatives, areas, shared=0.8):
    """Return labels and one column of scores per ROC area, correlated within each class."""
    label = np.repeat([1, 0], [positives, negatives])
    common = random.normal(size=len(label)) * math.sqrt(shared)
    columns = []
    for area in areas:
        own = random.normal(size=len(label)) * math.sqrt(1 - shared)
        lead = math.sqrt(2) * _normal_quantile(area)
        columns.append(1 / (1 + np.exp(-(common + own + lead * label))))
    return label, columns


def _normal_quantile(share):

    return NormalDist().inv_cdf(share)


@pytest.mark.parametrize("repeats", sizes(16, 200))
@pytest.mark.parametrize("positives", [50, 200])
def test_a_model_that_is_just_at_the_figure_passes_in_at_most_five_percent(
    gate_rows, standards, repeats, positives, record_property
):
    random = np.random.default_rng(1)
    written, passed = standards("roc_auc >= 0.80"), 0
    for _ in range(repeats):
        label, (score,) = sample(random, positives, 4 * positives, [0.80])
        rows = gate_rows("binary", label=label, score=score)
        passed += judge(rows, written, JudgeContext()).outcome == "PASS"

    record_property("false_pass", f"{passed / repeats:.3f}")
    assert passed / repeats <= at_most(0.05, repeats)


@pytest.mark.parametrize("repeats", sizes(40, 400))
def test_an_accuracy_two_points_below_the_figure_passes_in_at_most_five_percent(
    gate_rows, standards, repeats, record_property
):
    """The point rule passes 33 % at 100 rows and 19 % at 200."""
    random = np.random.default_rng(2)
    written, passed = standards("accuracy >= 0.90"), 0
    for _ in range(repeats):
        label = random.permutation(np.tile([0, 1], 100))
        right = random.random(200) < 0.88
        score = np.where(right == (label == 1), 0.9, 0.1)
        rows = gate_rows("binary", label=label, score=score)
        passed += judge(rows, written, JudgeContext()).outcome == "PASS"

    record_property("false_pass", f"{passed / repeats:.3f}")
    assert passed / repeats <= at_most(0.05, repeats)


@pytest.mark.parametrize("repeats", sizes(8, 100))
@pytest.mark.parametrize(
    ("challenger", "rates"),
    [
        ((0.02, True), (0.0, 0.07)),  # goal G2
        ((0.02, False), (0.0, 0.01)),  # goal G2
        ((0.0, True), (0.85, 1.0)),
    ],
)
def test_how_often_a_challenger_replaces_its_champion(
    gate_rows, repeats, challenger, rates, record_property
):
    """500 positives, correlated scores: judged without written standards."""
    (worse_by, retrain), (least, most) = challenger, rates
    random = np.random.default_rng(3)
    context = JudgeContext(champion="v7", has_champion=True, retrain=retrain)
    promoted = 0
    for _ in range(repeats):
        label, (score, champion) = sample(random, 500, 2_000, [0.80 - worse_by, 0.80])
        rows = gate_rows("binary", label=label, score=score, champion=champion)
        promoted += judge(rows, None, context).outcome == "PASS"

    rate = promoted / repeats
    record_property("promoted", f"{rate:.3f}")
    assert rate <= at_most(most, repeats)
    assert rate >= least - 3 * math.sqrt(least * (1 - least) / repeats)


@pytest.mark.parametrize("repeats", sizes(6, 150))
def test_ten_slices_that_are_just_at_the_figure_block_in_at_most_five_percent(
    gate_rows, standards, repeats, record_property
):
    """SEMANTICS 26: a tolerance of 5 points without a test blocks 33 % at 100 rows a slice."""
    random = np.random.default_rng(4)
    written, blocked = standards("accuracy >= 0.80 FOR EACH origin"), 0
    for _ in range(repeats):
        label = random.permutation(np.tile([0, 1], 500))
        right = random.random(1_000) < 0.80
        score = np.where(right == (label == 1), 0.9, 0.1)
        origin = (np.arange(1_000) % 10).astype(str)
        rows = gate_rows("binary", label=label, score=score, origin=origin)
        blocked += judge(rows, written, JudgeContext()).outcome == "FAIL"

    record_property("false_block", f"{blocked / repeats:.3f}")
    assert blocked / repeats <= at_most(0.05, repeats)
