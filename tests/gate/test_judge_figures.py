"""Models without a label: serving, and points of figures that are known (SEMANTICS 28)."""

import pytest

from forebay.errors import ProjectError
from forebay.gate.judge_figures import KnownFigures, Served, judge_figures, with_served
from forebay.gate.verdict import Verdict

FIGURES = KnownFigures(
    "clustering", {"davies_bouldin_index": 0.9, "mean_squared_distance": 2.5}, 40, on_training=False
)
SERVED = Served(100)


def test_a_version_that_does_not_give_its_answers_again_fails_whatever_its_figures(standards):
    found = judge_figures(
        FIGURES, standards("davies_bouldin_index < 1"), Served(100, "3 of 100 answers differ")
    )

    assert found.outcome == "FAIL"
    assert [s.outcome for s in found.standards] == ["FAIL", "PASS"]
    assert found.standards[0].note == "3 of 100 answers differ"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("davies_bouldin_index < 0.9", "FAIL"),
        ("davies_bouldin_index <= 0.9", "PASS"),
        ("davies_bouldin_index < 0.5 WARN", "PASS"),
        ("mean_squared_distance / 5 <= davies_bouldin_index", "PASS"),
        ("davies_bouldin_index <= 1, mean_squared_distance <= 2", "FAIL"),
    ],
)
def test_standards_are_met_by_points(text, outcome, standards):
    assert judge_figures(FIGURES, standards(text), SERVED).outcome == outcome


def test_a_figure_that_is_undefined_meets_nothing(standards):
    unknown = KnownFigures(
        "clustering", {"davies_bouldin_index": float("nan")}, 1, on_training=True
    )

    found = judge_figures(unknown, standards("davies_bouldin_index < 1"), SERVED)

    assert found.outcome == "FAIL"
    assert found.standards[1].value is None
    assert "undefined" in found.standards[1].note


@pytest.mark.parametrize("text", ["davies_bouldin_index < baseline", "roc_auc > 0.5"])
def test_what_needs_a_label_is_an_error(text, standards):
    with pytest.raises(ProjectError):
        judge_figures(FIGURES, standards(text), SERVED)


MEASURED = Served(
    100, requests=1_000, figures={"latency_p95_ms": 4.0, "size_mb": 2.0}, way="engine"
)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("latency_p95_ms <= 4", "PASS"),
        ("latency_p95_ms < 4", "FAIL"),
        ("latency_p95_ms <= 3 + 1, size_mb <= 1 WARN", "PASS"),
        ("davies_bouldin_index < 1, size_mb <= 1", "FAIL"),
        ("latency_p50_ms <= 4", "FAIL"),  # not measured: nobody may rely on it
    ],
)
def test_a_budget_is_met_by_what_was_measured(text, outcome, standards):
    found = judge_figures(FIGURES, standards(text), MEASURED)

    assert found.outcome == outcome
    assert found.serving == {"requests": 1_000, "way": "engine", **MEASURED.figures}


def test_a_version_that_does_not_serve_keeps_the_lines_of_its_budget(standards):
    found = with_served(
        Verdict("PASS", (), 300), Served(1, "it broke"), standards("latency_p95_ms <= 4")
    )

    assert [(s.text, s.outcome, s.note) for s in found.standards] == [
        ("serves", "FAIL", "it broke"),
        ("latency_p95_ms <= 4", "FAIL", "not measured"),
    ]
