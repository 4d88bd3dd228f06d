"""Calibrated models: one probability wherever they answer, put right where nothing learned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from forebay.build.event import Noticed
from forebay.catalog import layout
from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop

MODEL = """
CREATE MODEL converts
OPTIONS (model_type = '{kind}', input_label_cols = ['{label}']{more})
KEY (id) PREDICT AT NONE
STANDARDS ({standards})
AS SELECT id, pages, channel, {label} FROM clean_visits;
"""
# Whoever weights classes gets probabilities that are too high or too low.
WEIGHTED = ", class_weights = [STRUCT('true', 6.0), STRUCT('false', 1.0)]"


def calibrated(
    shop: Shop,
    method: str,
    *,
    kind: str = "LOGISTIC_REG",
    label: str = "bought",
    standards: str = "calibration_error <= 0.2",
    more: str = WEIGHTED,
) -> None:
    more += f", calibration_method = '{method}'" if method else ""
    text = MODEL.format(kind=kind, label=label, more=more, standards=standards)
    shop.write("models/converts.sql", text)


def stored(shop: Shop, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (layout.model_folder(shop.root, "converts", number) / "model.json").read_text()
    )
    return found


def notices(shop: Shop) -> list[str]:
    return [e.problem.name for e in shop.events if isinstance(e, Noticed)]


def test_a_calibrated_model_gives_one_probability_everywhere(shop: Shop) -> None:
    """Gate rows, ML.PREDICT, ML.EVALUATE, explanations, one row alone; the curve is Platt's."""
    calibrated(shop, "PLATT")

    assert shop.build("+converts").exit_code == 0

    document = stored(shop)
    assert document["format"] == 4
    assert document["calibration"]["method"] == "PLATT"
    line = document["calibration"]["curves"][0]
    folder = layout.model_folder(shop.root, "converts", 1)
    gate = f"'{folder / 'gate.parquet'}'"
    with connect(shop.root) as fb:
        told = fb.sql("""
            SELECT id, ML.PROBABILITY(predicted_bought_probs, TRUE) AS p FROM
            ML.PREDICT(MODEL converts, TABLE clean_visits) ORDER BY id
        """).fetchall()
        explained = fb.sql("""
            SELECT id, CASE WHEN predicted_bought THEN probability ELSE 1 - probability END,
              CASE WHEN predicted_bought THEN 1 ELSE -1 END * prediction_value
            FROM ML.EXPLAIN_PREDICT(MODEL converts, TABLE clean_visits) ORDER BY id
        """).fetchall()
        evaluated = fb.sql("SELECT log_loss FROM ML.EVALUATE(MODEL converts)").fetchone()
    by_id = dict(told)
    kept = duckdb.sql(f"SELECT id, __score, __label FROM {gate}").fetchall()
    assert all(by_id[i] == score for i, score, _ in kept)
    assert [p for _, p in told] == pytest.approx([p for _, p, _ in explained], abs=1e-15)
    raw = 1 / (1 + np.exp(-np.array([value for *_, value in explained])))
    inside = 1e-6 + (1 - 2e-6) * raw
    odds = np.log(inside / (1 - inside)) * line["slope"] + line["intercept"]
    assert [p for _, p in told] == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-12)
    loss = -np.mean([np.log(s if y else 1 - s) for _, s, y in kept])
    assert evaluated == (pytest.approx(loss, abs=1e-12),)


def test_calibration_rows_are_no_other_parts_rows_and_the_line_is_theirs(shop: Shop) -> None:
    """What is left to put right on gate rows is within what 600 rows let one know."""
    calibrated(shop, "PLATT")
    shop.build("+converts")

    document = stored(shop)
    counts = document["facts"]["split"]["counts"]
    assert counts["tune"] == 0
    assert sum(counts.values()) == 2980
    assert counts["calibrate"] == pytest.approx(0.1 * (2980 - counts["gate"]), rel=0.2)
    assert document["facts"]["calibration"]["rows"] == counts["calibrate"]
    folder = layout.model_folder(shop.root, "converts", 1)
    keys = duckdb.sql(f"SELECT count(*) FROM '{folder / 'trained_keys.parquet'}'").fetchall()
    assert keys == [(counts["train"] + counts["calibrate"],)]

    gate = duckdb.sql(f"SELECT __score, __label FROM '{folder / 'gate.parquet'}'").fetchnumpy()
    odds = np.log(gate["__score"] / (1 - gate["__score"]))[:, None]
    again = LogisticRegression(C=np.inf).fit(odds, gate["__label"])
    assert again.coef_[0][0] == pytest.approx(1, abs=0.35)
    assert again.intercept_[0] == pytest.approx(0, abs=0.4)


