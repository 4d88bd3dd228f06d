"""Models that came from files go out again."""

from __future__ import annotations

import json

import lightgbm
import numpy as np
import onnxruntime
import pandas as pd
import pytest
import xgboost

import forebay


@pytest.fixture
def rows():
    rng = np.random.default_rng(3)
    x = pd.DataFrame({"a": rng.normal(size=500), "b": rng.normal(size=500)})
    x.loc[::9, "a"] = np.nan
    x["kind"] = pd.Categorical(rng.choice(["new", "old", "used"], 500))
    x.loc[::7, "kind"] = np.nan
    return x, rng.integers(0, 3, 500)


def feed_of(x):
    texts = x.kind.astype(object).where(x.kind.notna(), "").to_numpy()[:, None]
    return {"a": x[["a"]].to_numpy(), "b": x[["b"]].to_numpy(), "kind": texts}


def test_a_lightgbm_model_becomes_onnx_with_its_own_thresholds(rows, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    x, y = rows
    plain = {"verbosity": -1, "num_threads": 1, "objective": "multiclass", "num_class": 3}
    booster = lightgbm.train(plain, lightgbm.Dataset(x, y), 8)
    booster.save_model("m.txt")
    with forebay.connect() as fb:
        fb.sql("CREATE MODEL m OPTIONS (model_type = 'LIGHTGBM', model_path = 'm.txt')")
        ((*_, file, compared, _),) = fb.sql("EXPORT MODEL m OPTIONS (uri = 'out')").fetchall()
    assert (file, compared) == ("out/model.onnx", 100)
    answer = onnxruntime.InferenceSession("out/model.onnx").run(None, feed_of(x))[0]
    np.testing.assert_allclose(answer, booster.predict(x), atol=1e-5)  # added up in float32


def test_an_xgboost_model_becomes_a_booster_and_onnx(rows, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    x, y = rows
    matrix = xgboost.DMatrix(x, y, enable_categorical=True)
    params = {"objective": "multi:softprob", "num_class": 3, "max_depth": 4}
    booster = xgboost.train(params, matrix, 8)
    booster.save_model("m.ubj")
    with forebay.connect() as fb:
        fb.sql("CREATE MODEL m OPTIONS (model_type = 'XGBOOST', model_path = 'm.ubj')")
        fb.sql("EXPORT MODEL m OPTIONS (uri = 'again.onnx')")
        fb.sql("EXPORT MODEL m OPTIONS (uri = 'again')")
    answer = onnxruntime.InferenceSession("again.onnx").run(None, feed_of(x))[0]
    np.testing.assert_allclose(answer, booster.predict(matrix), atol=1e-5)
    kind = json.loads((tmp_path / "again/features.json").read_text())["features"][2]
    codes = [kind["null_code"] if pd.isna(v) else kind["codes"][v] for v in x.kind]
    again = xgboost.Booster(model_file="again/model.json")
    coded = xgboost.DMatrix(
        np.column_stack([x.a, x.b, codes]),
        feature_names=again.feature_names,
        feature_types=again.feature_types,
    )
    np.testing.assert_allclose(again.predict(coded), booster.predict(matrix), atol=1e-6)
