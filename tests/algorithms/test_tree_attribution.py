"""Attributions of trees: LightGBM's own, Shapley's by their definition, and they add up."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import factorial

import numpy as np
import pytest
from tests.algorithms.odd_forests import OBJECTIVES, learned, rows_to_score

from forebay.algorithms import numpy_parts, tree_attribution
from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.tree_attribution import TreeAttribution

FOREST = {
    "objective": "regression",
    "boosting": "rf",
    "bagging_freq": 1,
    "bagging_fraction": 0.7,
    "feature_fraction": 0.8,
}
# Two features, the first asked twice; leaf counts 30, 10, 20, 40 of 100 rows.
TWICE = """version=v4
num_tree_per_iteration=1
max_feature_idx=1

Tree=0
num_leaves=4
num_cat=0
split_feature=0 1 0
split_gain=1 1 1
threshold=1 5 0
decision_type=8 8 8
left_child=1 2 -2
right_child=-1 -4 -3
leaf_value=7 -1 2 4
leaf_count=30 10 20 40
internal_weight=100 70 30

end of trees"""


def asked(objective, seed, *, n_rows=150, **how):
    booster = learned(objective, seed, n_rows=1_500, **how)
    numbers, codes = rows_to_score(booster, seed, n_rows)
    theirs = booster.predict(
        np.column_stack([numbers, codes]).astype(np.float32), pred_contrib=True, num_threads=1
    )
    n_columns = numbers.shape[1] + codes.shape[1]
    theirs = theirs.reshape(n_rows, -1, n_columns + 1).transpose(0, 2, 1)
    forest = read_lightgbm_text(booster.model_to_string())
    return forest, [*numbers.astype(np.float64).T, *codes.T], theirs


@pytest.mark.parametrize("objective", [*OBJECTIVES.values(), FOREST], ids=[*OBJECTIVES, "forest"])
@pytest.mark.parametrize("seed", [3, 4])
def test_parts_and_baseline_are_those_of_lightgbm(objective, seed):
    """NaN, infinities, unseen categories, cuts hit exactly; LightGBM's `pred_contrib` to 1e-9."""
    forest, columns, theirs = asked(objective, seed)

    explained = TreeAttribution(forest)

    np.testing.assert_allclose(explained.of(columns), theirs[:, :-1], rtol=0, atol=1e-9)
    in_numpy = TreeAttribution(forest, library="none").of(columns)
    np.testing.assert_allclose(in_numpy, theirs[:, :-1], rtol=0, atol=1e-9)
    np.testing.assert_allclose(explained.baseline, theirs[0, -1], rtol=0, atol=1e-9)


@pytest.mark.parametrize("num_leaves", [2, 400])
def test_parts_are_exact_for_shallow_and_for_deep_trees(num_leaves):
    forest, columns, theirs = asked(OBJECTIVES["regression"], 5, n_rows=40, num_leaves=num_leaves)

    np.testing.assert_allclose(
        TreeAttribution(forest).of(columns), theirs[:, :-1], rtol=0, atol=1e-9
    )


def test_parts_and_baseline_add_up_to_the_raw_prediction():
    forest, columns, _ = asked(OBJECTIVES["multiclass"], 6)

    explained = TreeAttribution(forest, 0.25)

    total = explained.baseline + explained.of(columns).sum(axis=1)
    np.testing.assert_allclose(total, ForestScorer(forest).score(columns) + 0.25, atol=1e-9)


def worth(told, row):
    """Return what the tree of TWICE pays where only some features are told."""

    def at(node):
        feature, cut, left, right, share = {
            0: (0, 1, 1, 7, 0.7),
            1: (1, 5, 2, 4, 30 / 70),
            2: (0, 0, -1, 2, 1 / 3),
        }[node]
        left = at(left) if node < 2 else left
        if feature in told:
            return left if row[feature] <= cut else right
        return share * left + (1 - share) * right

    return at(0)


@pytest.mark.parametrize("row", [(-1.0, 3.0), (0.5, 3.0), (0.5, 9.0), (2.0, 3.0)])
def test_a_feature_asked_twice_gets_the_shapley_value_by_its_definition(row):
    """A sum over all coalitions, computed here by hand: no outside library."""
    parts = TreeAttribution(read_lightgbm_text(TWICE)).of([np.array([x]) for x in row])

    for j in range(2):
        others = [k for k in range(2) if k != j]
        expected = sum(
            factorial(size) * factorial(1 - size) / 2
            * (worth({*told, j}, row) - worth(set(told), row))
            for size in range(2)
            for told in combinations(others, size)
        )  # fmt: skip
        assert parts[0, j, 0] == pytest.approx(expected, abs=1e-12)


def test_a_branch_that_no_row_took_is_no_division_by_zero():
    forest = read_lightgbm_text(TWICE)
    empty = replace(forest, leaf_count=np.array([30, 0, 0, 40]))
    rows = [np.array([-1.0, 0.5, 2.0]), np.array([3.0, 3.0, 9.0])]

    explained = TreeAttribution(empty)

    total = explained.baseline + explained.of(rows).sum(axis=1)
    np.testing.assert_allclose(total, ForestScorer(empty).score(rows), atol=1e-12)


@pytest.mark.parametrize("library", ["installed", "none"])
def test_neither_blocks_nor_threads_change_a_part(monkeypatch, library):
    forest, columns, _ = asked(OBJECTIVES["binary"], 7)
    whole = TreeAttribution(forest, library=library).of(columns)

    monkeypatch.setattr(tree_attribution, "_BLOCK_ROWS", 37)
    monkeypatch.setattr(numpy_parts, "_MOST_ROWS", 7)

    again = TreeAttribution(forest, library=library).of(columns, threads=3)
    assert again.tobytes() == whole.tobytes()
