"""RANDOM_FOREST_*: trees of LightGBM whose averages are shares and means."""

from __future__ import annotations

import hashlib

import lightgbm
import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import log_loss, r2_score, roc_auc_score

from forebay.algorithms import load_model, random_forest, validate_options
from forebay.errors import ProjectError

CLASSIFIER, REGRESSOR = "RANDOM_FOREST_CLASSIFIER", "RANDOM_FOREST_REGRESSOR"
FEW = {"num_parallel_tree": 15}


def some_rows(n_rows=1_500, seed=0):
    """Return number and category columns, and a signal in both."""
    rng = np.random.RandomState(seed)
    x, noise, code = rng.randn(n_rows), rng.randn(n_rows), rng.randint(0, 12, n_rows)
    x[::17] = np.nan
    signal = np.nan_to_num(x, nan=1.5) + np.sin(code) * 2 + 0.5 * rng.randn(n_rows)
    return [x, noise, code], signal


def digest(model):
    summed = hashlib.sha256()
    for name, array in sorted(model.arrays().items()):
        summed.update(name.encode() + array.tobytes())
    return summed.hexdigest()


def lightgbm_says(model_type, data, columns, label, **options):
    """Return what the trainer's own package predicts for its forest of the whole matrix."""
    values, problems = validate_options(model_type, {})
    assert not problems
    params = random_forest.forest_parameters(data, values | options, seed=42, threads=1)
    categorical = [int(params.pop("categorical_feature"))]
    mean = label.mean()
    matrix = np.column_stack(columns).astype(np.float32)
    whole = lightgbm.Dataset(matrix, label - mean, params=params, categorical_feature=categorical)
    n_trees = (values | options)["num_parallel_tree"]
    return lightgbm.train(params, whole, n_trees).predict(matrix) + mean


@pytest.mark.parametrize("options", [{}, {"subsample": 1.0, "max_tree_depth": 3}])
def test_a_number_is_what_lightgbm_predicts(options, training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal)

    model = train(REGRESSOR, data, **options)

    oracle = lightgbm_says(REGRESSOR, data, columns, signal, **options)
    np.testing.assert_allclose(model.score(columns)[:, 0], oracle, rtol=0, atol=1e-12)


def test_the_share_of_a_class_is_what_lightgbm_predicts(training_data, train):
    columns, signal = some_rows()
    label = (signal > 0).astype(float)
    data = training_data(columns, label, n_classes=2)

    model = train(CLASSIFIER, data)

    oracle = lightgbm_says(CLASSIFIER, data, columns, label)
    np.testing.assert_allclose(model.score(columns)[:, 0], oracle, rtol=0, atol=1e-12)


def test_each_of_three_classes_has_lightgbms_forest_against_the_rest(training_data, train):
    columns, signal = some_rows()
    label = np.digitize(signal, [-1, 1])
    data = training_data(columns, label, n_classes=3)

    model = train(CLASSIFIER, data, **FEW)

    shares = np.column_stack(
        [
            lightgbm_says(CLASSIFIER, data, columns, (label == k).astype(float), **FEW)
            for k in range(3)
        ]
    ).clip(0, 1)
    oracle = shares / shares.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(model.score(columns), oracle, rtol=0, atol=1e-12)


def split(rows, seed=0):
    """Return seven tenths of a data set to learn from, and the rest."""
    features, label = rows
    order = np.random.RandomState(seed).permutation(len(label))
    n = len(label) * 7 // 10
    return [(features[part].astype(float), label[part]) for part in (order[:n], order[n:])]


def test_two_classes_are_told_apart_as_well_as_by_scikit_learn(training_data, train):
    """Breast cancer (Wisconsin): roc_auc within 0.01, log loss within a fifth."""
    (x, y), (unseen, truth) = split(load_breast_cancer(return_X_y=True))
    theirs = RandomForestClassifier(100, max_depth=15, max_features=0.8, random_state=0).fit(x, y)

    model = train(CLASSIFIER, training_data(list(x.T), y, n_classes=2))

    ours, p = model.score(list(unseen.T))[:, 0], theirs.predict_proba(unseen)[:, 1]
    assert roc_auc_score(truth, ours) > roc_auc_score(truth, p) - 0.01
    assert log_loss(truth, ours) < 1.2 * log_loss(truth, p)


def test_ten_classes_are_told_apart_as_well_as_by_scikit_learn(training_data, train):
    """Digits: accuracy within 0.015, log loss not above."""
    (x, y), (unseen, truth) = split(load_digits(return_X_y=True))
    theirs = RandomForestClassifier(50, max_depth=15, max_features=0.8, random_state=0).fit(x, y)

    model = train(CLASSIFIER, training_data(list(x.T), y, n_classes=10), num_parallel_tree=50)

    ours, p = model.score(list(unseen.T)), theirs.predict_proba(unseen)
    assert (ours.argmax(axis=1) == truth).mean() > (p.argmax(axis=1) == truth).mean() - 0.015
    assert log_loss(truth, ours) <= log_loss(truth, p)


