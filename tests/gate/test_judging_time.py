"""Judging is not what a build waits for."""

import time

from forebay.evaluate.scored_rows import ScoredRows
from forebay.gate.judge import JudgeContext, judge

# 80,000 rows of a model, a champion and three origins; scores without ties.
GATE = """(
    SELECT CAST(random_ < score AS INTEGER) AS label, score,
        least(0.999, greatest(0.001, score + (noise - 0.5) * 0.05)) AS champion,
        0.3 AS baseline, CAST(NULL AS BIGINT) AS block, ['EWR', 'JFK', 'LGA'][i % 3 + 1] AS origin
    FROM (
        SELECT i, pow((i * 48271 % 2147483647) / 2147483647.0, 2) AS score,
            (i * 16807 * 40503 % 2147483647) / 2147483647.0 AS random_,
            (i * 69621 * 30011 % 2147483647) / 2147483647.0 AS noise
        FROM range(1, 80001) AS r(i)
    )
)"""


def test_eighty_thousand_rows_and_five_standards_take_less_than_two_seconds_of_cpu(
    world, standards
):
    workspace, _, _ = world
    rows = ScoredRows(workspace, GATE, "binary", ("no", "yes"))
    written = standards(
        "roc_auc >= 0.66, roc_auc >= baseline + 0.05, roc_auc >= champion - 0.01, "
        "calibration_error <= 0.05, roc_auc >= 0.60 FOR EACH origin"
    )

    begun = time.process_time()
    verdict = judge(rows, written, JudgeContext(champion="v7", has_champion=True))
    seconds = time.process_time() - begun

    assert verdict.gate_rows == 80_000
    # Three origins, against a figure and against the champion.
    assert len(verdict.standards) == 10
    assert seconds < 2.0
