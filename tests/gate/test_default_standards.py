"""A model without written standards: better than trivial, not worse than before."""

import numpy as np
import pytest

from forebay.gate.judge import JudgeContext, judge

AGAINST = JudgeContext(champion="v7", has_champion=True)
RETRAINED = JudgeContext(champion="v7", has_champion=True, retrain=True)


def blurred(score, seed, noise):
    random = np.random.default_rng(seed)
    return 1 / (1 + np.exp(-(np.log(score / (1 - score)) + noise * random.normal(size=len(score)))))


def test_the_first_model_must_be_better_than_the_baseline(gate_rows, two_classes):
    label, score = two_classes(1, 2_000)
    useless = np.random.default_rng(1).random(2_000)
    context = JudgeContext()

    good = judge(gate_rows("binary", label=label, score=score), None, context)
    bad = judge(gate_rows("binary", label=label, score=useless), None, context)

    assert [(s.text, s.outcome) for s in good.standards] == [
        ("roc_auc > baseline", "PASS"),
        ("roc_auc >= champion - 0.01", "VOID"),
    ]
    assert good.outcome == "PASS"
    assert bad.outcome in {"NOT PROVEN", "FAIL"}


def test_the_suggestion_can_be_pasted_and_is_met(gate_rows, two_classes, standards):
    label, score = two_classes(1, 4_000, lead=1.5)
    score = score * 0.9
    rows = gate_rows("binary", label=label, score=score, champion=score)

    suggestion = judge(rows, None, AGAINST).suggestion

    pasted = standards(suggestion.removeprefix("STANDARDS (").removesuffix(")"))
    assert len(pasted) == 4
    assert judge(rows, pasted, AGAINST).outcome == "PASS"
    assert judge(rows, pasted, AGAINST).suggestion == ""


def test_a_redesign_must_be_proven_and_a_retrained_model_must_not_look_worse(
    gate_rows, two_classes
):
    """A comparison on 600 rows is inconclusive: the margin is smaller than its error."""
    label, truth = two_classes(1, 600)
    rows = gate_rows(
        "binary", label=label, score=blurred(truth, 1, 0.9), champion=blurred(truth, 2, 0.9)
    )

    redesign = judge(rows, None, AGAINST)
    retrained = judge(rows, None, RETRAINED)

    assert redesign.standards[1].outcome == "NOT PROVEN"
    assert retrained.standards[1].outcome == "PASS"
    assert retrained.standards[1].note.startswith("retrained, difference inconclusive")


def test_a_retrained_model_beyond_the_margin_is_held(gate_rows, two_classes):
    label, truth = two_classes(1, 600)
    rows = gate_rows(
        "binary", label=label, score=blurred(truth, 1, 1.6), champion=blurred(truth, 2, 0.3)
    )

    verdict = judge(rows, None, RETRAINED)

    found = verdict.standards[1]
    assert found.value < found.champion_value - 0.01
    assert verdict.outcome != "PASS"


def test_a_retrained_model_that_is_significantly_worse_is_held_even_within_the_margin(
    gate_rows, two_classes
):
    label, truth = two_classes(1, 60_000)
    slightly = np.where(np.arange(60_000) % 40 == 0, 0.3, truth)
    rows = gate_rows("binary", label=label, score=slightly, champion=truth)

    found = judge(rows, None, RETRAINED).standards[1]

    assert found.champion_value - 0.01 < found.value < found.champion_value
    assert "retrained" not in found.note
    assert found.outcome == "PASS"  # not worse by more than the margin, which is proven


def test_written_standards_are_not_loosened_for_a_retrained_model(
    gate_rows, two_classes, standards
):
    label, truth = two_classes(1, 600)
    rows = gate_rows(
        "binary", label=label, score=blurred(truth, 1, 0.9), champion=blurred(truth, 2, 0.9)
    )

    verdict = judge(rows, standards("roc_auc >= champion - 0.01"), RETRAINED)

    assert verdict.outcome == "NOT PROVEN"


@pytest.mark.parametrize("empty", [None, ()])
def test_no_standards_and_none_written_are_the_same(gate_rows, two_classes, empty):
    label, score = two_classes(1, 1_000)

    verdict = judge(gate_rows("binary", label=label, score=score), empty, JudgeContext())

    assert len(verdict.standards) == 2
