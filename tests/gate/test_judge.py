"""The rules of the gate (SEMANTICS 25 to 28; the numbers are of docs/standards.md)."""

import math

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from forebay.errors import ProjectError
from forebay.gate.explain import explain
from forebay.gate.judge import JudgeContext, judge

FIRST = JudgeContext()
AGAINST = JudgeContext(champion="v7", has_champion=True)


def test_a_standard_passes_if_its_bound_meets_the_figure(gate_rows, standards, two_classes):
    """SEMANTICS 26: the one-sided 95 % bound."""
    label, score = two_classes(1, 3_000)

    verdict = judge(
        gate_rows("binary", label=label, score=score), standards("roc_auc >= 0.70"), FIRST
    )

    (found,) = verdict.standards
    assert (verdict.outcome, found.outcome) == ("PASS", "PASS")
    assert found.value == pytest.approx(roc_auc_score(label, score))
    assert 0.70 <= found.bound < found.value
    assert verdict.gate_rows == found.n_rows == 3_000


def test_a_standard_fails_if_the_opposite_bound_misses_the_figure(
    gate_rows, standards, two_classes
):
    label, score = two_classes(1, 3_000)

    verdict = judge(
        gate_rows("binary", label=label, score=score), standards("roc_auc >= 0.85"), FIRST
    )

    (found,) = verdict.standards
    assert (verdict.outcome, found.outcome) == ("FAIL", "FAIL")
    assert found.value < found.bound < 0.85


def test_between_the_bounds_nothing_is_proven_and_the_rows_needed_are_told(
    gate_rows, standards, two_classes
):
    label, score = two_classes(1, 3_000)
    near = round(roc_auc_score(label, score), 3) - 0.005
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards(f"roc_auc >= {near:.3f}"), FIRST)

    (found,) = verdict.standards
    assert (verdict.outcome, found.outcome) == ("NOT PROVEN", "NOT PROVEN")
    half, distance = found.value - found.bound, found.value - near
    assert found.rows_needed == pytest.approx(3_000 * (half / distance) ** 2, rel=0.06)
    assert f"about {found.rows_needed - 3_000:,}"[:8] in explain(found)


