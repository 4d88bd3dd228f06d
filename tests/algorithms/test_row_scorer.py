"""One row scored without arrays has the bits that it has among others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.algorithms.made_up_forests import made_up_forest, odd_rows

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_space import Space
from forebay.algorithms.isotonic_scaling import IsotonicScaling
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_training import LinearTraining
from forebay.algorithms.platt_scaling import PlattScaling
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.algorithms.row_scorer import row_scorer
from forebay.algorithms.score_calibration import ScoreCalibration
from forebay.algorithms.tree_model import TreeModel

PROPERTY = settings(max_examples=40, deadline=None)
ODD = [0.0, -0.0, 1e-320, 1e300, -1e300, np.inf, -np.inf, np.nan, 0.1, -2.5]


def require_same(model, columns, is_category, rtol=0.0):
    scores = row_scorer(model, is_category)
    among_others = model.score(columns)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    alone = np.array([scores(row) for row in rows]).reshape(among_others.shape)
    if rtol:
        np.testing.assert_allclose(alone, among_others, rtol=rtol, atol=1e-300)
    else:
        assert alone.tobytes() == np.ascontiguousarray(among_others).tobytes()


def linear(rng, link, n_outputs):
    """Return a model of five numbers and two texts of 4 and 1 categories."""
    is_category = np.array([False, True, False, False, True, False, False])
    sizes = np.where(is_category, [0, 4, 0, 0, 1, 0, 0], 1)
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    arrays = {
        "weight": rng.normal(size=(start[-1], n_outputs)) * rng.choice([1e-3, 1.0, 90.0]),
        "start": start,
        "is_category": is_category,
        "intercept": rng.normal(size=n_outputs),
        "mean": np.zeros(start[-1]),
    }
    training = LinearTraining("NEWTON", ())
    return LinearModel(arrays, link, fit_intercept=True, training=training)


@PROPERTY
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    link=st.sampled_from([("identity", 1), ("logistic", 1), ("softmax", 3)]),
)
def test_a_linear_model_gives_a_row_the_bits_of_its_arrays(rng, link):
    model = linear(rng, *link)
    columns = [
        rng.integers(-1, 6, 60)
        if code
        else np.where(rng.random(60) < 0.2, rng.choice(ODD, 60), rng.normal(size=60))
        for code in model.is_category
    ]
    with np.errstate(all="ignore"):
        # ML.PREDICT has the exponential of the C library, arrays have NumPy's.
        rtol = 0.0 if link[0] == "identity" else 1e-14
        require_same(model, columns, model.is_category.tolist(), rtol)


@PROPERTY
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    kind=st.sampled_from([np.float32, np.float64]),
    link=st.sampled_from(
        [("identity", 1), ("exp", 1), ("logistic", 1), ("share", 1), ("softmax", 3), ("shares", 3)]
    ),
)
def test_trees_give_a_row_the_bits_of_their_arrays(rng, kind, link):
    forest = made_up_forest(rng, kind=kind, most_leaves=31, n_outputs=link[1], deep=False)
    model = TreeModel(forest, link[0], base_score=float(rng.normal()), iterations=())
    columns = odd_rows(rng, forest, 40)
    is_category = [column.dtype.kind in "iu" for column in columns]
    if row_scorer(model, is_category) is None:
        pytest.skip("no compiled library is installed, or it cannot hold the forest")
    with np.errstate(all="ignore"):
        require_same(model, columns, is_category)


def test_other_models_and_forests_without_a_library_have_no_such_way(monkeypatch):
    assert row_scorer(object(), [False]) is None
    monkeypatch.setattr("forebay.algorithms.forest_scorer.installed_library", lambda: None)
    forest = made_up_forest(
        np.random.default_rng(1), kind=np.float32, most_leaves=4, n_outputs=1, deep=False
    )
    model = TreeModel(forest, "identity", base_score=0.0, iterations=())
    assert row_scorer(model, [False] * forest.n_features) is None


def curve(rng, method):
    if method == "PLATT":
        return PlattScaling(float(rng.uniform(0.1, 4)), float(rng.normal()))
    scores = np.unique(rng.random(8))
    return IsotonicScaling(scores, np.sort(rng.uniform(0.01, 0.99, len(scores))))


@PROPERTY
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    method=st.sampled_from(["PLATT", "ISOTONIC"]),
    link=st.sampled_from([("logistic", 1), ("share", 1), ("softmax", 3), ("shares", 3)]),
)
def test_calibrated_trees_give_a_row_the_bits_of_their_arrays(rng, method, link):
    forest = made_up_forest(rng, kind=np.float32, most_leaves=15, n_outputs=link[1], deep=False)
    model = TreeModel(forest, link[0], base_score=0.0, iterations=())
    calibration = ScoreCalibration(method, tuple(curve(rng, method) for _ in range(link[1])))
    columns = odd_rows(rng, forest, 40)
    is_category = [column.dtype.kind in "iu" for column in columns]
    scores = row_scorer(model, is_category, calibration)
    if scores is None:
        pytest.skip("no compiled library is installed, or it cannot hold the forest")
    with np.errstate(all="ignore"):
        among_others = calibration.of(model.score(columns))
        rows = zip(*(column.tolist() for column in columns), strict=True)
        alone = np.array([scores(row) for row in rows]).reshape(among_others.shape)
    assert bits(alone) == bits(among_others)


def test_calibrated_linear_models_are_asked_by_arrays():
    model = linear(np.random.default_rng(1), "logistic", 1)
    calibration = ScoreCalibration("PLATT", (PlattScaling(1.0, 0.0),))
    assert row_scorer(model, model.is_category.tolist(), calibration) is None


def odd_columns(rng, is_category):
    return [
        rng.integers(-1, 6, 60)
        if code
        else np.where(rng.random(60) < 0.1, rng.choice(ODD, 60), rng.normal(size=60))
        for code in is_category
    ]


def bits(values):
    """Return values of which any NaN is any other."""
    return np.where(np.isnan(values), np.nan, values).tobytes()


@PROPERTY
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    distance=st.sampled_from(["EUCLIDEAN", "COSINE"]),
    n_clusters=st.integers(1, 8),
)
def test_a_clustering_gives_a_row_the_bits_of_its_arrays(rng, distance, n_clusters):
    is_category = np.array([False, True, False, True])
    size = np.array([1, 4, 1, 1])
    space = Space(distance, rng.normal(size=4), rng.normal(size=4), size, is_category)
    points = rng.normal(size=(n_clusters, size.sum()))
    points[-1] = points[0]  # of equally near ones the first stands first
    model = Centroids(space, points, np.ones(n_clusters, int), np.ones(n_clusters), [])
    columns = odd_columns(rng, is_category)
    with np.errstate(all="ignore"):
        among_others = model.score(columns)
    scores = row_scorer(model, is_category.tolist())
    alone = [scores(row) for row in zip(*(c.tolist() for c in columns), strict=True)]
    assert bits(np.array(alone)) == bits(among_others)


@PROPERTY
@given(rng=st.integers(0, 2**32).map(np.random.default_rng), k=st.integers(1, 4))
def test_components_give_a_row_the_bits_of_its_arrays(rng, k):
    is_category = np.array([False, True, False, True])
    size = np.array([1, 4, 1, 1])
    model = PrincipalComponents(
        rng.normal(size=(k, 7)), np.ones(k), 1.0, rng.normal(size=4), size, is_category
    )
    columns = odd_columns(rng, is_category)
    with np.errstate(all="ignore"):
        among_others = model.score(columns)[:, :k]
    scores = row_scorer(model, is_category.tolist())
    alone = [scores(row) for row in zip(*(c.tolist() for c in columns), strict=True)]
    assert bits(np.array(alone)) == bits(among_others)
