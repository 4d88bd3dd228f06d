"""A gate part that is too small for any judgement (SEMANTICS 25)."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.gate.judge import JudgeContext, judge


@pytest.mark.parametrize(
    ("env", "sign", "written", "provisional"),
    [
        ("dev", 1, None, True),
        ("prod", 1, None, False),
        ("dev", -1, None, False),
        ("dev", 1, "roc_auc >= 0.5", False),
    ],
)
def test_a_gate_part_below_the_floor_is_no_evidence_either(
    gate_rows, standards, env, sign, written, provisional
):
    """SEMANTICS 25: worse than the baseline on points, or by written standards, it waits."""
    label = np.arange(60) % 2
    score = 0.2 + 0.6 * label
    rows = gate_rows("binary", label=label, score=score if sign > 0 else 1 - score)

    verdict = judge(rows, written and standards(written), JudgeContext(env=env))

    assert (verdict.outcome, verdict.provisional) == ("NOT PROVEN", provisional)
