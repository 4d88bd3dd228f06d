"""What is wrong with standards before any data is touched."""

import subprocess
import sys

import pytest

from forebay.gate.check_standards import check_standards


def lines(problems):
    return [f"{p.severity}[{p.name}]: {p.message}" for p in problems]


def test_good_standards_have_no_problem(standards):
    good = standards(
        "roc_auc >= 0.68, roc_auc >= baseline + 0.05, 1 - brier_score > 0.1, "
        "calibration_error <= 0.05, roc_auc >= 0.6 FOR EACH origin, positive_rate <= 0.3 WARN"
    )

    assert check_standards(good, "binary", ["origin", "is_late"]) == ()


def test_a_misspelt_metric_is_named_with_the_nearest(standards):
    (problem,) = check_standards(standards("roc_acu >= 0.68"), "binary")

    assert problem.name == "unknown-metric"
    assert problem.hint == 'did you mean "roc_auc"?'
    assert problem.span.text == "roc_acu"


def test_a_metric_of_another_task_is_said_to_be_one(standards):
    (problem,) = check_standards(standards("r2_score >= 0.68"), "binary")

    assert problem.message == '"r2_score" is no metric of a binary model'
    assert "regression" in problem.detail


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1 > 0", "error[invalid-standard]: the standard names no metric"),
        (
            "latency_p95_ms <= champion",
            'error[invalid-standard]: "latency_p95_ms" stands alone, compared with a number',
        ),
        ("size_mb >= 5", 'error[invalid-standard]: "size_mb" shall be small'),
        (
            "latency_p95_ms <= 5 FOR EACH origin",
            (
                'error[invalid-standard]: "latency_p95_ms" is a figure of the whole model, and has'
                " no slices"
            ),
        ),
        (
            "recall + precision >= champion",
            (
                'error[invalid-standard]: "champion" stands for the metric of its standard, '
                "and this one has 2"
            ),
        ),
        (
            "roc_auc > 0.6 FOR EACH orgin",
            'error[unknown-column]: the model\'s query has no column "orgin"',
        ),
        (
            "1 - roc_auc >= 0.3",
            (
                'warning[standard-direction]: a higher "roc_auc" is better, and this standard asks '
                "for a lower one"
            ),
        ),
        (
            "log_loss >= 0.3",
            (
                'warning[standard-direction]: a lower "log_loss" is better, and this standard asks '
                "for a higher one"
            ),
        ),
    ],
)
def test_a_standard_that_cannot_be_judged_is_told(standards, text, line):
    assert lines(check_standards(standards(text), "binary", ["origin"])) == [line]


def test_all_problems_come_at_once(standards):
    found = check_standards(standards("roc_acu > 1, recal > 2"), "binary")

    assert [problem.span.text for problem in found] == ["roc_acu", "recal"]


def test_names_are_checked_without_an_engine_or_numpy():
    """SEMANTICS 38: validation loads neither."""
    program = (
        "import sys, forebay.gate, forebay.gate.metric_names, forebay.evaluate.metric_names;"
        "print([m for m in ('numpy', 'duckdb', 'lightgbm', 'sqlglot') if m in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"
