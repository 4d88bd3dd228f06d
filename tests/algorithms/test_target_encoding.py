"""TARGET_ENCODING: trees over mean labels, stored as sets of categories."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms import load_model

TYPES = {0: "REGRESSOR", 2: "CLASSIFIER", 3: "CLASSIFIER"}
KINDS = ("BOOSTED_TREE", "RANDOM_FOREST")


def some_rows(n_classes, n_rows=3_000, n_categories=40, seed=5):
    """Return a number, categories with an effect each, and labels."""
    rng = np.random.RandomState(seed)
    x, code = rng.randn(n_rows), rng.randint(0, n_categories, n_rows)
    signal = 0.3 * x + rng.randn(n_categories)[code] + 0.3 * rng.randn(n_rows)
    cuts = {0: signal, 2: signal > 0.2, 3: np.digitize(signal, [-0.5, 0.6])}
    return [x, code], cuts[n_classes].astype(np.float64)


def means_by_hand(code, label, n_categories):
    prior = label.mean()
    return np.array(
        [
            (label[code == c].sum() + 10 * prior) / ((code == c).sum() + 10)
            for c in range(n_categories)
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_classes", [0, 2])
def test_the_trees_are_those_of_a_column_of_mean_labels(kind, n_classes, training_data, train):
    columns, label = some_rows(n_classes)
    means = means_by_hand(columns[1], label, 40)
    model_type, few = f"{kind}_{TYPES[n_classes]}", {"max_tree_depth": 4}
    by_hand = [columns[0], means[columns[1]].astype(np.float32).astype(np.float64)]
    wanted = train(model_type, training_data(by_hand, label, n_classes=n_classes), **few)

    found = train(
        model_type,
        training_data(columns, label, n_classes=n_classes),
        category_encoding_method="TARGET_ENCODING",
        **few,
    )

    np.testing.assert_array_equal(found.raw(columns), wanted.raw(by_hand))
    assert found.forest.is_set[found.forest.feature == 1].all()
    again = load_model(model_type, found.describe(), found.arrays())
    np.testing.assert_array_equal(again.raw(columns), found.raw(columns))


@pytest.mark.parametrize("kind", KINDS)
def test_more_than_two_classes_have_a_mean_each(kind, training_data, train):
    columns, label = some_rows(3)
    data = training_data(columns, label, n_classes=3)

    model = train(f"{kind}_CLASSIFIER", data, category_encoding_method="TARGET_ENCODING")

    assert model.forest.n_features == 2
    right = (model.score(columns).argmax(axis=1) == label).mean()
    assert right > 0.75


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_category_counts_as_the_mean_of_all_rows(kind, training_data, train):
    columns, label = some_rows(0)
    means = means_by_hand(columns[1], label, 40)
    by_hand = [columns[0], means[columns[1]].astype(np.float32).astype(np.float64)]
    wanted = train(f"{kind}_REGRESSOR", training_data(by_hand, label))

    found = train(
        f"{kind}_REGRESSOR",
        training_data(columns, label),
        category_encoding_method="TARGET_ENCODING",
    )

    x = np.linspace(-2, 2, 9)
    for unknown in (-1, 4_000):
        raw = found.raw([x, np.full(9, unknown)])
        prior = np.full(9, np.float64(np.float32(label.mean())))
        np.testing.assert_array_equal(raw, wanted.raw([x, prior]))
