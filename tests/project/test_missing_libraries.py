"""A library that a model needs and nobody installed is missed when the project is checked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from onnx import TensorProto, helper

if TYPE_CHECKING:
    from conftest import Shop

TUNED = """CREATE MODEL m
OPTIONS (model_type = '{kind}', {label}num_trials = 2{rest})
PREDICT AT NONE AS SELECT n_orders, is_big FROM customers;
"""
LABEL = "input_label_cols = ['is_big'], "
TREES = """CREATE MODEL m
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_big'], {})
PREDICT AT NONE AS SELECT n_orders, is_big FROM customers;
"""
SERIES = """CREATE MODEL m
OPTIONS (model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'placed_at',
  time_series_data_col = 'amount')
AS SELECT placed_at, amount FROM orders;
"""
FILE = "CREATE MODEL m OPTIONS (model_type = 'ONNX', model_path = 'm.onnx') PREDICT AT NONE;"


def an_onnx_file() -> bytes:
    told = helper.make_tensor_value_info
    node = helper.make_node("Identity", ["x"], ["y"])
    ends = [told(name, TensorProto.FLOAT, ["n", 1]) for name in ("x", "y")]
    graph = helper.make_graph([node], "g", ends[:1], ends[1:])
    opsets = [helper.make_opsetid("", 17)]
    data: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()
    return data


@pytest.mark.parametrize(
    ("library", "text", "word", "extra"),
    [
        ("optuna", TUNED.format(kind="LOGISTIC_REG", label=LABEL, rest=""), "2", "tune"),
        ("optuna", TUNED.format(kind="KMEANS", label="", rest=""), "2", "tune"),
        ("optuna", TUNED.format(kind="LOGISTIC_REG", label=LABEL,
         rest=", hparam_tuning_algorithm = 'vizier_default'"), "'vizier_default'", "tune"),
        ("statsmodels", SERIES, "'ARIMA_PLUS'", "forecast"),
        ("onnxruntime", FILE, "'m.onnx'", "onnx"),
        ("onnx", FILE, "'m.onnx'", "onnx"),
        ("xgboost", TREES.format("tree_method = 'exact'"), "'exact'", "xgboost"),
        ("xgboost", TREES.format("colsample_bylevel = 0.5"), "0.5", "xgboost"),
        ("xgboost", TREES.format("num_trials = 2, hparam_tuning_algorithm = 'RANDOM_SEARCH', "
         "tree_method = HPARAM_CANDIDATES(['AUTO', 'approx'])"),
         "HPARAM_CANDIDATES(['AUTO', 'approx'])", "xgboost"),
        ("xgboost", TREES.format("booster_type = 'DART', num_parallel_tree = 3"), "3", "xgboost"),
    ],
)  # fmt: skip
def test_the_check_names_the_line_that_installs_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, library: str, text: str, word: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    shop.write({"m.onnx": an_onnx_file(), "models/m.sql": text})

    (problem,) = [p for p in shop.problems() if p.severity == "error"]

    assert problem.name == "library-missing"
    assert f'"{library}"' in problem.message
    assert f"pip install 'forebay[{extra}]'" in problem.hint
    assert problem.span is not None
    assert problem.span.text == word


@pytest.mark.parametrize("algorithm", ["RANDOM_SEARCH", "GRID_SEARCH"])
def test_other_searches_need_no_library(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    rest = f", hparam_tuning_algorithm = '{algorithm}', l2_reg = HPARAM_CANDIDATES([0, 1])"
    text = TUNED.format(kind="LOGISTIC_REG", label=LABEL, rest=rest)
    shop.write({"models/m.sql": text})

    assert [p for p in shop.problems() if p.severity == "error"] == []


def test_what_lightgbm_does_needs_no_xgboost(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xgboost", None)
    shop.write({"models/m.sql": TREES.format("booster_type = 'DART', tree_method = 'HIST'")})

    assert [p for p in shop.problems() if p.severity == "error"] == []
