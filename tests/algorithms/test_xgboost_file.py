"""Trees of XGBoost, read by our own code, against XGBoost's own predict.

The leaves and the ways down are the same, in float32; XGBoost adds leaves in float32, we in
float64, so that sums differ by rounding: 1e-6 of the largest sum, which a hundred additions of
float32 (2^-24 each) stay below.
"""

import json

import numpy as np
import pandas as pd
import pytest
import xgboost
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.algorithms.tree_model import TreeModel
from forebay.algorithms.xgboost_file import read_xgboost
from forebay.errors import ProjectError

REGRESSIONS = [
    "reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror", "count:poisson", "reg:gamma",
    "reg:tweedie", "reg:squaredlogerror", "rank:pairwise", "rank:ndcg",
]  # fmt: skip


def data(seed, n=300):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "a": rng.normal(size=n),
            "b": np.round(rng.normal(size=n), 1),
            "c": rng.integers(-2, 3, n).astype(float),
            "d": rng.exponential(size=n).astype(np.float32).astype(float),
        }
    )
    for name in ("a", "c"):
        frame.loc[rng.random(n) < 0.15, name] = np.nan
    frame["e"] = pd.Categorical(rng.choice(["red", "green", "blue", "grey", "pink"], n))
    frame.loc[rng.random(n) < 0.1, "e"] = np.nan
    return frame, rng


def columns_of(frame, features):
    """Return the columns as the engine gives them: numbers, and codes by our own list."""
    found = []
    for name, feature in zip(frame, features, strict=True):
        if feature.categories is None:
            found.append(frame[name].to_numpy(float))
            continue
        codes = [
            (-1 if feature.null_code is None else feature.null_code)
            if pd.isna(v)
            else (feature.categories.index(str(v)) if str(v) in feature.categories else -1)
            for v in frame[name]
        ]
        found.append(np.array(codes, np.int64))
    return found


def model_of(read):
    return TreeModel(read.forest, read.link, base_score=read.base_score, iterations=())


def assert_same(booster, frame, data_of_model):
    read = read_xgboost(data_of_model)
    matrix = xgboost.DMatrix(frame, enable_categorical=True)
    ours, columns = model_of(read), columns_of(frame, read.features)
    raw = booster.predict(matrix, output_margin=True).reshape(len(frame), -1)
    largest = max(1.0, np.abs(raw).max())
    np.testing.assert_allclose(ours.raw(columns), raw, rtol=0, atol=1e-6 * largest)
    score = booster.predict(matrix).reshape(len(frame), -1)
    mine = ours.score(columns)
    if read.answer == "class":
        np.testing.assert_array_equal(mine.argmax(axis=1), score[:, 0])
    else:
        np.testing.assert_allclose(mine, score, rtol=3e-6 * largest, atol=1e-6)


def trained(frame, y, objective, seed, rounds=8, **more):
    matrix = xgboost.DMatrix(frame, y, enable_categorical=True)
    params = {"objective": objective, "seed": seed, "nthread": 1, **more}
    return xgboost.train(params, matrix, rounds)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    objective=st.sampled_from(
        [*REGRESSIONS, "binary:logistic", "binary:logitraw", "reg:logistic", "multi:softprob",
         "multi:softmax"]
    ),
    depth=st.integers(1, 7),
    parallel=st.integers(1, 3),
    booster=st.sampled_from(["gbtree", "dart"]),
    onehot=st.sampled_from([1, 10]),
)  # fmt: skip
def test_any_trees_score_as_xgboost_does(seed, objective, depth, parallel, booster, onehot):
    frame, rng = data(seed)
    n = len(frame)
    more = {"max_depth": depth, "booster": booster, "max_cat_to_onehot": onehot}
    more |= {"num_parallel_tree": parallel, "subsample": 0.8, "rate_drop": 0.3}
    if booster == "gbtree":
        del more["rate_drop"]
    y = rng.integers(0, 2, n)
    if objective.startswith("multi:"):
        y, more["num_class"] = rng.integers(0, 4, n), 4
    elif objective in {"count:poisson", "reg:gamma", "reg:tweedie", "reg:squaredlogerror"}:
        y = rng.exponential(size=n) + 0.1
    booster_ = trained(frame, y, objective, seed, **more)
    other, _ = data(seed + 1)
    for form in ("json", "ubj"):
        assert_same(booster_, other, bytes(booster_.save_raw(form)))


