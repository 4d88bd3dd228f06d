"""Exported files against the libraries that read them, on rows that no parity test has seen."""

from __future__ import annotations

import json

import numpy as np
import onnxruntime
import pytest
import xgboost
from tests.export.trained import trained

from forebay.errors import EngineError, ProjectError
from forebay.export import xgboost_booster

UNSEEN = """(SELECT a * 1.37 + 0.01 AS a, b * 0.9 AS b, CASE WHEN k = 5 THEN 'violet' ELSE color END
  AS color, flag, CASE WHEN k = 2 THEN NULL ELSE k END AS k FROM d ORDER BY id LIMIT 500)"""
CASES = [
    ("BOOSTED_TREE_REGRESSOR", "y"),
    ("BOOSTED_TREE_CLASSIFIER", "high"),
    ("BOOSTED_TREE_CLASSIFIER", "third"),
    ("RANDOM_FOREST_REGRESSOR", "y"),
    ("RANDOM_FOREST_CLASSIFIER", "high"),
    ("RANDOM_FOREST_CLASSIFIER", "third"),
    ("LINEAR_REG", "y"),
    ("LOGISTIC_REG", "high"),
    ("LOGISTIC_REG", "third"),
]


def few(model_type):
    return "" if "REG" in model_type and "TREE" not in model_type else ", max_tree_depth = 4"


def shares_of(session, name, label):
    """Return what ML.PREDICT answers: values, or probabilities in the order of the classes."""
    answer = session.sql(f"SELECT * FROM ML.PREDICT(MODEL {name}, {UNSEEN})").fetchall()
    if label == "y":
        return np.array([[row[0]] for row in answer]), [row[0] for row in answer]
    order = [sorted(row[1], key=lambda pair: pair["label"]) for row in answer]
    return np.array([[p["prob"] for p in row] for row in order]), [row[0] for row in answer]


def feed_of(session):
    rows = session.sql(f"SELECT a, b, color, flag, k FROM {UNSEEN}").fetchall()
    names = ("a", "b", "color", "flag", "k")
    feed = {}
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        if name == "color":
            feed[name] = np.array([["" if v is None else v] for v in values], dtype=object)
        else:
            feed[name] = np.array([[np.nan if v is None else float(v)] for v in values])
    return feed


@pytest.mark.parametrize(("model_type", "label"), CASES)
def test_onnx_answers_as_ml_predict_does(session, tmp_path, model_type, label):
    name = trained(session, model_type, label, more=few(model_type))
    target = tmp_path / "m.onnx"
    ((*_, compared, difference),) = session.sql(
        f"EXPORT MODEL {name} OPTIONS (uri = '{target}')"
    ).fetchall()
    assert compared == 100
    assert difference <= 1e-5
    theirs = onnxruntime.InferenceSession(target.read_bytes())
    answer = theirs.run(None, feed_of(session))
    mine, predicted = shares_of(session, name, label)
    # An ensemble of trees adds up in float32; anything else is float64 throughout.
    tolerance = 1e-5 if "TREE" in model_type or "FOREST" in model_type else 1e-12
    if label == "y":
        np.testing.assert_allclose(answer[0], mine, atol=tolerance * max(1, np.abs(mine).max()))
        return
    np.testing.assert_allclose(answer[1], mine, atol=tolerance)
    close = np.sort(mine, axis=1)[:, -1] - np.sort(mine, axis=1)[:, -2] < 1e-4
    words = [str(p).lower() if isinstance(p, bool) else p for p in predicted]
    agree = np.array(words, dtype=object) == answer[0][:, 0]
    assert (agree | close).all()


@pytest.mark.parametrize(("model_type", "label"), [case for case in CASES if "TREE" in case[0]])
def test_xgboost_loads_a_booster_that_answers_alike(session, tmp_path, model_type, label):
    name = trained(session, model_type, label, more=few(model_type))
    target = tmp_path / "out"
    session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{target}')")
    booster = xgboost.Booster(model_file=str(target / "model.json"))
    about = json.loads((target / "features.json").read_text())
    assert [f["name"] for f in about["features"]] == booster.feature_names
    made = ", ".join(f"{f['sql']} AS f{i}" for i, f in enumerate(about["features"]))
    rows = session.sql(f"SELECT {made} FROM {UNSEEN}").fetchall()
    matrix = np.array(rows, dtype=np.float64)
    for i, feature in enumerate(about["features"]):
        if "codes" in feature:
            matrix[matrix[:, i] < 0, i] = np.nan  # "unknown_category": "missing"
    theirs = booster.predict(
        xgboost.DMatrix(
            matrix, feature_names=booster.feature_names, feature_types=booster.feature_types
        )
    ).reshape(len(matrix), -1)
    mine, _ = shares_of(session, name, label)
    if label == "high":
        mine = mine[:, 1:]
    np.testing.assert_allclose(theirs, mine, atol=1e-5 * max(1, np.abs(mine).max()))


