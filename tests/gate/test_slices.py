"""FOR EACH and FOR n PERCENT OF."""

import numpy as np
import pytest

from forebay.gate.explain import explain
from forebay.gate.judge import JudgeContext, judge
from forebay.gate.verdict_table import verdict_table

FIRST = JudgeContext()


@pytest.fixture
def sliced(gate_rows, two_classes):
    """Make rows of slices: ``sliced(EWR=(n, lead), ...)``; None is the NULL slice."""

    def make(slices):
        labels, scores, names = [], [], []
        for seed, (name, (n, lead)) in enumerate(slices.items()):
            label, score = two_classes(seed, n, lead=lead)
            labels.append(label)
            scores.append(score)
            names += [name or ""] * n
        return gate_rows(
            "binary",
            label=np.concatenate(labels),
            score=np.concatenate(scores),
            origin=np.array(names),
        )

    return make


def test_each_slice_must_not_be_significantly_below(sliced, standards):
    """SEMANTICS 26: a slice whose point is a little below the figure is not refused for it."""
    rows = sliced({"EWR": (3_000, 1.0), "LGA": (400, 0.7), "JFK": (1_500, 0.2)})

    verdict = judge(rows, standards("roc_auc >= 0.72 FOR EACH origin"), FIRST)

    found = {s.slice: s for s in verdict.standards}
    assert {name: s.outcome for name, s in found.items()} == {
        "EWR": "PASS",
        "LGA": "PASS",
        "JFK": "FAIL",
    }
    assert found["LGA"].value < 0.72
    assert verdict.outcome == "FAIL"
    assert "roc_auc[LGA]" in explain(found["LGA"])
    assert "not significantly below 0.720: PASS" in explain(found["LGA"])
    assert "surely below" in explain(found["JFK"])


def test_small_slices_are_grey(sliced, standards):
    rows = sliced({"EWR": (3_000, 1.0), "LGA": (49, 1.0)})

    verdict = judge(rows, standards("roc_auc >= 0.6 FOR EACH origin"), FIRST)

    big, small = verdict.standards
    assert (small.slice, small.outcome, small.n_rows) == ("LGA", "VOID", 49)
    assert "50 rows, 10 of each class" in small.note
    assert [row.is_grey for row in verdict_table(verdict)] == [False, True]
    assert verdict.outcome == "PASS"
    assert big.outcome == "PASS"


def test_a_slice_without_ten_rows_of_a_class_is_grey(gate_rows, standards, two_classes):
    label, score = two_classes(1, 2_000)
    origin = np.where(np.arange(2_000) < 300, "LGA", "EWR")
    label[:300] = np.arange(300) < 9
    rows = gate_rows("binary", label=label, score=score, origin=origin)

    verdict = judge(rows, standards("roc_auc >= 0.5 FOR EACH origin"), FIRST)

    assert [(s.slice, s.outcome) for s in verdict.standards] == [("EWR", "PASS"), ("LGA", "VOID")]


def test_many_small_slices_are_told_in_one_line(gate_rows, standards, two_classes):
    label, score = two_classes(1, 2_000)
    tail = np.where(np.arange(2_000) < 1_000, "main", (np.arange(2_000) % 300).astype(str))
    rows = gate_rows("binary", label=label, score=score, tail=tail)

    verdict = judge(rows, standards("roc_auc >= 0.5 FOR EACH tail"), FIRST)

    assert len(verdict.standards) == 2
    assert verdict.standards[1].slice == "300 others"
    assert verdict.standards[1].n_rows == 1_000


def test_the_more_slices_the_stronger_the_evidence_against_one_must_be(sliced, standards):
    """SEMANTICS 26: Holm. Alone the slice would fail at 5 %."""
    weak = {"weak": (300, 0.62)}
    good = {f"good {k}": (300, 1.5) for k in range(12)}
    written = standards("roc_auc >= 0.72 FOR EACH origin")

    alone = judge(sliced(weak), written, FIRST)
    among = judge(sliced(weak | good), written, FIRST)

    assert alone.outcome == "FAIL"
    assert among.outcome == "PASS"


def test_slices_are_compared_with_the_champion_where_it_was_scored(
    gate_rows, standards, two_classes
):
    label, score = two_classes(1, 4_000)
    origin = np.where(np.arange(4_000) % 2, "EWR", "LGA")
    champion = np.where(origin == "LGA", np.nan, score)
    rows = gate_rows("binary", label=label, score=score, champion=champion, origin=origin)
    context = JudgeContext(champion="v7", has_champion=True)

    verdict = judge(rows, standards("roc_auc >= champion - 0.05 FOR EACH origin"), context)

    assert [(s.slice, s.n_rows) for s in verdict.standards] == [("EWR", 2_000)]


def test_a_share_of_rows_must_lie_in_slices_that_hold(sliced, standards):
    """SEMANTICS 26: FOR n PERCENT OF."""
    rows = sliced({"EWR": (1_500, 1.0), "LGA": (1_500, 1.0), "JFK": (1_000, 0.0)})

    verdict = judge(
        rows,
        standards(
            "roc_auc >= 0.7 FOR 70 PERCENT OF origin, roc_auc >= 0.7 FOR 90 PERCENT OF origin"
        ),
        FIRST,
    )

    passed, failed = verdict.standards
    assert (passed.outcome, passed.value, passed.needs) == ("PASS", 0.75, 0.7)
    assert failed.outcome == "FAIL"
    assert "significantly below: JFK" in failed.note
    assert "holds for 75.0% of rows, needs 90.0%: FAIL" in explain(failed)


def test_rows_of_small_slices_prove_neither_side_of_a_share(sliced, standards):
    rows = sliced({"EWR": (600, 1.0)} | {f"small {k}": (40, 1.0) for k in range(10)})

    verdict = judge(rows, standards("roc_auc >= 0.6 FOR 90 PERCENT OF origin"), FIRST)

    (found,) = verdict.standards
    assert (found.outcome, found.value) == ("NOT PROVEN", 0.6)
    assert "400 rows in slices too small to judge" in found.note


@pytest.mark.parametrize(
    ("worse", "text", "outcomes"),
    [
        ("", "roc_auc >= 0.6 FOR EACH origin", {"EWR": "PASS", "LGA": "PASS"}),
        ("LGA", "roc_auc >= 0.6 FOR EACH origin", {"EWR": "PASS", "LGA": "FAIL"}),
        ("LGA", "roc_auc >= 0.6 FOR EACH origin WARN", {}),
        ("LGA", "roc_auc >= champion - 0.3 FOR EACH origin", {}),
    ],
    ids=["as good", "one is worse", "only warned", "compared as written"],
)
def test_no_slice_that_a_standard_names_may_lose_much_against_the_champion(
    gate_rows, standards, two_classes, worse, text, outcomes
):
    """Reliability 3.2, 6: no slice significantly worse by more than 0.05."""
    label, champion = two_classes(5, 6_000, lead=1.6)
    draw = np.random.default_rng(6)
    origin = np.array(["EWR", "LGA"])[draw.integers(0, 2, 6_000)]
    noise = np.where(origin == worse, 0.45, 0.01) * draw.normal(size=6_000)
    rows = gate_rows(
        "binary", label=label, score=champion + noise, champion=champion, origin=origin
    )

    verdict = judge(rows, standards(text), JudgeContext("v1", has_champion=True))

    implied = "roc_auc >= champion - 0.05 FOR EACH origin"
    found = {s.slice: s.outcome for s in verdict.standards if s.text == implied}
    assert found == outcomes
    assert verdict.outcome == ("FAIL" if "FAIL" in outcomes.values() else "PASS")
