"""A year of weekly retraining: what the figure of the last champion promises too much.

Every week an equally good challenger is judged; those that look better are promoted more often, so
that the figure of the champion at the year's end is too high on average. The
decision is made by hand here, for many histories at once; that it is the gate's is shown first.
"""

import math
import runpy
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from forebay.evaluate.delta_bounds import delta_bounds
from forebay.evaluate.scale import Scale
from forebay.gate.chance import PROMISED, Luck, figure_of_chance
from forebay.gate.holdout import confidence_at
from forebay.gate.judge import JudgeContext, judge

EVALUATE = Path(__file__).parents[1] / "evaluate"
HAND = runpy.run_path(str(EVALUATE / "by_hand.py"))
WORLDS = runpy.run_path(str(EVALUATE / "worlds.py"))
AREA, MARGIN = 0.8, 0.01
LEAD = math.sqrt(2) * NormalDist().inv_cdf(AREA)
SLOW = pytest.mark.slow_statistics


def decisions(label, score, champion, *, retrain, look=1, carried=None):
    """Return which challengers are promoted without written standards, and their ROC areas.

    Third is what choosing adds to the figure of the one that stays, as the gate tells it.
    """
    (mine, pulls), (theirs, others) = (HAND["area"](label, s) for s in (score, champion))
    spreads = HAND["class_spreads"](label, pulls - others)
    alone = HAND["class_spreads"](label, pulls)
    carried = carried or [Luck()] * len(label)
    alpha = 1 - confidence_at(look)
    promoted, chances = [], []
    for k, spread in enumerate(spreads):
        found = delta_bounds(float(mine[k] - theirs[k]), spread, Scale(), "", more=1.0)
        ends, rarest = found.interval(0.6826894921370859), min(label[k].sum(), (1 - label[k]).sum())
        least = found.value - found.lower(alpha) - MARGIN
        if retrain:
            sure = 0.5 + 0.44 * min(1.0, rarest / 500)
            not_worse = found.value - found.upper(0.05)
            not_twice = found.value - found.lower((1 - sure) * alpha / 0.05) - 2 * MARGIN
            least = min(least, max(-MARGIN, not_worse, not_twice))
        useful = (
            delta_bounds(float(mine[k]), alone[k], Scale(0, 1), "", more=1.0).lower(alpha) > 0.5
        )
        promoted.append(found.value >= least and useful and look < 50)
        chances.append(figure_of_chance(carried[k], (ends.upper - ends.lower) / 2, least))
    return np.array(promoted), mine, chances


@pytest.mark.parametrize("retrain", [True, False])
@pytest.mark.parametrize("n", [500, 2_500])
def test_the_decision_by_hand_is_that_of_the_gate(gate_rows, n, retrain):
    world = WORLDS["Pair"]((0.79, 0.8), 0.8, 0.2)
    label, score, champion = world.draw(np.random.default_rng(n), 12, n)
    context = JudgeContext(champion="v7", has_champion=True, retrain=retrain)

    found = []
    for k in range(12):
        scores = {"score": score[k], "champion": champion[k]}
        rows = gate_rows("binary", label=label[k], baseline=np.full(n, 0.2), **scores)
        found.append(judge(rows, None, context))

    promoted, _, chances = decisions(label, score, champion, retrain=retrain)
    assert [verdict.outcome == "PASS" for verdict in found] == list(promoted)
    assert [verdict.chance for verdict in found] == pytest.approx(
        [luck.mean for luck in chances], abs=1e-12
    )


@pytest.mark.parametrize("repeats", [50, pytest.param(10_000, marks=SLOW)])
@pytest.mark.parametrize("positives", [100, 500, 2_000])
@pytest.mark.parametrize(
    ("worse_by", "retrain", "most"),
    [(0.02, True, 0.07), (0.02, False, 0.01), (0.0, True, 1.0), (0.0, False, 1.0)],
)
def test_how_often_a_challenger_is_promoted(
    positives, worse_by, retrain, most, repeats, record_property
):
    """Goal G2 of 500 positives and more; with 100 no bound can tell 0.02."""
    n, rate = 5 * positives, 0
    world = WORLDS["Pair"]((AREA - worse_by, AREA), 0.8, 0.2)
    random = np.random.default_rng(21)
    repeats = min(repeats, 4_000_000 // n * 4)
    few = max(1, min(repeats, 400_000 // n))
    for _ in range(repeats // few):
        rate += decisions(*world.draw(random, few, n), retrain=retrain)[0].sum()
    rate /= repeats // few * few

    record_property("promoted", f"{rate:.1%}")
    if positives >= 500:
        assert rate <= most + 3 * math.sqrt(most * (1 - most) / repeats)
    if worse_by == 0 and retrain:
        assert rate > 0.6


@pytest.mark.parametrize(
    ("n", "new", "repeats"),
    [
        (1_000, 1_000, 12),
        (1_000, 0, 12),
        pytest.param(5_000, 5_000, 300, marks=SLOW),  # every week is judged on its own rows
        pytest.param(1_000, 1_000, 900, marks=SLOW),  # the same with 100 positives
        pytest.param(1_000, 100, 900, marks=SLOW),  # nine of ten weeks are used again
        pytest.param(1_000, 0, 900, marks=SLOW),  # the same rows all the year
        pytest.param(5_000, 0, 300, marks=SLOW),
    ],
)
@pytest.mark.parametrize("retrain", [True, False])
def test_a_year_of_weekly_challengers_inflates_the_figure_by_what_is_told(
    n, new, retrain, repeats, record_property
):
    """Goal: 0.003. One gate row in ten is positive; 52 challengers that are equally good.

    The figure is that of the last verdict, less what the verdict says of chance where it is more
    than was promised. Recorded beside it is the figure as it stands.
    """
    random = np.random.default_rng(22)

    def noise(share, rows):
        return random.normal(size=(repeats, rows)) * math.sqrt(share)

    label = (random.random((repeats, n)) < 0.1).astype(float)
    common, own = noise(0.8, n), noise(0.2, n)  # own: what only the champion has
    look, since, chance = 0, 0, [Luck()] * repeats
    for _ in range(52):
        label = np.hstack([label[:, new:], (random.random((repeats, new)) < 0.1) * 1.0])
        common = np.hstack([common[:, new:], noise(0.8, new)])
        own = np.hstack([own[:, new:], noise(0.2, new)])
        since += new
        known = max(0.0, 1 - since / n)  # of the first rows that count as these
        look, since = (look + 1, since) if known > 0.8 else (1, 0)
        challenger, base = noise(0.2, n), common + LEAD * label
        # As the ledger carries it: of the rows of last week so many are there again.
        again = 1 - new / n
        carried = [Luck(again * c.mean, again**2 * c.share + 1 - again**2) for c in chance]
        promoted, _, chance = decisions(
            label, base + challenger, base + own, retrain=retrain, look=look, carried=carried
        )
        own = np.where(promoted[:, None], challenger, own)
    shown = HAND["area"](label, base + own)[0]
    told = np.array([luck.mean if luck.mean >= PROMISED else 0.0 for luck in chance])

    error = (shown - told).std() / math.sqrt(repeats)
    record_property("shown", f"{shown.mean() - AREA:+.4f}")
    record_property("less what is told", f"{(shown - told).mean() - AREA:+.4f}")
    record_property("known to", f"{error:.4f}")
    assert -PROMISED - 3 * error <= (shown - told).mean() - AREA <= PROMISED + 3 * error
