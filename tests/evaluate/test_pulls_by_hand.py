"""The sums by hand with which coverage is measured, against the engine's."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Quantity

HAND = runpy.run_path(str(Path(__file__).with_name("by_hand.py")))
WORLDS = runpy.run_path(str(Path(__file__).with_name("worlds.py")))


@pytest.mark.parametrize("world", sorted(WORLDS["CALIBRATED"]))
def test_the_sums_by_hand_with_which_coverage_is_measured_are_the_engines(scored, world):
    label, score = WORLDS["CALIBRATED"][world].draw(np.random.default_rng(5), 1, 400)
    threshold = WORLDS["CALIBRATED"][world].threshold
    found = {**HAND["counts"](label, (score > threshold) * 1.0), **HAND["losses"](label, score)}
    found |= {"roc_auc": HAND["area"](label, score)}
    found |= {"average_precision": HAND["precision"](label, score)[:2]}

    for metric, (value, pulls) in found.items():
        quantity = Quantity(metric)
        rows = scored("binary", label=label[0], score=score[0], threshold=threshold)
        evidence = Evidence(rows, [quantity])
        assert evidence.value(quantity) == pytest.approx(value[0], rel=1e-9)
        same_spread(evidence.pulls({quantity: 1.0}), HAND["spreads"](pulls)[0])


def test_the_same_sums_of_numbers_are_the_engines(scored):
    label, score = WORLDS["Numbers"]("heavy").draw(np.random.default_rng(5), 1, 400)

    for metric, (value, pulls) in HAND["errors"](label, score).items():
        quantity = Quantity(metric)
        evidence = Evidence(scored("regression", label=label[0], score=score[0]), [quantity])
        assert evidence.value(quantity) == pytest.approx(value[0], rel=1e-9, abs=1e-12)
        same_spread(evidence.pulls({quantity: 1.0}), HAND["spreads"](pulls)[0])


def same_spread(found, expected):
    assert (found.variance, found.below, found.above) == pytest.approx(
        (expected.variance, expected.below, expected.above), rel=1e-6
    )
    assert found.df == expected.df
    assert found.skew == pytest.approx(expected.skew, abs=1e-6)