def test_the_rows_needed_do_decide(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    text = f"roc_auc >= {roc_auc_score(label, score) - 0.012:.4f}"
    (found,) = judge(
        gate_rows("binary", label=label, score=score), standards(text), FIRST
    ).standards
    times = -(-found.rows_needed // 3_000)

    more = gate_rows("binary", label=np.tile(label, times), score=np.tile(score, times))

    assert found.outcome == "NOT PROVEN"
    assert judge(more, standards(text), FIRST).outcome == "PASS"


def test_a_loss_passes_below_its_figure(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards("brier_score <= 0.22, brier_score <= 0.1"), FIRST)

    good, bad = verdict.standards
    assert (good.outcome, bad.outcome) == ("PASS", "FAIL")
    assert good.value < good.bound <= 0.22
    assert 0.1 < bad.bound < bad.value


def test_one_failure_outweighs_what_is_not_proven(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    near = roc_auc_score(label, score)
    rows = gate_rows("binary", label=label, score=score)

    both = judge(rows, standards(f"roc_auc >= {near:.4f}, roc_auc >= 0.9"), FIRST)
    passed = judge(rows, standards(f"roc_auc >= {near:.4f}, roc_auc >= 0.5"), FIRST)

    assert both.outcome == "FAIL"
    assert passed.outcome == "NOT PROVEN"


def test_point_judges_the_point_and_warn_does_not_count(gate_rows, standards, two_classes):
    """SEMANTICS 26: POINT, WARN."""
    label, score = two_classes(1, 3_000)
    near = roc_auc_score(label, score) - 0.001
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards(f"roc_auc >= {near:.4f} POINT, roc_auc >= 0.9 WARN"), FIRST)

    point, warned = verdict.standards
    assert (point.outcome, point.bound) == ("PASS", None)
    assert (warned.outcome, warned.warn) == ("FAIL", True)
    assert verdict.outcome == "PASS"


def test_no_confidence_judges_points_and_says_so(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    near = roc_auc_score(label, score) - 0.001
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards(f"roc_auc >= {near:.4f}"), JudgeContext(confidence=0.0))

    assert verdict.outcome == "PASS"
    assert "no confidence" in explain(verdict.standards[0])


@pytest.mark.parametrize(
    ("size", "note", "needed"),
    [((150, 0.5), "150 gate rows", 200), ((1_000, 0.03), "rows of class", None)],
)
def test_below_the_floor_nothing_is_proven(gate_rows, standards, two_classes, size, note, needed):
    n, share = size
    label, score = two_classes(1, n, lead=3.0, share=share)

    verdict = judge(
        gate_rows("binary", label=label, score=score), standards("roc_auc >= 0.5"), FIRST
    )

    (found,) = verdict.standards
    assert verdict.outcome == "NOT PROVEN"
    assert note in found.note
    assert found.rows_needed == (needed or pytest.approx(50_000 / label.sum(), rel=0.06))


def test_a_regression_needs_a_hundred_rows(gate_rows, standards):
    label = np.arange(99.0)
    rows = gate_rows("regression", label=label, score=label + 0.5)

    verdict = judge(rows, standards("mean_absolute_error <= 1"), FIRST)

    assert verdict.outcome == "NOT PROVEN"
    assert verdict.standards[0].rows_needed == 100


def test_no_gate_rows_prove_nothing(gate_rows, standards):
    """SEMANTICS 25."""
    rows = gate_rows("binary", label=np.zeros(0, int), score=np.zeros(0))

    written = judge(rows, standards("roc_auc >= 0.5, roc_auc >= champion"), FIRST)
    slices = judge(rows, standards("roc_auc >= 0.5 FOR EACH label"), FIRST)

    assert written.outcome == slices.outcome == "NOT PROVEN"
    assert written.gate_rows == 0
    assert not written.provisional


@pytest.mark.parametrize(("env", "provisional"), [("dev", True), ("prod", False)])
def test_a_model_that_cannot_be_proven_is_provisional_outside_prod(gate_rows, env, provisional):
    """SEMANTICS 25: no standards written and no evidence possible."""
    rows = gate_rows("binary", label=np.zeros(0, int), score=np.zeros(0))

    verdict = judge(rows, None, JudgeContext(can_be_proven=False, env=env))

    assert (verdict.outcome, verdict.provisional) == ("NOT PROVEN", provisional)


def test_a_provisional_model_does_not_replace_a_champion_of_another_target(gate_rows):
    """SEMANTICS 27."""
    rows = gate_rows("binary", label=np.zeros(0, int), score=np.zeros(0))
    context = JudgeContext(champion="new target", can_be_proven=False, env="dev")

    assert not judge(rows, None, context).provisional


def test_the_baseline_is_compared_on_the_same_rows(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards("roc_auc >= baseline + 0.05"), FIRST)

    (found,) = verdict.standards
    assert (found.outcome, found.baseline_value, found.needs) == ("PASS", 0.5, 0.55)


def test_a_comparison_is_paired(gate_rows, standards, two_classes):
    """SEMANTICS 26: two models that differ little are told apart on few rows."""
    label, score = two_classes(1, 2_000)
    noise = np.random.default_rng(2).normal(size=2_000)
    worse = 1 / (1 + np.exp(-(np.log(score / (1 - score)) + 0.5 * noise)))
    rows = gate_rows("binary", label=label, score=score, champion=worse)

    (found,) = judge(rows, standards("roc_auc > champion"), AGAINST).standards

    assert found.outcome == "PASS"
    assert found.note == "surely better than the champion"
    (alone,) = judge(rows, standards("roc_auc > 0.5"), AGAINST).standards
    # Less than half the width of an unpaired comparison of two such figures.
    assert found.value - found.bound < math.sqrt(2) * (alone.value - alone.bound) / 2
    assert found.champion_value == pytest.approx(roc_auc_score(label, worse))


def test_a_champion_is_compared_only_on_rows_that_it_was_not_trained_on(
    gate_rows, standards, two_classes
):
    """SEMANTICS 27."""
    label, score = two_classes(1, 3_000)
    champion = np.where(np.arange(3_000) < 1_000, np.nan, score)
    rows = gate_rows("binary", label=label, score=score, champion=champion)
    context = JudgeContext(champion="v7", has_champion=True, n_dropped=1_000)

    (found,) = judge(rows, standards("roc_auc >= champion - 0.01"), context).standards

    assert found.n_rows == 2_000
    assert (
        found.champion_value
        == found.value
        == pytest.approx(roc_auc_score(label[1000:], score[1000:]))
    )
    assert found.outcome == "PASS"
    assert "1,000 rows left out, v7 was trained on them" in found.note


def test_too_few_rows_to_compare_with_the_champion_prove_nothing(gate_rows, standards, two_classes):
    """SEMANTICS 27."""
    label, score = two_classes(1, 3_000)
    champion = np.where(np.arange(3_000) < 2_900, np.nan, score)
    rows = gate_rows("binary", label=label, score=score, champion=champion)

    verdict = judge(rows, standards("roc_auc >= 0.6, roc_auc >= champion - 0.01"), AGAINST)

    assert [s.outcome for s in verdict.standards] == ["PASS", "NOT PROVEN"]


def test_without_a_champion_the_comparison_is_void_and_printed(gate_rows, standards, two_classes):
    """SEMANTICS 26."""
    label, score = two_classes(1, 3_000)
    rows = gate_rows("binary", label=label, score=score)

    verdict = judge(rows, standards("roc_auc >= 0.6, roc_auc >= champion - 0.01"), FIRST)

    assert verdict.outcome == "PASS"
    assert explain(verdict.standards[1]) == "roc_auc >= champion - 0.01: VOID (no champion)"


@pytest.mark.parametrize("reason", ["new target", "not comparable"])
def test_a_champion_that_cannot_be_compared_is_replaced_only_with_a_reason(
    gate_rows, standards, two_classes, reason
):
    """SEMANTICS 27."""
    label, score = two_classes(1, 3_000)
    rows = gate_rows("binary", label=label, score=score)
    context = JudgeContext(champion=reason)

    silent = judge(rows, standards("roc_auc >= 0.6"), context)
    spoken = judge(rows, standards("roc_auc >= 0.6, roc_auc >= champion"), context)

    assert silent.outcome == spoken.outcome == "NOT PROVEN"
    assert [s.outcome for s in silent.standards] == ["PASS", "VOID"]
    assert [s.note for s in spoken.standards] == ["", reason]


def test_accuracies_that_rarely_differ_are_compared_exactly(gate_rows, standards):
    label = np.tile([0, 1], 500)
    score = label * 0.8 + 0.1
    champion = score.copy()
    champion[:20] = 1 - champion[:20]
    rows = gate_rows("binary", label=label, score=score, champion=champion)

    (found,) = judge(rows, standards("accuracy >= champion"), AGAINST).standards

    assert found.value - found.champion_value == pytest.approx(0.02)
    # 20 rows of 1,000, all to its favour: share at least 0.0133, lead at least 0.722.
    assert found.bound - found.needs == pytest.approx(0.0133 * 0.722, rel=0.01)


def test_a_formula_of_several_metrics_is_bounded_as_a_whole(gate_rows, standards, two_classes):
    label, score = two_classes(1, 4_000)
    rows = gate_rows("binary", label=label, score=score, threshold=0.4)

    verdict = judge(
        rows, standards("(precision + 2 * recall) / 3 >= 0.4, roc_auc - brier_score > 0.4"), FIRST
    )

    mean, difference = verdict.standards
    assert mean.outcome == difference.outcome == "PASS"
    assert mean.bound < mean.value
    assert difference.bound < difference.value


def test_a_loss_may_be_a_share_above_the_champions(gate_rows, standards):
    random = np.random.default_rng(1)
    label = random.normal(size=2_000)
    error = random.normal(size=2_000)
    rows = gate_rows("regression", label=label, score=label + error, champion=label + 1.001 * error)

    verdict = judge(rows, standards("mean_absolute_error <= champion * 1.02"), AGAINST)

    assert verdict.outcome == "PASS"


def test_an_undefined_metric_proves_nothing(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    rows = gate_rows("binary", label=label, score=score / 10)

    (found,) = judge(rows, standards("precision >= 0.1"), FIRST).standards

    assert (found.outcome, found.value) == ("NOT PROVEN", None)
    assert "undefined" in found.note


def test_a_gate_row_without_a_finite_score_fails_the_candidate(gate_rows, standards, two_classes):
    label, score = two_classes(1, 3_000)
    score[5] = np.nan

    verdict = judge(
        gate_rows("binary", label=label, score=score), standards("roc_auc >= 0.6"), FIRST
    )

    assert verdict.outcome == "FAIL"
    assert explain(verdict.standards[-1]) == (
        "every gate row is scored: FAIL (1 of 3,000 gate rows got no finite score)"
    )


def test_rows_of_one_group_are_not_counted_as_independent(gate_rows, standards, two_classes):
    label, score = two_classes(1, 400)
    copies = {"label": np.repeat(label, 10), "score": np.repeat(score, 10)}
    near = roc_auc_score(label, score) - 0.02
    written = standards(f"roc_auc >= {near:.4f}")

    alone = judge(gate_rows("binary", **copies), written, FIRST)
    grouped = judge(
        gate_rows("binary", **copies, block=np.repeat(np.arange(400), 10)), written, FIRST
    )

    assert alone.outcome == "PASS"
    assert grouped.outcome == "NOT PROVEN"


def test_a_standard_that_cannot_be_judged_is_an_error_of_the_project(gate_rows, standards):
    rows = gate_rows("regression", label=np.arange(3.0), score=np.arange(3.0))

    with pytest.raises(ProjectError, match="unknown-metric"):
        judge(rows, standards("roc_auc >= 0.6"), FIRST)


def test_the_same_rows_give_the_same_verdict(gate_rows, standards, two_classes):
    """SEMANTICS 11."""
    label, score = two_classes(1, 3_000)
    order = np.random.default_rng(3).permutation(3_000)
    written = standards("f1_score >= 0.1, roc_auc >= 0.5, log_loss <= 0.6")

    one = judge(gate_rows("binary", label=label, score=score), written, FIRST)
    other = judge(gate_rows("binary", label=label[order], score=score[order]), written, FIRST)

    assert one == other


@pytest.mark.parametrize("task", ["multiclass", "regression"])
def test_the_other_tasks_are_judged_as_well(gate_rows, world, task):
    random = np.random.default_rng(1)
    if task == "regression":
        label = random.normal(size=1_000)
        rows = gate_rows("regression", label=label, score=label + 0.3 * random.normal(size=1_000))
    else:
        workspace, _, _ = world
        from forebay.evaluate.scored_rows import ScoredRows

        relation = (
            "(SELECT i % 3 AS label, [p, (1 - p) / 2, (1 - p) / 2] AS score,"
            " [0.34, 0.33, 0.33] AS baseline, CAST(NULL AS DOUBLE[]) AS champion,"
            " CAST(NULL AS BIGINT) AS block FROM (SELECT i, CASE WHEN i % 3 = 0 THEN 0.5"
            " ELSE 0.2 END + (i * 7919 % 100) / 400.0 AS p FROM range(900) AS r(i)))"
        )
        rows = ScoredRows(workspace, relation, "multiclass", ("a", "b", "c"))

    verdict = judge(rows, None, FIRST)

    assert verdict.outcome == "PASS"
    assert [s.outcome for s in verdict.standards] == ["PASS", "VOID"]
    assert verdict.suggestion.startswith("STANDARDS (")
