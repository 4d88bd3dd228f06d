"""LOGISTIC_REG against statsmodels and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression

from forebay.algorithms import load_model


def two_classes(n_rows=800, seed=0):
    rng = np.random.RandomState(seed)
    matrix = rng.randn(n_rows, 3)
    odds = matrix @ [1.0, -0.5, 0.0] + 0.3
    return matrix, (rng.uniform(size=n_rows) < 1 / (1 + np.exp(-odds))).astype(float)


def three_classes(n_rows=900, seed=1):
    rng = np.random.RandomState(seed)
    matrix = rng.randn(n_rows, 3)
    raw = matrix @ rng.randn(3, 3) + rng.gumbel(size=(n_rows, 3))
    return matrix, raw.argmax(axis=1).astype(float)


def test_weights_equal_statsmodels_without_regularisation(training_data, train):
    matrix, label = two_classes()

    model = train("LOGISTIC_REG", training_data(list(matrix.T), label, n_classes=2))

    oracle = sm.Logit(label, sm.add_constant(matrix)).fit(disp=0, tol=1e-14).params
    np.testing.assert_allclose([model.intercept[0], *model.weight[:, 0]], oracle, rtol=1e-8)


def test_l2_weights_equal_scikit_learn_with_row_and_class_weights(training_data, train):
    matrix, label = two_classes()
    weight = np.random.RandomState(9).uniform(0.5, 2.0, len(label))
    data = training_data(list(matrix.T), label, n_classes=2, weight=weight)

    model = train("LOGISTIC_REG", data, l2_reg=3.0, class_weights=((0, 0.7), (1, 1.9)))

    oracle = LogisticRegression(
        C=1 / 3.0, class_weight={0: 0.7, 1: 1.9}, tol=1e-12, solver="newton-cholesky"
    ).fit(matrix, label, sample_weight=weight)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_[0], rtol=1e-8)
    np.testing.assert_allclose(model.intercept, oracle.intercept_, rtol=1e-8)


def test_l1_weights_equal_scikit_learn(training_data, train):
    matrix, label = two_classes()

    model = train("LOGISTIC_REG", training_data(list(matrix.T), label, n_classes=2), l1_reg=30.0)

    oracle = LogisticRegression(
        C=1 / 30.0, l1_ratio=1.0, solver="saga", tol=1e-10, max_iter=100_000
    ).fit(matrix, label)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_[0], rtol=1e-5, atol=1e-7)
    assert model.weight[2, 0] == 0.0


@pytest.mark.parametrize("l2_reg", [0.0, 2.0])
def test_probabilities_of_three_classes_equal_scikit_learn(l2_reg, training_data, train):
    matrix, label = three_classes()
    data = training_data(list(matrix.T), label, n_classes=3)

    model = train("LOGISTIC_REG", data, l2_reg=l2_reg)

    penalty = 1 / l2_reg if l2_reg else np.inf
    oracle = LogisticRegression(C=penalty, tol=1e-12, solver="newton-cg", max_iter=1_000)
    expected = oracle.fit(matrix, label).predict_proba(matrix)
    np.testing.assert_allclose(model.score(list(matrix.T)), expected, atol=1e-8)
    assert [row["class_label"] for row in model.weights(data.columns)] == [0] * 4 + [1] * 4 + [
        2
    ] * 4


def test_categories_equal_a_dense_one_hot_fit(training_data, train):
    matrix, label = two_classes()
    code = np.random.RandomState(2).randint(0, 4, len(label))
    dense = np.column_stack([matrix, np.eye(4)[code]])

    model = train("LOGISTIC_REG", training_data([*matrix.T, code], label, n_classes=2), l2_reg=1.0)

    oracle = LogisticRegression(C=1.0, tol=1e-12, solver="newton-cholesky").fit(dense, label)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_[0], rtol=1e-8, atol=1e-10)


def test_auto_class_weights_equal_balanced_weights(training_data, train):
    matrix, label = two_classes()

    model = train(
        "LOGISTIC_REG",
        training_data(list(matrix.T), label, n_classes=2),
        auto_class_weights=True,
        l2_reg=1.0,
    )

    oracle = LogisticRegression(
        C=1.0, class_weight="balanced", tol=1e-12, solver="newton-cholesky"
    ).fit(matrix, label)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_[0], rtol=1e-8)


def test_products_give_the_weights_of_the_direct_solution(training_data, train, monkeypatch):
    matrix, label = two_classes()
    code = np.random.RandomState(3).randint(0, 9, len(label))
    data = training_data([*matrix.T, code], label, n_classes=2)
    direct = train("LOGISTIC_REG", data)

    monkeypatch.setattr("forebay.algorithms.gram_limits.DIRECT_LIMIT", 5)
    products = train("LOGISTIC_REG", data)

    columns = [*matrix.T, code]
    np.testing.assert_allclose(products.score(columns), direct.score(columns), rtol=1e-8)


def test_classes_without_error_stop_training_with_a_warning(training_data, train):
    x = np.linspace(-1, 1, 50)

    model = train("LOGISTIC_REG", training_data([x], x > 0, n_classes=2), max_iterations=100)

    assert [w["name"] for w in model.describe()["warnings"]] == ["separated-classes"]
    assert model.describe()["warnings"][0]["message"].startswith('"f0" can tell classes apart')
    assert np.isfinite(model.weight).all()
    assert ((model.score([x])[:, 0] > 0.5) == (x > 0)).all()


def test_min_rel_progress_ends_training_early_and_early_stop_false_forbids_it(training_data, train):
    matrix, label = two_classes()
    data = training_data(list(matrix.T), label, n_classes=2)

    full = train("LOGISTIC_REG", data)
    early = train("LOGISTIC_REG", data, min_rel_progress=0.05)
    forbidden = train("LOGISTIC_REG", data, min_rel_progress=0.05, early_stop=False)

    assert len(early.training_info()) < len(full.training_info())
    assert forbidden.weight.tobytes() == full.weight.tobytes()


def test_max_iterations_is_the_highest_number_of_steps(training_data, train):
    matrix, label = two_classes()

    model = train(
        "LOGISTIC_REG", training_data(list(matrix.T), label, n_classes=2), max_iterations=2
    )

    assert [row["iteration"] for row in model.training_info()] == [0, 1, 2]
    assert [w["name"] for w in model.describe()["warnings"]] == ["not-converged"]


def test_the_loss_of_training_info_is_log_loss_of_both_parts(training_data, train):
    matrix, label = two_classes()

    model = train("LOGISTIC_REG", training_data(list(matrix.T), label, n_classes=2, n_tune=200))

    p = model.score(list(matrix.T))[:, 0]
    losses = -np.log(np.where(label > 0, p, 1 - p))
    first, *_, last = model.training_info()
    assert first["loss"] == pytest.approx(np.log(2), rel=1e-12)
    assert last["loss"] == pytest.approx(losses[:600].mean(), rel=1e-9)
    assert last["eval_loss"] == pytest.approx(losses[600:].mean(), rel=1e-5)


def test_a_stored_model_predicts_the_same(training_data, train):
    matrix, label = three_classes()
    model = train("LOGISTIC_REG", training_data(list(matrix.T), label, n_classes=3))

    again = load_model("LOGISTIC_REG", model.describe(), model.arrays())

    assert again.score(list(matrix.T)).tobytes() == model.score(list(matrix.T)).tobytes()