def test_a_forest_of_shares_is_a_booster_of_one_class_only(session, tmp_path):
    name = trained(session, "RANDOM_FOREST_CLASSIFIER", "high", more=", max_tree_depth = 3")
    session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / 'm.json'}')")
    assert xgboost.Booster(model_file=str(tmp_path / "m.json")).num_features() >= 4
    name = trained(session, "RANDOM_FOREST_CLASSIFIER", "third", more=", max_tree_depth = 3")
    with pytest.raises(ProjectError, match="several classes") as raised:
        session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / 'n.json'}')")
    assert raised.value.problems[0].name == "not-supported"


def test_a_transform_clause_goes_with_the_model(session, tmp_path):
    transform = "TRANSFORM (ML.STANDARD_SCALER(a) OVER () AS a, b * 2 + 1 AS b, color, y)"
    name = trained(session, "LINEAR_REG", "y", transform=transform)
    target = tmp_path / "m.onnx"
    session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{target}')")
    feed = {name: v for name, v in feed_of(session).items() if name in {"a", "b", "color"}}
    theirs = onnxruntime.InferenceSession(target.read_bytes()).run(None, feed)[0]
    np.testing.assert_allclose(theirs, shares_of(session, name, "y")[0], atol=1e-12)


def test_a_file_that_answers_otherwise_is_not_written(session, tmp_path, monkeypatch):
    name = trained(session, "BOOSTED_TREE_REGRESSOR", "y", more=", max_tree_depth = 3")
    honest = xgboost_booster._tree

    def off_by_a_little(forest, tree):
        found = honest(forest, tree)
        found["split_conditions"][-1] += 0.05
        return found

    monkeypatch.setattr(xgboost_booster, "_tree", off_by_a_little)
    with pytest.raises(EngineError) as raised:
        session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / 'm.json'}')")
    assert raised.value.problems[0].name == "parity"
    assert not (tmp_path / "m.json").exists()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ("uri = 'gs://bucket/m'", "not-supported"),
        ("uri = 'out/m.pkl'", "not-supported"),
        ("uri = 'out/m.bst'", "not-supported"),
        ("uri = '.forebay/m.json'", "bad-option"),
        ("uri = 3", "bad-option"),
        ("url = 'out'", "unknown-option"),
        ("uri = 'out', trial_id = 1", "not-supported"),
    ],
)
def test_what_cannot_be_exported_to_is_named(session, options, error):
    name = trained(session, "LINEAR_REG", "y")
    with pytest.raises(ProjectError) as raised:
        session.sql(f"EXPORT MODEL {name} OPTIONS ({options})")
    assert raised.value.problems[0].name == error


def test_models_that_no_format_can_say_are_named(session, tmp_path):
    session.sql(
        "CREATE MODEL c OPTIONS (model_type = 'KMEANS', num_clusters = 3) PREDICT AT NONE"
        " AS SELECT a, b FROM d WHERE a IS NOT NULL"
    )
    with pytest.raises(ProjectError, match="not made of trees"):
        session.sql(f"EXPORT MODEL c OPTIONS (uri = '{tmp_path / 'c.json'}')")
    with pytest.raises(ProjectError, match="no model"):
        session.sql(f"EXPORT MODEL nothing OPTIONS (uri = '{tmp_path / 'c.json'}')")


def test_a_feature_that_onnx_cannot_say_is_named(session, tmp_path):
    features = "a, TIMESTAMP '2024-01-01' + id * INTERVAL 7 HOUR AS t"
    name = trained(session, "BOOSTED_TREE_REGRESSOR", "y", features=features)
    with pytest.raises(ProjectError, match='"t" is TIMESTAMP'):
        session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / 'm.onnx'}')")


@pytest.mark.parametrize("label", ["y", "third"])
def test_what_xgboost_grew_is_exported_as_any_trees(session, tmp_path, label):
    """Sets of categories, missing values and sums, in every format; each file is proven."""
    model_type = "BOOSTED_TREE_REGRESSOR" if label == "y" else "BOOSTED_TREE_CLASSIFIER"
    options = ", tree_method = 'APPROX', max_tree_depth = 4, max_iterations = 4"
    name = trained(session, model_type, label, more=options)

    formats = {"xgboost": "m.json", "onnx": "m.onnx", "python": "m.py", "sql": "m.sql"}
    done = [session.export(name, to, tmp_path / file) for to, file in formats.items()]

    assert [exported.rows for exported in done] == [100] * 4
    assert [exported.difference <= 1e-5 for exported in done] == [True] * 4
