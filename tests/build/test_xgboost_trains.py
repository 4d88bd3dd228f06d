"""A model that XGBoost trains, through a whole build: what is told, kept, answered and tuned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import xgboost

from forebay import connect
from forebay.catalog import layout

if TYPE_CHECKING:
    from tests.shop import Shop

MODEL = """
CREATE MODEL converts
OPTIONS (model_type = '{kind}', input_label_cols = ['bought'], {options})
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.5)
AS SELECT id, pages, channel, bought FROM clean_visits;
"""


def built(shop: Shop, options: str, kind: str = "BOOSTED_TREE_CLASSIFIER") -> Any:
    shop.write("models/converts.sql", MODEL.format(kind=kind, options=options))
    shop.build("+converts")
    return json.loads((layout.model_folder(shop.root, "converts", 1) / "model.json").read_text())


def asked(shop: Shop, text: str) -> list[Any]:
    with connect(shop.root) as session:
        return list(session.sql(text).fetchall())


def test_the_version_says_that_xgboost_trained_and_why(shop: Shop) -> None:
    told = built(shop, "tree_method = 'APPROX', colsample_bylevel = 0.5, num_parallel_tree = 2")

    (note,) = [n for n in told["model"]["notes"] if "XGBoost" in n]
    assert note == (
        f"XGBoost {xgboost.__version__} grew the trees, because of tree_method APPROX,"
        " colsample_bylevel below 1."
    )
    assert told["facts"]["versions"]["xgboost"] == xgboost.__version__


def test_a_project_that_needs_no_xgboost_does_not_name_it(shop: Shop) -> None:
    assert "xgboost" not in built(shop, "num_parallel_tree = 2")["facts"]["versions"]


def test_what_is_explained_adds_up_to_what_is_predicted(shop: Shop) -> None:
    built(shop, "tree_method = 'EXACT', category_encoding_method = 'TARGET_ENCODING'")

    rows = asked(
        shop,
        "SELECT prediction_value, baseline_prediction_value,"
        " list_sum(list_transform(top_feature_attributions, lambda x: x.attribution))"
        " FROM ML.EXPLAIN_PREDICT(MODEL converts, (SELECT * FROM clean_visits))",
    )

    assert rows
    assert all(abs(value - base - parts) < 1e-9 for value, base, parts in rows)


def test_a_forest_of_xgboost_answers_with_shares(shop: Shop) -> None:
    built(shop, "colsample_bylevel = 0.5, num_parallel_tree = 20", "RANDOM_FOREST_CLASSIFIER")

    shares = asked(
        shop,
        "SELECT ML.PROBABILITY(predicted_bought_probs, TRUE)"
        " FROM ML.PREDICT(MODEL converts, (SELECT * FROM clean_visits))",
    )

    assert all(0 <= share <= 1 for (share,) in shares)
    assert len(set(shares)) > 5


def test_each_trial_is_trained_by_what_can(shop: Shop) -> None:
    """The second candidate is not possible with colsample_bynode: it fails alone."""
    built(
        shop,
        "num_trials = 3, hparam_tuning_algorithm = 'GRID_SEARCH', colsample_bynode = 0.8,"
        " tree_method = HPARAM_CANDIDATES(['AUTO', 'EXACT', 'APPROX'])",
    )

    rows = asked(
        shop,
        "SELECT hyperparameters.tree_method, status, error_message"
        " FROM ML.TRIAL_INFO(MODEL converts) ORDER BY trial_id",
    )

    assert {method: status for method, status, _ in rows} == {
        "AUTO": "SUCCEEDED",
        "EXACT": "INFEASIBLE",
        "APPROX": "SUCCEEDED",
    }
    (said,) = [message for method, _, message in rows if method == "EXACT"]
    assert "colsample_bynode below 1" in said