def test_a_number_is_predicted_as_well_as_by_scikit_learn(training_data, train):
    """Diabetes (Efron et al.): mean r2 of five splits within 0.02; one split moves it by 0.05.

    A bootstrap, which scikit-learn draws, holds 0.632 of the rows.
    """
    ours, theirs = [], []
    for seed in range(5):
        (x, y), (unseen, truth) = split(load_diabetes(return_X_y=True), seed)
        forest = RandomForestRegressor(100, max_depth=15, max_features=0.8, random_state=seed)
        theirs.append(r2_score(truth, forest.fit(x, y).predict(unseen)))
        model = train(REGRESSOR, training_data(list(x.T), y), seed=seed, subsample=0.632)
        ours.append(r2_score(truth, model.score(list(unseen.T))[:, 0]))

    assert np.mean(ours) > np.mean(theirs) - 0.02


def test_threads_and_batches_never_change_the_forest(training_data, train, monkeypatch):
    """SEMANTICS 11: same rows, same model hash, however many threads and batches."""
    columns, signal = some_rows(6_000)
    data = training_data(columns, signal > 0, n_classes=2)
    one = digest(train(CLASSIFIER, data, threads=1, **FEW))
    original = type(data.workspace).stream
    monkeypatch.setattr(
        type(data.workspace), "stream", lambda self, text: original(self, text, batch_rows=977)
    )

    assert digest(train(CLASSIFIER, data, threads=2, **FEW)) == one


def test_a_forest_is_one_round_with_the_loss_of_its_training_rows(training_data, train):
    columns, signal = some_rows()
    label = np.digitize(signal, [-1, 1])

    model = train(CLASSIFIER, training_data(columns, label, n_classes=3), **FEW)

    (row,) = model.training_info()
    of_label = model.score(columns)[np.arange(len(label)), label]
    assert row["loss"] == pytest.approx(-np.log(of_label).mean(), rel=1e-9)
    assert (row["iteration"], row["eval_loss"], row["learning_rate"]) == (1, None, 1.0)


def test_labels_that_cannot_be_told_apart_give_the_share_of_the_class(training_data, train):
    data = training_data([np.zeros(100)], np.arange(100) < 30, n_classes=2)

    model = train(CLASSIFIER, data, **FEW)

    # Without a column to split on, the first tree has the share among its rows, the others that of
    # all rows.
    assert model.score([np.zeros(3)])[:, 0].tolist() == pytest.approx([0.3] * 3, abs=0.02)


def test_row_weights_and_class_weights_multiply(training_data, train):
    columns, signal = some_rows(500)
    label = (signal > 0).astype(int)
    weight = np.where(label == 1, 3.0, 0.5)

    by_rows = train(CLASSIFIER, training_data(columns, label, n_classes=2, weight=weight), **FEW)
    by_class = train(
        CLASSIFIER,
        training_data(columns, label, n_classes=2),
        class_weights=((0, 0.5), (1, 3.0)),
        **FEW,
    )

    assert digest(by_rows) == digest(by_class)


@pytest.mark.parametrize("n_classes", [0, 2, 3])
def test_a_stored_forest_predicts_the_same(n_classes, training_data, train):
    columns, signal = some_rows(500)
    label = np.digitize(signal, [0, 1][: n_classes - 1]) if n_classes else signal
    model_type = CLASSIFIER if n_classes else REGRESSOR
    model = train(model_type, training_data(columns, label, n_classes=n_classes), **FEW)

    again = load_model(model_type, model.describe(), model.arrays())

    assert again.score(columns).tobytes() == model.score(columns).tobytes()
    assert again.training_info() == model.training_info()


def test_importance_gives_the_most_to_the_column_with_the_signal(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal > 0, n_classes=2)

    rows = train(CLASSIFIER, data, **FEW).importance(data.columns)

    assert [row["feature"] for row in rows][-1] == "f1"
    assert all(row["importance_weight"] > 0 for row in rows)


def test_a_forest_has_no_weights(training_data, train):
    columns, signal = some_rows(300)
    data = training_data(columns, signal)

    with pytest.raises(ProjectError, match=r"not-supported.*ML\.WEIGHTS"):
        train(REGRESSOR, data, **FEW).weights(data.columns)


def test_rounds_are_an_error_that_names_the_number_of_trees(written):
    _, (problem,) = validate_options(CLASSIFIER, written(max_iterations=20))

    assert problem.name == "not-supported"
    assert problem.hint.startswith("Use num_parallel_tree")


def test_one_tree_is_not_a_forest(written):
    _, (problem,) = validate_options(REGRESSOR, written(num_parallel_tree=1))

    assert problem.name == "bad-option"
    assert "of at least 2" in problem.hint


def test_defaults_are_those_of_bigquery_ml():
    """bigquery_ml_semantics section 3: random forest."""
    values, _ = validate_options(REGRESSOR, {})

    assert {
        "num_parallel_tree": 100,
        "max_tree_depth": 15,
        "l1_reg": 0.0,
        "l2_reg": 1.0,
        "min_tree_child_weight": 1.0,
        "colsample_bytree": 1.0,
        "colsample_bynode": 0.8,
        "min_split_loss": 0.0,
        "subsample": 0.8,
    }.items() <= values.items()
