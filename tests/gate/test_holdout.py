"""Gate rows that are looked at often prove less (reliability 3.2, 9)."""

from __future__ import annotations

import pytest

from forebay.gate import JudgeContext
from forebay.gate.holdout import confidence_at, look_notice
from forebay.gate.judge import judge


@pytest.mark.parametrize(
    ("look", "alpha"), [(1, 0.05), (9, 0.05), (10, 0.025), (19, 0.025), (50, 0.05 / 32)]
)
def test_the_error_rate_is_halved_after_every_ten_looks(look, alpha):
    assert confidence_at(look) == pytest.approx(1 - alpha, abs=1e-15)


def test_a_warning_begins_at_the_twentieth_look():
    assert look_notice(19, "m", None, 0.975) is None
    assert "looked at 20 times" in look_notice(20, "m", None, 0.9875).message


@pytest.fixture
def judged(gate_rows, standards, two_classes):
    """Judge the same 1,000 rows at some look: ``judged(12)``."""
    label, score = two_classes(3, 1000)
    rows = gate_rows("binary", label=label, score=score)

    def at(look, text="roc_auc >= 0.5"):
        return judge(rows, standards(text), JudgeContext(look=look, confidence=confidence_at(look)))

    return at


def test_from_the_fiftieth_look_on_nothing_passes_by_itself(judged):
    before, at = (judged(look) for look in (49, 50))

    assert (before.outcome, at.outcome) == ("PASS", "NOT PROVEN")
    line = next(s for s in at.standards if s.text == "holdout")
    assert "a fifth of them must be new" in line.note
    assert all(s.outcome == "PASS" for s in at.standards if s.text != "holdout")


def test_bounds_are_wider_at_later_looks(judged):
    first, later = (
        next(s for s in judged(look).standards if s.value is not None) for look in (1, 40)
    )

    assert first.value == later.value
    assert later.bound < first.bound
