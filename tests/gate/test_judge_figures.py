"""Models without a label: serving, and points of figures that are known (SEMANTICS 28)."""

import pytest

from forebay.errors import ProjectError
from forebay.gate.judge_figures import KnownFigures, Served, judge_figures

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
