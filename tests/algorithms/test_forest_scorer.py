"""The forest gives LightGBM's own raw scores, bit for bit, whatever the rows hold."""

from __future__ import annotations

import lightgbm
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.algorithms.odd_forests import N_CATEGORIES, N_NUMBERS, OBJECTIVES, learned, rows_to_score

from forebay.algorithms import forest_scorer, numpy_forest
from forebay.algorithms.forest import Forest
from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.lightgbm_text import read_lightgbm_text

LIBRARIES = ("installed", "none")


def both_scores(booster, numbers, codes, library="installed"):
    matrix = np.column_stack([numbers, codes]).astype(np.float32)
    theirs = booster.predict(matrix, raw_score=True, num_threads=1).reshape(len(matrix), -1)
    scorer = ForestScorer(read_lightgbm_text(booster.model_to_string()), library=library)
    columns = [*numbers.astype(np.float64).T, *codes.T]
    return scorer.score(columns), theirs


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", OBJECTIVES)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_raw_scores_equal_lightgbm_on_odd_rows(name, library, seed):
    """SEMANTICS 40 and issue 2: equal to 1e-12; they are in fact equal bit for bit."""
    booster = learned(OBJECTIVES[name], seed)

    ours, theirs = both_scores(booster, *rows_to_score(booster, seed), library)

    assert ours.shape == theirs.shape
    np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("num_leaves", [2, 255, 400])
def test_trees_of_any_size_equal_lightgbm(num_leaves, library):
    booster = learned(OBJECTIVES["regression"], 5, num_leaves=num_leaves, n_rows=4_000)

    ours, theirs = both_scores(booster, *rows_to_score(booster, 5), library)

    np.testing.assert_array_equal(ours, theirs)


def test_folding_and_walking_give_the_same_bits(monkeypatch):
    booster = learned(OBJECTIVES["multiclass"], 6)
    numbers, codes = rows_to_score(booster, 6)
    folded, _ = both_scores(booster, numbers, codes, "none")

    monkeypatch.setattr(numpy_forest, "_FEW_ROWS", 10**9)
    walked, _ = both_scores(booster, numbers, codes, "none")

    assert folded.tobytes() == walked.tobytes()


@pytest.mark.parametrize("library", LIBRARIES)
def test_threads_and_blocks_never_change_a_score(library, monkeypatch):
    booster = learned(OBJECTIVES["binary"], 7)
    numbers, codes = rows_to_score(booster, 7, n_rows=5_000)
    scorer = ForestScorer(read_lightgbm_text(booster.model_to_string()), library=library)
    columns = [*numbers.astype(np.float64).T, *codes.T]
    whole = scorer.score(columns)

    monkeypatch.setattr(forest_scorer, "BLOCK_ROWS", 300)

    assert scorer.score(columns, threads=1).tobytes() == whole.tobytes()
    assert scorer.score(columns, threads=3).tobytes() == whole.tobytes()


def test_values_are_compared_as_float32():
    booster = learned(OBJECTIVES["regression"], 8)
    numbers, codes = rows_to_score(booster, 8)
    scorer = ForestScorer(read_lightgbm_text(booster.model_to_string()))

    exact = scorer.score([*numbers.astype(np.float64).T, *codes.T])
    rounded = scorer.score([*(numbers.astype(np.float64) * (1 + 1e-12)).T, *codes.T])

    assert exact.tobytes() == rounded.tobytes()


def test_a_tree_without_splits_is_its_one_leaf():
    data = lightgbm.Dataset(np.zeros((50, 1)), np.full(50, 3.0), params={"verbosity": -1})
    booster = lightgbm.train({"verbosity": -1, "num_threads": 1}, data, 1)

    for library in LIBRARIES:
        scorer = ForestScorer(read_lightgbm_text(booster.model_to_string()), library=library)

        assert scorer.score([np.zeros(300)]).tolist() == [[3.0]] * 300
        assert scorer.score([np.zeros(2)]).tolist() == [[3.0]] * 2


def test_no_rows_give_no_scores():
    booster = learned(OBJECTIVES["multiclass"], 9)
    scorer = ForestScorer(read_lightgbm_text(booster.model_to_string()))

    assert scorer.score([np.empty(0)] * (N_NUMBERS + N_CATEGORIES)).shape == (0, 3)


def test_a_forest_comes_back_from_its_arrays():
    forest = read_lightgbm_text(learned(OBJECTIVES["binary"], 10).model_to_string())

    again = Forest.load(forest.n_features, forest.n_outputs, forest.arrays())

    assert all(array.dtype != object for array in forest.arrays().values())
    assert {n: a.tobytes() for n, a in again.arrays().items()} == {
        n: a.tobytes() for n, a in forest.arrays().items()
    }
