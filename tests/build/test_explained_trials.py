"""A tuned random forest with a TRANSFORM clause is explained for the trial that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forebay import connect

if TYPE_CHECKING:
    from tests.shop import Shop

MODEL = """
CREATE MODEL converts
TRANSFORM (ML.STANDARD_SCALER(pages) OVER () AS scaled, upper(channel) AS channel_name, bought)
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['bought'],
  num_trials = 2, hparam_tuning_algorithm = 'GRID_SEARCH', num_parallel_tree = 5,
  max_tree_depth = HPARAM_CANDIDATES([2, 5]))
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.5)
AS SELECT id, pages, channel, bought FROM clean_visits;
"""
ROWS = "(SELECT * FROM clean_visits ORDER BY id LIMIT 50)"


def test_each_trial_of_a_forest_is_explained_by_parts_that_add_up_to_its_prediction(
    shop: Shop,
) -> None:
    shop.write("models/converts.sql", MODEL)
    shop.build("+converts")
    with connect(shop.root) as session:

        def ask(text: str) -> list[Any]:
            return list(session.sql(text).fetchall())

        told, everywhere = [], []
        for trial in (1, 2):
            explained = ask(
                "SELECT predicted_bought, probability, baseline_prediction_value,"
                " prediction_value, top_feature_attributions FROM ML.EXPLAIN_PREDICT("
                f"MODEL converts, {ROWS}, STRUCT({trial} AS trial_id)) ORDER BY id"
            )
            predicted = ask(
                "SELECT predicted_bought, ML.PROBABILITY(predicted_bought_probs, predicted_bought)"
                f" FROM ML.PREDICT(MODEL converts, {ROWS}, STRUCT({trial} AS trial_id)) ORDER BY id"
            )
            assert [(row[0], pytest.approx(row[1], abs=1e-12)) for row in explained] == predicted
            for *_, baseline, value, parts in explained:
                assert len({part["feature"] for part in parts}) == 2
                # Shapley values add up to the prediction; 1e-9: rounding alone.
                total = baseline + sum(part["attribution"] for part in parts)
                assert total == pytest.approx(value, abs=1e-9)
            told.append([row[3] for row in explained])
            everywhere.append(
                dict(
                    ask(
                        "SELECT feature, attribution FROM ML.GLOBAL_EXPLAIN("
                        f"MODEL converts, STRUCT({trial} AS trial_id))"
                    )
                )
            )

    assert told[0] != told[1]
    assert everywhere[0] != everywhere[1]
    for attributions in everywhere:
        assert len(attributions) == 2
        assert min(attributions.values()) >= 0
        assert max(attributions.values()) > 0
