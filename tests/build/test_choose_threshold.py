"""Thresholds by costs: chosen on tune rows, stored, and used wherever the model answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from forebay.algorithms.resolve_costs import Costs
from forebay.build.choose_threshold import _cheapest
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ForebayError
from forebay.session import connect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.shop import Shop

MODEL = """
CREATE MODEL converts
OPTIONS (model_type = '{kind}', input_label_cols = ['bought'], costs = [{costs}])
KEY (id) PREDICT AT NONE
STANDARDS (expected_cost <= {limit}, expected_cost <= baseline + 0.3)
AS SELECT id, pages, channel, bought FROM clean_visits;
"""
MISSED = "STRUCT(TRUE AS label, FALSE AS predicted, 5.0 AS cost)"
ALARM = "STRUCT(FALSE AS label, TRUE AS predicted, 1 AS cost)"


def with_costs(shop: Shop, kind: str = "LOGISTIC_REG", limit: float = 0.7, **more: str) -> None:
    costs = more.get("costs", f"{MISSED}, {ALARM}")
    shop.write("models/converts.sql", MODEL.format(kind=kind, costs=costs, limit=limit))


def stored(shop: Shop) -> dict[str, Any]:
    folder = next(shop.root.glob("**/converts/1/model.json"))
    found: dict[str, Any] = json.loads(folder.read_text())
    return found


@pytest.mark.parametrize("costs", [Costs(), Costs(0, 1, 9, 0), Costs(1, 30, 4, 0.5)])
@pytest.mark.parametrize("decimals", [1, 2, 16])
def test_no_threshold_costs_less_than_the_one_that_is_chosen(
    costs: Costs, decimals: int, tmp_path: Path
) -> None:
    """By trying all of them with scikit-learn's confusion matrix."""
    random = np.random.default_rng(decimals)
    score = random.beta(2, 3, 300).round(decimals)
    label = (random.random(300) < score).astype(int)
    with DuckDBEngine().workspace(
        threads=2, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
    ) as workspace:
        values = ", ".join(f"({s!r}::DOUBLE, {y})" for s, y in zip(score, label, strict=True))
        rows = f"SELECT * FROM (VALUES {values.replace('np.float64', '')}) AS t(__score, __label)"
        workspace.define_view("__tune_scored", rows)
        ((threshold, n1, n0),) = workspace.rows(_cheapest(costs))

    def cost(t: float) -> float:
        return float(np.dot(confusion_matrix(label, score > t).ravel(), costs))

    assert (n1, n0) == (label.sum(), 300 - label.sum())
    tried = [cost(t) for t in [-1.0, *score]]
    assert cost(float(str(threshold))) == pytest.approx(min(tried), abs=1e-9)


@pytest.mark.parametrize("kind", ["LOGISTIC_REG", "BOOSTED_TREE_CLASSIFIER"])
def test_a_model_with_costs_answers_and_is_judged_by_its_own_threshold(
    shop: Shop, kind: str
) -> None:
    with_costs(shop, kind)

    assert shop.build("+converts").exit_code == 0

    document = stored(shop)
    threshold = document["threshold"]
    assert 0.02 < threshold < 0.45  # a sixth, if probabilities were right
    assert document["facts"]["costs"]["threshold"].startswith("chosen on ")
    gate = next(shop.root.glob("**/converts/1/gate.parquet"))
    y, s = (
        np.array(column)
        for column in zip(
            *duckdb.sql(f"SELECT __label, __score FROM '{gate}'").fetchall(), strict=True
        )
    )
    tn, fp, fn, tp = confusion_matrix(y, s > threshold).ravel()
    first = shop.judged().verdict.standards[0]
    assert first.value == pytest.approx((fp + 5 * fn) / len(y), abs=1e-12)
    with connect(shop.root) as fb:
        text = "SELECT count(*) FROM ML.PREDICT(MODEL converts, TABLE clean_visits{}) WHERE {}"
        wrong = "(predicted_bought <> (ML.PROBABILITY(predicted_bought_probs, TRUE) > {}))"
        ask = fb.sql(text.format("", wrong.format(repr(threshold)))).fetchone()
        asked = fb.sql(text.format(", STRUCT(0.7 AS threshold)", wrong.format(0.7))).fetchone()
        matrix = fb.sql("SELECT * FROM ML.CONFUSION_MATRIX(MODEL converts)").fetchall()
        recall = fb.sql("SELECT recall FROM ML.EVALUATE(MODEL converts)").fetchone()
    assert (ask, asked) == ((0,), (0,))
    assert [tuple(row[1:]) for row in matrix] == [(tn, fp), (fn, tp)]
    assert recall == (pytest.approx(tp / (tp + fn)),)


def test_with_few_tune_rows_the_costs_alone_decide(shop: Shop) -> None:
    shop.visits(n=600)
    with_costs(shop, limit=5.0)

    shop.build("+converts")

    assert stored(shop)["threshold"] == pytest.approx(1 / 6)
    assert stored(shop)["facts"]["costs"]["threshold"] == "from the costs alone"


def test_a_challenger_with_costs_is_compared_with_the_champions_own_threshold(shop: Shop) -> None:
    shop.build("+converts")
    with_costs(shop)
    text = (shop.root / "models/converts.sql").read_text()
    shop.write("models/converts.sql", text.replace("<= baseline", "<= champion"))

    shop.build("converts")

    found = shop.judged().verdict.standards[1]
    gate = next(shop.root.glob("**/converts/2/gate.parquet"))
    rows = duckdb.sql(
        f"SELECT avg(CASE WHEN __label = 1 THEN CASE WHEN __champion > 0.5 THEN 0"
        f" ELSE 5 END ELSE CASE WHEN __champion > 0.5 THEN 1 ELSE 0 END END)"
        f" FROM '{gate}' WHERE __champion IS NOT NULL"
    )
    assert found.champion_value == pytest.approx(rows.fetchall()[0][0], abs=1e-12)


@pytest.mark.parametrize(
    ("costs", "name"),
    [
        ("STRUCT(TRUE AS label, FALSE AS predicted)", "bad-option"),
        ("STRUCT(TRUE AS label, FALSE AS predicted, -1.0 AS cost)", "bad-option"),
        (f"{MISSED}, STRUCT('maybe' AS label, TRUE AS predicted, 1.0 AS cost)", "bad-costs"),
        (MISSED, "bad-costs"),
    ],
)
def test_costs_that_are_wrong_are_refused_by_name(shop: Shop, costs: str, name: str) -> None:
    with_costs(shop, costs=costs)

    try:
        shop.build("+converts")
        told = [p.name for e in shop.events for p in getattr(e, "problems", ())]
    except ForebayError as error:
        told = [problem.name for problem in error.problems]

    assert told == [name]