def test_a_threshold_parts_what_xgboost_parts():
    """Values on, just below and just above every condition, and next to 0."""
    frame, rng = data(3)
    frame = frame[["a", "b"]]
    booster = trained(frame, rng.normal(size=len(frame)), "reg:squarederror", 3, max_depth=6)
    document = json.loads(bytes(booster.save_raw("json")))
    trees = document["learner"]["gradient_booster"]["model"]["trees"]
    cuts = np.unique(np.float32([c for t in trees for c in t["split_conditions"]]))
    near = [cuts, np.nextafter(cuts, np.float32(-9e9)), np.nextafter(cuts, np.float32(9e9))]
    values = np.concatenate([*near, [0, -0.0, 1e-40, -1e-40, 1e-36, -1e-36]]).astype(float)
    values = np.concatenate([values, values * (1 + 1e-9)])  # what float32 cannot tell apart
    rows = pd.DataFrame({"a": values, "b": values[::-1]})
    assert_same(booster, rows, bytes(booster.save_raw("ubj")))


def test_codes_that_no_split_knows_go_where_xgboost_sends_them():
    rng = np.random.default_rng(0)
    x = pd.DataFrame({"k": rng.integers(0, 40, 500)})
    matrix = xgboost.DMatrix(x, rng.normal(size=500), feature_types=["c"], enable_categorical=True)
    booster = xgboost.train({"max_depth": 5, "max_cat_to_onehot": 1}, matrix, 5)
    read = read_xgboost(bytes(booster.save_raw("json")))
    rows = np.array([0.0, 5, 39, 63, 64, 1000, np.nan])
    theirs = booster.predict(
        xgboost.DMatrix(rows[:, None], feature_names=["k"], feature_types=["c"])
    )
    (feature,) = read.features
    assert feature.type == "BIGINT"
    codes = [
        feature.null_code if np.isnan(v) else int(v) if v < len(feature.categories) else -1
        for v in rows
    ]
    np.testing.assert_allclose(model_of(read).score([np.array(codes)])[:, 0], theirs, atol=1e-6)


def test_names_and_values_of_categories_are_kept():
    frame, rng = data(1)
    booster = trained(frame, rng.normal(size=len(frame)), "reg:squarederror", 1)
    features = read_xgboost(bytes(booster.save_raw("ubj"))).features
    assert [f.name for f in features] == ["a", "b", "c", "d", "e"]
    assert features[4].type == "VARCHAR"
    assert set(features[4].categories) == {"red", "green", "blue", "grey", "pink"}


def test_feature_contributions_are_those_of_xgboost():
    from forebay.algorithms.tree_attribution import TreeAttribution

    frame, rng = data(5)
    booster = trained(frame, rng.normal(size=len(frame)), "reg:squarederror", 5, max_depth=4)
    read = read_xgboost(bytes(booster.save_raw("json")))
    theirs = booster.predict(
        xgboost.DMatrix(frame, enable_categorical=True), pred_contribs=True, validate_features=False
    )
    mine = TreeAttribution(read.forest, read.base_score)
    parts = mine.of(columns_of(frame, read.features))[:, :, 0]
    np.testing.assert_allclose(parts, theirs[:, :-1], atol=2e-5)  # XGBoost adds in float32
    np.testing.assert_allclose(mine.baseline[0], theirs[0, -1], atol=2e-5)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x80\x04\x95",
        b"{",
        b"[]",
        b"{}",
        b'{"learner": 3}',
        b'{"learner": {}}',
        b"binf",
        b"{L",
        b"{i\x01a[$Z#L\x7f\xff\xff\xff\xff\xff\xff\xff}",  # values without bytes
        b'{"a": ' + b"[" * 100_000,
    ],
    ids=lambda broken: repr(broken[:30]),
)
def test_what_is_no_model_is_an_error(broken):
    with pytest.raises(ProjectError) as raised:
        read_xgboost(broken)
    assert raised.value.problems[0].name == "model-file"


@pytest.mark.parametrize("form", ["json", "ubj"])
def test_a_damaged_file_is_an_error_or_trees_that_end(form):
    frame, rng = data(9, 60)
    booster = trained(frame, rng.integers(0, 2, 60), "binary:logistic", 1, rounds=2, max_depth=3)
    whole = bytes(booster.save_raw(form))
    refused = 0
    for _ in range(400):
        data_ = bytearray(whole)
        data_[rng.integers(len(data_))] ^= 1 << rng.integers(8)
        try:
            read = read_xgboost(bytes(data_))
        except ProjectError:
            refused += 1
        else:
            model_of(read).score([np.zeros(3) for _ in read.features])
    assert refused > 40


def test_other_boosters_and_objectives_are_named():
    frame, rng = data(2)
    frame = frame[["a", "b"]]
    linear = trained(frame, rng.normal(size=300), "reg:squarederror", 1, booster="gblinear")
    hinge = trained(frame, rng.integers(0, 2, 300), "binary:hinge", 1)
    for booster, word in ((linear, "gblinear"), (hinge, "binary:hinge")):
        with pytest.raises(ProjectError, match=word) as raised:
            read_xgboost(bytes(booster.save_raw("json")))
        assert raised.value.problems[0].name == "not-supported"
