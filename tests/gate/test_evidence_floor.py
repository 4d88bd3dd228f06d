"""How little evidence is enough, and that it is told."""

import numpy as np
import pytest

from forebay.gate.judge import JudgeContext, judge


@pytest.mark.parametrize(
    ("least", "positives", "outcome", "note"),
    [
        (50, 34, "NOT PROVEN", '34 rows of class "yes", at least 50 are needed'),
        (20, 34, "PASS", "low evidence: 34 rows of the rarest class"),
        (20, 19, "NOT PROVEN", '19 rows of class "yes", at least 20 are needed'),
        (20, 60, "PASS", ""),
    ],
)
def test_less_evidence_is_enough_where_somebody_asked_and_the_verdict_says_so(
    gate_rows, standards, least, positives, outcome, note
):
    """Reliability 3.2, 2: 20 to 49 rows of a class only with min_evidence = 'LOW'."""
    label = np.arange(400) < positives
    rows = gate_rows("binary", label=label.astype(int), score=np.where(label, 0.8, 0.2))

    verdict = judge(rows, standards("roc_auc >= 0.6"), JudgeContext(least_of_class=least))

    (found,) = verdict.standards
    assert (found.outcome, found.note) == (outcome, note)
    assert verdict.class_rows == {"no": 400 - positives, "yes": positives}
