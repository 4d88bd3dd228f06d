"""Attributions of linear models: they add up, and are what linear SHAP says."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms.linear_attribution import LinearAttribution, by_feature
from forebay.features.matrix_column import MatrixColumn


@pytest.mark.parametrize(
    ("model_type", "n_classes"), [("LINEAR_REG", 0), ("LOGISTIC_REG", 2), ("LOGISTIC_REG", 3)]
)
def test_attributions_and_baseline_add_up_to_the_raw_prediction(
    model_type, n_classes, training_data, train
):
    rng = np.random.RandomState(0)
    x, z, code = rng.randn(600), rng.randn(600) + 3, rng.randint(0, 5, 600)
    label = x - z + code + rng.randn(600)
    if n_classes:
        label = np.digitize(label, np.quantile(label, np.arange(1, n_classes) / n_classes))
    model = train(model_type, training_data([x, z, code], label, n_classes=n_classes), l2_reg=1.0)
    # Unknown categories, values outside of the training rows.
    rows = [rng.randn(50) * 10, rng.randn(50) * 10, rng.randint(-1, 5, 50)]

    explained = LinearAttribution(model)

    total = explained.baseline + explained.of(rows).sum(axis=1)
    np.testing.assert_allclose(total, model.raw(rows), rtol=1e-12, atol=1e-12)


def test_an_attribution_is_weight_times_distance_from_the_mean(training_data, train):
    rng = np.random.RandomState(1)
    x, code = rng.randn(500) + 2, rng.randint(0, 3, 500)
    model = train("LINEAR_REG", training_data([x, code], 3 * x + code + rng.randn(500)))

    parts = LinearAttribution(model).of([x, code])[:, :, 0]

    shares = np.bincount(code) / 500
    weights = model.weight[1:, 0]
    np.testing.assert_allclose(parts[:, 0], model.weight[0, 0] * (x - x.mean()), atol=1e-12)
    np.testing.assert_allclose(parts[:, 1], weights[code] - shares @ weights, atol=1e-12)


def test_the_baseline_is_the_mean_prediction_of_the_training_rows(training_data, train):
    rng = np.random.RandomState(2)
    x, code = rng.randn(500), rng.randint(0, 3, 500)
    model = train("LINEAR_REG", training_data([x, code], x + code))

    baseline = LinearAttribution(model).baseline

    np.testing.assert_allclose(baseline, model.raw([x, code]).mean(axis=0), rtol=1e-12)


def test_the_parts_of_one_raw_column_are_summed():
    columns = (
        MatrixColumn("at", "number"),
        MatrixColumn("pages", "number"),
        MatrixColumn("_TS_DOW_at", "category", ("1", "2"), raw_name="at"),
    )
    parts = np.array([[[1.0], [10.0], [100.0]], [[2.0], [20.0], [200.0]]])

    names, sums = by_feature(parts, columns)

    assert names == ("at", "pages")
    assert sums[:, :, 0].tolist() == [[101.0, 10.0], [202.0, 20.0]]
