"""What choosing adds to a figure, against integrals; a year of it is in test_reuse.py."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from forebay.gate.chance import PROMISED, figure_of_chance
from forebay.gate.judge import JudgeContext, judge

AGAINST = JudgeContext(champion="v7", has_champion=True, retrain=True)


@pytest.mark.parametrize("before", [0.0, 0.004, 0.02])
@pytest.mark.parametrize("least", [-0.02, -0.01, 0.0, 0.018])
def test_it_is_the_mean_of_the_differences_that_are_taken(before, least):
    error = 0.0167
    density = stats.norm(-before, error).pdf

    taken, _ = integrate.quad(lambda d: d * density(d), least, 0.3)

    assert figure_of_chance(before, error, least) == pytest.approx(before + taken, abs=1e-9)


def test_who_is_never_replaced_keeps_what_chance_gave_before():
    assert figure_of_chance(0.004, 0.01, math.inf) == 0.004


@pytest.mark.parametrize(("n", "is_told"), [(500, True), (10_000, False)])
def test_it_is_told_from_the_promise_on_beside_the_comparison(gate_rows, n, is_told):
    """With 100 positive rows, not with 2,000; no figure and no outcome is changed."""
    random = np.random.default_rng(3)
    label = (np.arange(n) % 5 == 0) * 1
    common = random.normal(size=n) * 0.9 + 1.2 * label
    score, champion = common + 0.45 * random.normal(size=(2, n))
    rows = gate_rows("binary", label=label, score=score, champion=champion)

    verdict = judge(rows, None, AGAINST)

    told = [s.text for s in verdict.standards if "luck of being chosen" in s.note]
    assert told == (["roc_auc >= champion - 0.01"] if is_told else [])
    assert (verdict.chance >= PROMISED) == is_told


def test_what_the_ledger_carries_is_added_to(gate_rows):
    random = np.random.default_rng(3)
    label = (np.arange(500) % 5 == 0) * 1
    score, champion = random.normal(size=(2, 500)) + 1.2 * label
    rows = gate_rows("binary", label=label, score=score, champion=champion)

    fresh, used = (
        judge(rows, None, JudgeContext("v7", has_champion=True, carried=carried)).chance
        for carried in (0.0, 0.01)
    )

    assert 0.0 < fresh < used < 0.01 + fresh


def test_without_a_champion_nothing_is_chosen(gate_rows, two_classes):
    label, score = two_classes(3, 500)

    assert judge(gate_rows("binary", label=label, score=score), None, JudgeContext()).chance == 0.0