@pytest.mark.parametrize(
    ("method", "kind"),
    [("ISOTONIC", "BOOSTED_TREE_CLASSIFIER"), ("AUTO", "RANDOM_FOREST_CLASSIFIER")],
)
def test_the_verdict_shows_figures_before_and_after(shop: Shop, method: str, kind: str) -> None:
    shop.visits(n=3600)
    calibrated(shop, method, kind=kind, more=f"{WEIGHTED}, calibration_fraction = 0.45")

    assert shop.build("+converts").exit_code == 0

    verdict = shop.judged().verdict
    told = stored(shop)["facts"]["calibration"]["on_gate_rows"]
    before, after = (
        {name: float(value[when]) for name, value in told.items()} for when in ("before", "after")
    )
    if method == "ISOTONIC":
        assert verdict.calibration.startswith("ISOTONIC, fitted on 1,")
        assert before["calibration_error"] > 0.05 > after["calibration_error"]
        assert f"calibration_error {before['calibration_error']:.3f} before" in verdict.calibration
    assert after["log_loss"] <= before["log_loss"] + 1e-3
    assert after["roc_auc"] == before["roc_auc"]
    assert verdict.standards[0].value == after["calibration_error"]


def test_three_classes_are_calibrated_and_sum_to_one(shop: Shop) -> None:
    shop.visits(n=6000)
    text = (shop.root / "tables/clean_visits.sql").read_text()
    shop.write(
        "tables/clean_visits.sql",
        text.replace(
            "paid = 1 AS bought",
            "CASE WHEN paid = 1 THEN 'buys' WHEN id % 3 = 0 THEN 'asks' ELSE 'goes' END AS bought",
        ),
    )
    shop.write("tables/scored.sql", "CREATE TABLE scored AS SELECT 1 AS one;")
    weights = "STRUCT('buys', 6.0), STRUCT('asks', 1.0), STRUCT('goes', 1.0)"
    more = f", class_weights = [{weights}]"
    calibrated(shop, "PLATT", standards="log_loss <= 2", more=more)

    assert shop.build("+converts").exit_code == 0

    told = stored(shop)["facts"]["calibration"]["on_gate_rows"]["calibration_error"]
    assert float(told["after"]) < float(told["before"])
    with connect(shop.root) as fb:
        rows = fb.sql("""
            SELECT list_sum(list_transform(predicted_bought_probs, lambda x: x.prob)),
              predicted_bought = predicted_bought_probs[1].label
            FROM ML.PREDICT(MODEL converts, TABLE clean_visits)
        """).fetchall()
    assert {is_first for _, is_first in rows} == {True}
    assert [total for total, _ in rows] == pytest.approx([1] * len(rows), abs=1e-12)


def test_costs_choose_a_threshold_for_calibrated_scores_on_rows_of_their_own(shop: Shop) -> None:
    costs = (
        ", costs = [STRUCT(TRUE AS label, FALSE AS predicted, 5.0 AS cost),"
        " STRUCT(FALSE AS label, TRUE AS predicted, 1 AS cost)]"
    )
    shop.visits(n=9000)
    calibrated(shop, "PLATT", more=WEIGHTED + costs, standards="expected_cost <= 0.8")

    assert shop.build("+converts").exit_code == 0

    counts = stored(shop)["facts"]["split"]["counts"]
    assert min(counts[part] for part in ("train", "tune", "calibrate", "gate")) > 500
    assert 0.08 < stored(shop)["threshold"] < 0.3  # a sixth, as probabilities are right


def test_probabilities_that_are_surely_wrong_are_warned_of(shop: Shop) -> None:
    calibrated(shop, "")
    shop.build("+converts")
    assert "miscalibrated" in notices(shop)
    assert shop.judged().verdict.calibration == ""

    calibrated(shop, "PLATT")
    shop.build("+converts")
    assert "miscalibrated" not in notices(shop)


def test_with_few_rows_scores_stay_as_they_are_and_the_build_says_so(shop: Shop) -> None:
    shop.visits(n=700)
    calibrated(shop, "ISOTONIC", standards="roc_auc >= 0.5")

    shop.build("+converts")

    assert "not-calibrated" in notices(shop)
    assert stored(shop)["calibration"] is None
    assert shop.judged().verdict.calibration.startswith("scores are not calibrated: ")


def test_a_changed_waiver_is_shown_without_training_again(shop: Shop) -> None:
    """model.json has what was waived when it was trained; the verdict what is waived now."""
    shop.build("+converts")
    text = (shop.root / "models/converts.sql").read_text()
    waived = "ALLOW LEAKAGE (pages) BECAUSE 'known at the visit'\nSTANDARDS"
    shop.write("models/converts.sql", text.replace("STANDARDS", waived))

    shop.build("converts")

    assert shop.outcomes() == {"converts": "judged"}
    (waiver,) = shop.judged().verdict.waivers
    assert (waiver.columns, waiver.reason) == (("pages",), "known at the visit")
    with shop.catalog() as catalog:
        version = catalog.versions.numbered("converts", 1)
    assert version is not None
    kept: Any = version.details
    assert "known at the visit" in json.dumps(kept)


def test_two_builds_give_one_model_hash(shop: Shop) -> None:
    calibrated(shop, "AUTO")
    shop.build("+converts")
    shop.build("converts", force=("converts",))

    with shop.catalog() as catalog:
        ids = [v.content_id for v in catalog.versions.of("converts")]
    assert len(ids) == 2
    assert len(set(ids)) == 1
