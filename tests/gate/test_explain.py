"""Verdicts as a person reads them."""

import json
from dataclasses import replace

import pytest

from forebay.errors import Source
from forebay.gate.explain import explain
from forebay.gate.from_json import verdict_from_json
from forebay.gate.to_json import verdict_to_json
from forebay.gate.verdict import StandardVerdict, Verdict
from forebay.gate.verdict_table import verdict_table

AUC = StandardVerdict("roc_auc >= 0.68", "PASS", 0.69, 0.684, 0.68, 6_000)
CHAMPION = StandardVerdict(
    "roc_auc >= champion - 0.01", "PASS", 0.69, 0.682, 0.678, 6_000, champion_value=0.688
)


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (AUC, "roc_auc 0.690, surely above 0.684, needs 0.680: PASS"),
        (
            replace(AUC, outcome="NOT PROVEN", bound=0.674, rows_needed=15_000),
            "roc_auc 0.690, surely above 0.674, needs 0.680: NOT PROVEN (about 9,000 more rows)",
        ),
        (
            replace(AUC, outcome="FAIL", value=0.64, bound=0.655),
            "roc_auc 0.640, surely below 0.655, needs 0.680: FAIL",
        ),
        (
            CHAMPION,
            "roc_auc 0.690, champion 0.688, change +0.002, surely above -0.006, needs -0.010: PASS",
        ),
        (
            StandardVerdict("log_loss <= 0.5", "PASS", 0.41, 0.43, 0.5, 900),
            "log_loss 0.410, surely below 0.430, needs 0.500: PASS",
        ),
        (
            replace(
                AUC, text="roc_auc >= 0.9 WARN", outcome="FAIL", needs=0.9, bound=0.7, warn=True
            ),
            "roc_auc 0.690, surely below 0.700, needs 0.900: FAIL (warning only)",
        ),
        (
            StandardVerdict("mean_absolute_error <= 20000", "PASS", 12345.6, 13001.0, 20000.0, 900),
            "mean_absolute_error 12,346, surely below 13,001, needs 20,000: PASS",
        ),
        (
            StandardVerdict(
                "roc_auc >= 0.6 FOR EACH origin", "FAIL", 0.5, 0.55, 0.6, 900, slice="JFK"
            ),
            "roc_auc[JFK] 0.500, surely below 0.550, needs 0.600: FAIL",
        ),
    ],
)
def test_a_verdict_reads_as_a_sentence(verdict, line):
    assert explain(verdict) == line


def test_the_table_has_the_columns_of_the_gate():
    verdict = Verdict("PASS", (AUC, CHAMPION), 6_000, "v7")

    rows = [
        (r.metric, r.standard, r.champion, r.candidate, r.change, r.outcome)
        for r in verdict_table(verdict)
    ]

    assert rows == [
        ("roc_auc", ">= 0.68", "-", "0.690", "-", "PASS"),
        ("roc_auc", ">= champion - 0.01", "0.688", "0.690", "+0.002", "PASS"),
    ]


def test_a_verdict_survives_json_without_its_places():
    placed = replace(
        AUC, span=Source("models/m.sql", "roc_auc >= 0.68").whole(), bound=float("nan")
    )
    verdict = Verdict("NOT PROVEN", (placed, CHAMPION), 6_000, "v7", suggestion="STANDARDS (...)")

    again = verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict), allow_nan=False)))

    assert again == replace(verdict, standards=(replace(AUC, bound=None), CHAMPION))


def test_a_verdict_of_a_newer_forebay_can_be_read():
    content = verdict_to_json(Verdict("PASS", (AUC,), 6_000)) | {"invented": 1}
    content["standards"][0]["invented"] = 2

    assert verdict_from_json(content).standards == (AUC,)


def test_a_standard_without_a_figure_is_named_instead():
    unknown = StandardVerdict(
        "roc_auc >= champion", "NOT PROVEN", None, None, None, 0, note="0 gate rows"
    )

    assert explain(unknown) == "roc_auc >= champion: NOT PROVEN (0 gate rows)"
