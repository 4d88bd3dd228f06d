"""BATCH_GRADIENT_DESCENT: it goes where the exact solutions are."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet, LogisticRegression

from forebay.errors import EngineError

DESCENT = {"optimize_strategy": "BATCH_GRADIENT_DESCENT"}
FAR = DESCENT | {"max_iterations": 20_000, "early_stop": False}


def rows(seed=0, n=400):
    rng = np.random.RandomState(seed)
    x, z, code = rng.randn(n), rng.randn(n), rng.randint(0, 4, n)
    return [x, x + z, code], x - z + np.sqrt(code) + rng.randn(n)


def dense(columns):
    x, z, code = columns
    return np.column_stack([x, z, np.eye(4)[code]])


def test_least_squares_is_reached(training_data, train):
    columns, label = rows()
    data = training_data(columns, label)

    descended = train("LINEAR_REG", data, **FAR)

    exact = train("LINEAR_REG", data, optimize_strategy="NORMAL_EQUATION")
    np.testing.assert_allclose(descended.score(columns), exact.score(columns), atol=1e-6)


def test_the_elastic_net_is_reached(training_data, train):
    """Scikit-learn's loss is ours divided by the rows: alpha l1_ratio = l1 / n, and so on."""
    columns, label = rows(n=300)
    l1, l2 = 30.0, 6.0

    model = train("LINEAR_REG", training_data(columns, label), l1_reg=l1, l2_reg=l2, **FAR)

    oracle = ElasticNet(alpha=(l1 + l2) / 300, l1_ratio=l1 / (l1 + l2), tol=1e-14, max_iter=10**6)
    oracle.fit(dense(columns), label)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_, atol=1e-6)
    np.testing.assert_allclose(model.intercept, oracle.intercept_, atol=1e-6)
    assert (model.weight == 0).any()


def test_newtons_solution_is_reached_with_class_weights(training_data, train):
    columns, label = rows()
    data = training_data(columns, label > 1, n_classes=2)
    options = {"l2_reg": 2.0, "class_weights": ((0, 0.7), (1, 1.9))}

    descended = train("LOGISTIC_REG", data, **options, **FAR)

    exact = train("LOGISTIC_REG", data, **options)
    np.testing.assert_allclose(descended.weight, exact.weight, atol=1e-6)


def test_l1_for_three_classes_equals_scikit_learn(training_data, train):
    columns, label = rows(n=300)
    classes = np.digitize(label, [0.0, 1.5])

    model = train(
        "LOGISTIC_REG",
        training_data(columns, classes, n_classes=3),
        l1_reg=8.0,
        max_iterations=20_000,
    )

    oracle = LogisticRegression(C=1 / 8.0, l1_ratio=1.0, solver="saga", tol=1e-9, max_iter=10**5)
    expected = oracle.fit(dense(columns), classes).predict_proba(dense(columns))
    np.testing.assert_allclose(model.score(columns), expected, atol=1e-4)
    assert model.describe()["strategy"] == "BATCH_GRADIENT_DESCENT"


def test_dummy_encoding_holds_the_most_frequent_category_at_0(training_data, train):
    columns, label = rows()
    data = training_data(columns, label)

    model = train("LINEAR_REG", data, category_encoding_method="DUMMY_ENCODING", **FAR)

    exact = train(
        "LINEAR_REG",
        data,
        category_encoding_method="DUMMY_ENCODING",
        optimize_strategy="NORMAL_EQUATION",
    )
    assert (model.weight == 0).sum() == 1
    np.testing.assert_allclose(model.weight, exact.weight, atol=1e-6)


def test_line_search_never_raises_the_loss_and_doubles_a_small_rate(training_data, train):
    columns, label = rows()

    model = train(
        "LINEAR_REG", training_data(columns, label), ls_init_learn_rate=1e-3, early_stop=False
    )

    info = model.training_info()
    losses = [row["loss"] for row in info]
    assert [row["iteration"] for row in info] == list(range(20))
    assert [row["learning_rate"] for row in info[:5]] == [1e-3, 2e-3, 4e-3, 8e-3, 16e-3]
    assert losses == sorted(losses, reverse=True)


def test_a_constant_rate_takes_the_textbook_step(training_data, train):
    columns, label = rows()
    x = dense(columns)

    model = train(
        "LINEAR_REG",
        training_data(columns, label),
        learn_rate_strategy="CONSTANT",
        learn_rate=0.05,
        max_iterations=3,
        early_stop=False,
        fit_intercept=False,
    )

    weights = np.zeros(6)
    for _ in range(3):
        weights -= 0.05 * x.T @ (x @ weights - label) / len(label)
    np.testing.assert_allclose(model.weight[:, 0], weights, rtol=1e-12)
    last = model.training_info()[-1]
    assert last["loss"] == pytest.approx(((x @ weights - label) ** 2).mean(), rel=1e-12)
    assert last["learning_rate"] == 0.05


def test_early_stop_ends_after_the_first_step_that_falls_by_less_than_the_share(
    training_data, train
):
    columns, label = rows()

    model = train("LINEAR_REG", training_data(columns, label), min_rel_progress=0.02, **DESCENT)

    losses = [row["loss"] for row in model.training_info()]
    falls = [1 - now / before for before, now in itertools.pairwise(losses)]
    assert falls[-1] < 0.02
    assert all(fall >= 0.02 for fall in falls[:-1])
    assert model.describe()["warnings"] == []


def test_training_that_max_iterations_ends_says_so(training_data, train):
    columns, label = rows()

    model = train("LINEAR_REG", training_data(columns, label), max_iterations=2, **DESCENT)

    assert [w["name"] for w in model.describe()["warnings"]] == ["not-converged"]


def test_a_constant_rate_that_is_too_high_is_an_error(training_data, train):
    columns, label = rows()

    with pytest.raises(EngineError) as caught:
        train(
            "LINEAR_REG",
            training_data(columns, label),
            learn_rate_strategy="CONSTANT",
            learn_rate=50.0,
            max_iterations=1000,
            early_stop=False,
        )

    assert caught.value.problems[0].name == "training-diverged"


@pytest.mark.parametrize(
    ("n", "options", "strategy"),
    [
        (60, {}, "NORMAL_EQUATION"),
        (59, {}, "BATCH_GRADIENT_DESCENT"),
        (60, {"l1_reg": 1.0}, "BATCH_GRADIENT_DESCENT"),
        (60, {"warm_start": True}, "BATCH_GRADIENT_DESCENT"),
        (60, {"learn_rate_strategy": "LINE_SEARCH"}, "BATCH_GRADIENT_DESCENT"),
    ],
)
def test_the_automatic_choice_is_the_documented_one(n, options, strategy, training_data, train):
    """bigquery_ml_semantics, glm: fewer than ten rows for each of the six columns, l1, warm."""
    columns, label = rows(n=n)

    model = train("LINEAR_REG", training_data(columns, label), **options)

    assert model.describe()["strategy"] == strategy


def test_a_descent_does_not_depend_on_the_batches_of_the_engine(training_data, train, monkeypatch):
    """SEMANTICS 11: sums are combined in fixed order."""
    columns, label = rows(n=40_000)
    data = training_data(columns, label)
    whole = train("LINEAR_REG", data, **DESCENT)

    original = type(data.workspace).stream
    monkeypatch.setattr(
        type(data.workspace), "stream", lambda self, text: original(self, text, batch_rows=1_001)
    )
    pieces = train("LINEAR_REG", data, **DESCENT)

    assert whole.weight.tobytes() == pieces.weight.tobytes()
