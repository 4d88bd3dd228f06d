"""Options of boosted trees of which little is left to choose."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms import validate_options


@pytest.mark.parametrize("version", ["0.9", "1.1", "2.1"])
def test_every_version_of_xgboost_begins_with_the_label_mean(version, training_data, train):
    """bigquery_ml_semantics: accept all three, behave like 2.1."""
    data = training_data([np.arange(40.0)], np.arange(40.0) % 7)

    with_version = train("BOOSTED_TREE_REGRESSOR", data, xgboost_version=version)

    assert with_version.base_score == pytest.approx(np.mean(np.arange(40.0) % 7), rel=1e-12)
    left_out = train("BOOSTED_TREE_REGRESSOR", data)
    assert with_version.arrays().keys() == left_out.arrays().keys()
    assert all((a == left_out.arrays()[k]).all() for k, a in with_version.arrays().items())


def test_what_changes_nothing_is_read(written):
    values, problems = validate_options(
        "BOOSTED_TREE_REGRESSOR", written(colsample_bylevel=1.0, approx_global_feature_contrib=True)
    )
    assert not problems
    assert values["colsample_bylevel"] == 1.0


@pytest.mark.parametrize("model_type", ["RANDOM_FOREST_CLASSIFIER", "RANDOM_FOREST_REGRESSOR"])
@pytest.mark.parametrize(("name", "value"), [("early_stop", False), ("min_rel_progress", 0.5)])
def test_what_ends_rounds_early_is_read_for_the_one_round_of_a_forest(
    model_type, name, value, written
):
    """BigQuery ML's own client writes both for every forest."""
    values, problems = validate_options(model_type, written(**{name: value}))

    assert (values[name], problems) == (value, [])
