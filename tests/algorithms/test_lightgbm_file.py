"""Model texts of LightGBM, as its own users write them, against LightGBM's own predict."""

import lightgbm
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.algorithms.lightgbm_file import read_lightgbm
from forebay.algorithms.tree_model import TreeModel
from forebay.errors import ProjectError

PLAIN = {"verbosity": -1, "num_threads": 1, "deterministic": True, "min_data_in_leaf": 5}
OBJECTIVES = [
    "regression", "regression_l1", "huber", "fair", "quantile", "mape", "poisson", "gamma",
    "tweedie", "binary", "cross_entropy", "multiclass", "multiclassova", "lambdarank",
]  # fmt: skip


def data(seed, n=400):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "a": rng.normal(size=n),  # float64: no float32 parts them
            "b": np.round(rng.normal(size=n), 1),
            "zeros": rng.poisson(0.5, n) * rng.choice([1e-36, 1.0], n),
        }
    )
    for name in frame:
        frame.loc[rng.random(n) < 0.1, name] = np.nan
    frame["e"] = pd.Categorical(rng.choice(["red", "green", "blue", "grey", "pink"], n))
    frame.loc[rng.random(n) < 0.1, "e"] = np.nan
    return frame, rng


def label_for(objective, rng, n, more):
    if objective.startswith("multiclass"):
        more["num_class"] = 3
        return rng.integers(0, 3, n)
    if objective in {"poisson", "gamma", "tweedie", "mape"}:
        return rng.exponential(size=n) + 0.1
    if objective in {"binary", "cross_entropy", "lambdarank"}:
        return rng.integers(0, 2, n)
    return rng.normal(size=n)


def columns_of(frame, features):
    found = []
    for name, feature in zip(frame, features, strict=True):
        if feature.categories is None:
            found.append(frame[name].to_numpy(float))
            continue
        codes = [
            feature.categories.index(str(v)) if str(v) in feature.categories else -1
            for v in frame[name]
        ]
        found.append(np.array(codes, np.int64))
    return found


def model_of(read):
    return TreeModel(read.forest, read.link, base_score=read.base_score, iterations=())


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    objective=st.sampled_from(OBJECTIVES),
    leaves=st.integers(2, 40),
    boosting=st.sampled_from(["gbdt", "dart", "rf"]),
    missing=st.sampled_from([{}, {"zero_as_missing": True}, {"use_missing": False}]),
    sigmoid=st.sampled_from([1.0, 0.7]),
)
def test_any_trees_score_as_lightgbm_does(seed, objective, leaves, boosting, missing, sigmoid):
    frame, rng = data(seed)
    more = {"objective": objective, "num_leaves": leaves, "seed": seed, **missing}
    if objective in {"binary", "multiclassova"}:
        more["sigmoid"] = sigmoid
    if boosting == "rf" and objective != "lambdarank":
        more |= {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7}
    elif boosting == "dart":
        more["boosting"] = "dart"
    y = label_for(objective, rng, len(frame), more)
    group = [len(frame)] if objective == "lambdarank" else None
    booster = lightgbm.train(PLAIN | more, lightgbm.Dataset(frame, y, group=group), 6)
    other, _ = data(seed + 1)
    read = read_lightgbm(booster.model_to_string().encode())
    columns = columns_of(other, read.features)
    model = model_of(read)
    assert [f.name for f in read.features] == ["a", "b", "zeros", "e"]
    score = booster.predict(other).reshape(len(other), -1)
    np.testing.assert_allclose(model.score(columns), score, rtol=1e-12, atol=1e-12)
    if boosting != "rf" and "sigmoid" not in more:  # else LightGBM's raw scores are of other units
        raw = booster.predict(other, raw_score=True).reshape(len(other), -1)
        np.testing.assert_allclose(model.raw(columns), raw, rtol=1e-12, atol=1e-12)


def test_codes_without_a_data_frame_are_whole_numbers():
    rng = np.random.default_rng(0)
    x = np.column_stack([rng.integers(0, 30, 500), rng.normal(size=500)]).astype(float)
    dataset = lightgbm.Dataset(x, rng.normal(size=500), categorical_feature=[0])
    booster = lightgbm.train({**PLAIN, "min_data_per_group": 5}, dataset, 5)
    read = read_lightgbm(booster.model_to_string().encode())
    assert [(f.name, f.type) for f in read.features] == [("", "BIGINT"), ("", "DOUBLE")]
    rows = np.array([[0, 0.1], [29, 0.2], [500, 0.3], [-3, 0.1], [np.nan, np.nan]])
    codes = [int(v) if 0 <= v < len(read.features[0].categories) else -1 for v in rows[:, 0]]
    mine = model_of(read).score([np.array(codes), rows[:, 1]])
    np.testing.assert_allclose(mine[:, 0], booster.predict(rows), rtol=1e-12)


def test_a_threshold_parts_what_float64_parts():
    frame, rng = data(4)
    frame = frame[["a"]]
    booster = lightgbm.train(PLAIN, lightgbm.Dataset(frame, rng.normal(size=len(frame))), 20)
    read = read_lightgbm(booster.model_to_string().encode())
    cuts = np.unique(read.forest.threshold)
    assert cuts.dtype == np.float64
    values = np.concatenate([cuts, np.nextafter(cuts, -9e9), np.nextafter(cuts, 9e9)])
    mine = model_of(read).score([values])[:, 0]
    np.testing.assert_array_equal(mine, booster.predict(pd.DataFrame({"a": values})))


@pytest.mark.parametrize("broken", [b"", b"\x80\x04", b"tree\n", b"tree\nversion=v3\n", b"{}"])
def test_what_is_no_model_is_an_error(broken):
    with pytest.raises(ProjectError) as raised:
        read_lightgbm(broken)
    assert raised.value.problems[0].name == "model-file"


def test_a_damaged_file_is_an_error_or_trees_that_end():
    frame, rng = data(9, 100)
    y = rng.integers(0, 2, 100)
    params = {**PLAIN, "objective": "binary", "num_leaves": 8}
    booster = lightgbm.train(params, lightgbm.Dataset(frame, y), 3)
    whole = booster.model_to_string().encode()
    end = whole.index(b"end of trees")
    refused = 0
    for _ in range(400):
        bad = bytearray(whole)
        bad[rng.integers(end)] ^= 1 << rng.integers(8)
        try:
            read = read_lightgbm(bytes(bad))
        except ProjectError:
            refused += 1
        else:
            model_of(read).score([np.zeros(3) for _ in read.features])
    assert refused > 40


def test_an_objective_without_a_place_here_is_named():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(200, 2)), rng.exponential(size=200)
    for objective, more in (("cross_entropy_lambda", {}), ("regression", {"reg_sqrt": True})):
        params = {**PLAIN, "objective": objective, **more}
        label = y / y.max() if objective == "cross_entropy_lambda" else y
        booster = lightgbm.train(params, lightgbm.Dataset(x, label), 2)
        with pytest.raises(ProjectError) as raised:
            read_lightgbm(booster.model_to_string().encode())
        assert raised.value.problems[0].name == "not-supported"
