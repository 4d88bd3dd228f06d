"""What choosing adds to a figure, against integrals; a year of it is in test_reuse.py."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from forebay.gate.chance import PROMISED, Luck, figure_of_chance
from forebay.gate.judge import JudgeContext, judge

AGAINST = JudgeContext(champion="v7", has_champion=True, retrain=True)


@pytest.mark.parametrize("before", [Luck(), Luck(0.004, 0.9), Luck(0.02, 0.5)])
@pytest.mark.parametrize("least", [-0.02, -0.01, 0.0, 0.018])
def test_it_is_the_mean_and_the_variance_of_the_errors_that_stay(before, least):
    """Two normal errors; the challenger's stays where it is better by enough. Integrated."""
    error = 0.0167
    own = error / math.sqrt(2)
    champion = stats.norm(before.mean, own * math.sqrt(before.share))
    challenger = stats.norm(0, own)

    def moment(power):
        kept = integrate.quad(
            lambda c: c**power * challenger.cdf(c + least) * champion.pdf(c), -0.1, 0.1
        )
        taken = integrate.quad(
            lambda n: n**power * champion.cdf(n - least) * challenger.pdf(n), -0.1, 0.1
        )
        return kept[0] + taken[0]

    found = figure_of_chance(before, error, least)

    assert found.mean == pytest.approx(moment(1), abs=1e-9)
    variance = moment(2) - moment(1) ** 2
    assert found.share == pytest.approx(min(1.0, variance / own**2), abs=1e-7)


def test_a_year_on_the_same_rows_is_as_lucky_as_simulated_ones():
    """52 equal challengers: the error that stays, 20,000 times; known to 0.0001."""
    error, least = 0.0167, 0.0174
    own = error / math.sqrt(2)
    draw = np.random.default_rng(5)
    stays, luck = draw.normal(0, own, 20_000), Luck()
    for _ in range(52):
        challenger = draw.normal(0, own, 20_000)
        stays = np.where(challenger - stays >= least, challenger, stays)
        luck = figure_of_chance(luck, error, least)

    assert luck.mean == pytest.approx(stays.mean(), abs=0.0006)


def test_who_is_never_replaced_keeps_what_chance_gave_before():
    assert figure_of_chance(Luck(0.004, 0.8), 0.01, math.inf) == Luck(0.004, 0.8)


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
