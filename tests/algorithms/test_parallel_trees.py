"""Boosting with several trees a round, against LightGBM's own rounds and XGBoost's rule."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms.lightgbm_trainer import LightGBMTrainer
from forebay.algorithms.parallel_trees import ParallelTrees

CLASSIFIER, REGRESSOR = "BOOSTED_TREE_CLASSIFIER", "BOOSTED_TREE_REGRESSOR"
TYPES = {0: REGRESSOR, 2: CLASSIFIER, 3: CLASSIFIER}
DRAWN = {"subsample": 0.6, "early_stop": False, "max_iterations": 5}


def some_rows(n_rows=2_000, seed=3):
    rng = np.random.RandomState(seed)
    x, noise, code = rng.randn(n_rows), rng.randn(n_rows), rng.randint(0, 8, n_rows)
    signal = x + np.sin(code) + 0.4 * rng.randn(n_rows)
    return [x, noise, code], signal


def label_of(signal, n_classes):
    cuts = {0: signal, 2: signal > 0.3, 3: np.digitize(signal, [-0.4, 0.9])}
    return cuts[n_classes].astype(np.float64)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("n_classes", TYPES)
def test_one_tree_a_round_from_our_gradients_is_lightgbms_own(
    n_classes, weighted, training_data, train, monkeypatch
):
    columns, signal = some_rows()
    more = {"weight": 1.0 + np.arange(len(signal)) % 3} if weighted else {}
    data = training_data(columns, label_of(signal, n_classes), n_classes=n_classes, **more)
    wanted = train(TYPES[n_classes], data, early_stop=False)

    def ours(self, parts, link):
        (part,) = parts
        part.rows.set_target(part.label, part.weight)
        return ParallelTrees(self.params, [part.rows], [part.label], [part.weight], link, 1)

    monkeypatch.setattr(LightGBMTrainer, "booster", ours)
    found = train(TYPES[n_classes], data, early_stop=False)

    # Gradients are float32 in both; the last digit of a probability may differ.
    np.testing.assert_allclose(found.raw(columns), wanted.raw(columns), rtol=0, atol=1e-5)
    losses = [[row["loss"] for row in model.training_info()] for model in (found, wanted)]
    np.testing.assert_allclose(*losses, rtol=1e-6)


@pytest.mark.parametrize("n_classes", TYPES)
def test_trees_of_the_same_rows_and_columns_are_as_one(n_classes, training_data, train):
    """Nothing is drawn: a round has one tree several times, each with its part of the rate."""
    columns, signal = some_rows()
    data = training_data(columns, label_of(signal, n_classes), n_classes=n_classes)

    one = train(TYPES[n_classes], data, early_stop=False)
    four = train(TYPES[n_classes], data, early_stop=False, num_parallel_tree=4)

    assert four.forest.n_trees == 4 * one.forest.n_trees
    assert len(four.training_info()) == len(one.training_info()) == 20
    np.testing.assert_allclose(four.raw(columns), one.raw(columns), rtol=0, atol=1e-4)


def test_trees_of_a_round_are_grown_on_the_same_gradients(training_data, train):
    """The first round of squared error with rate 1: the mean of trees that see the labels alone.

    A second tree that saw what the first left over would fit noise: the errors would be smaller.
    """
    columns, signal = some_rows()
    data = training_data(columns, signal)
    first = {"max_iterations": 1, "learn_rate": 1.0, "subsample": 0.5, "l2_reg": 0.0}

    model = train(REGRESSOR, data, num_parallel_tree=10, **first)

    trees = model.forest
    spread = np.array(
        [trees.leaf_value[trees.leaf_start[t] : trees.leaf_start[t + 1]].std() for t in range(10)]
    )
    assert trees.n_trees == 10
    # Trees that follow on each other get smaller; these are alike.
    assert spread.min() > 0.7 * spread.max()
    values = [
        tuple(trees.leaf_value[trees.leaf_start[t] : trees.leaf_start[t + 1]]) for t in range(10)
    ]
    assert len(set(values)) == 10


def test_the_same_seed_gives_the_same_trees_and_rounds_stop_early(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, label_of(signal, 2), n_classes=2)

    models = [train(CLASSIFIER, data, num_parallel_tree=3, **DRAWN) for _ in range(2)]
    other = train(CLASSIFIER, data, num_parallel_tree=3, seed=7, **DRAWN)
    stopped = train(CLASSIFIER, data, num_parallel_tree=3, min_rel_progress=0.5, subsample=0.6)

    first, again = (model.arrays() for model in models)
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(models[0].raw(columns), other.raw(columns))
    assert stopped.forest.n_trees == 3 * len(stopped.training_info()) < 60


def test_several_trees_a_round_vary_less_than_one(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal)

    def spread(n_trees):
        found = [
            train(REGRESSOR, data, num_parallel_tree=n_trees, seed=s, **DRAWN).raw(columns)
            for s in range(4)
        ]
        return float(np.std(found, axis=0).mean())

    assert spread(8) < 0.7 * spread(1)
