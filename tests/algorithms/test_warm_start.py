"""A training that begins where an earlier one ended."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forebay.algorithms.earlier_model import EarlierModel
from forebay.features.matrix_column import MatrixColumn

FEW = {"optimize_strategy": "BATCH_GRADIENT_DESCENT", "max_iterations": 2, "early_stop": False}


def columns(values, codes, names, center, scale):
    """Return a number, standardised, and a category, with what they are."""
    known = tuple(names)
    described = (
        MatrixColumn("x", "number", center=center, scale=scale),
        MatrixColumn("c", "category", known),
    )
    return [(values - center) / scale, codes], described


def earlier(model, described):
    return EarlierModel(model.describe(), model.arrays(), described)


@pytest.mark.parametrize("encoding", ["ONE_HOT_ENCODING", "DUMMY_ENCODING"])
@pytest.mark.parametrize(("model_type", "n_classes"), [("LINEAR_REG", 0), ("LOGISTIC_REG", 2)])
def test_without_a_step_both_models_predict_the_same(
    model_type, n_classes, encoding, training_data, train
):
    """New means, deviations, a new order of categories, another one left out."""
    rng = np.random.RandomState(0)
    x, code = rng.randn(300) * 3 + 10, rng.choice(3, 300, p=[0.5, 0.3, 0.2])
    label = x + code + rng.randn(300)
    label = label > np.median(label) if n_classes else label
    first, then = columns(x, code, "abc", 10.0, 3.0)
    old = train(
        model_type,
        training_data(first, label, n_classes=n_classes, matrix_columns=then),
        category_encoding_method=encoding,
        **FEW,
    )
    second, now = columns(x, np.array([3, 1, 2])[code], "zbca", 9.0, 2.0)
    data = training_data(second, label, n_classes=n_classes, matrix_columns=now)

    # A rate so small that the one step it takes moves nothing.
    new = train(
        model_type,
        replace(data, earlier=earlier(old, then)),
        category_encoding_method=encoding,
        learn_rate_strategy="CONSTANT",
        learn_rate=1e-300,
        max_iterations=1,
    )

    np.testing.assert_allclose(new.raw(second), old.raw(first), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("model_type", "n_classes"), [("LINEAR_REG", 0), ("LOGISTIC_REG", 2)])
def test_two_runs_of_two_steps_are_told_apart_and_go_farther_than_one(
    model_type, n_classes, training_data, train
):
    rng = np.random.RandomState(1)
    x, code = rng.randn(300), rng.randint(0, 3, 300)
    label = 2 * x + code + rng.randn(300)
    label = label > 1 if n_classes else label
    data = training_data([x, code], label, n_classes=n_classes)

    once = train(model_type, data, **FEW)
    twice = train(model_type, replace(data, earlier=earlier(once, data.columns)), **FEW)

    rows = twice.training_info()
    assert [(r["training_run"], r["iteration"]) for r in rows] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert rows[2]["loss"] < rows[1]["loss"]


def test_newtons_method_starts_where_it_ended_and_needs_no_step(training_data, train):
    rng = np.random.RandomState(2)
    x = rng.randn(500)
    data = training_data([x], x + rng.randn(500) > 0, n_classes=2)
    full = train("LOGISTIC_REG", data)

    again = train("LOGISTIC_REG", replace(data, earlier=earlier(full, data.columns)))

    assert [r["iteration"] for r in again.training_info() if r["training_run"] == 1] == [0]
    np.testing.assert_allclose(again.weight, full.weight, rtol=1e-12)


def test_a_linear_model_that_starts_warm_descends(training_data, train):
    """BigQuery ML's automatic choice."""
    x = np.random.RandomState(3).randn(300)

    model = train("LINEAR_REG", training_data([x], x), warm_start=True)

    assert model.describe()["strategy"] == "BATCH_GRADIENT_DESCENT"
