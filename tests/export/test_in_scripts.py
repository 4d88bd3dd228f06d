"""Export and import as scripts of BigQuery write them."""

from __future__ import annotations

import numpy as np

import forebay


def test_a_bigquery_script_exports_a_model_and_imports_it_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    n = np.arange(1200)
    x = np.sin(n * 12.9898) * 3
    with forebay.connect(dialect="bigquery") as fb:
        fb.register("shop.points", {"id": n, "x": x, "y": 2.0 * np.round(x) + n % 3})
        answer = fb.sql("""
            CREATE OR REPLACE MODEL `shop.tree`
            OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['y'],
                     max_iterations = 5) AS
            SELECT x, y FROM `shop.points`;
            EXPORT MODEL `shop.tree` OPTIONS (URI = 'exported');
            CREATE OR REPLACE MODEL `shop.again`
            INPUT (x FLOAT64) OUTPUT (predicted_y2 FLOAT64)
            OPTIONS (MODEL_TYPE = 'XGBOOST', MODEL_PATH = 'exported/model.json');
            SELECT max(abs(predicted_y2 - predicted_y)) AS apart, count(*) AS n
            FROM ML.PREDICT(MODEL `shop.again`,
              (SELECT * FROM ML.PREDICT(MODEL `shop.tree`, (SELECT x FROM `shop.points`))));
        """).fetchall()
    ((apart, rows),) = answer
    assert rows == 1200
    assert apart < 1e-5


def test_an_export_tells_what_it_wrote(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    n = np.arange(1000)
    with forebay.connect() as fb:
        fb.register("points", {"id": n, "x": n / 100.0, "y": 3.0 * n / 100.0})
        fb.sql(
            "CREATE MODEL line OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'])"
            " KEY (id) PREDICT AT NONE AS SELECT * FROM points"
        )
        result = fb.sql("EXPORT MODEL line OPTIONS (uri = 'out')")
        assert result.columns == (
            "model", "version", "format", "file", "rows_compared", "largest_difference",
        )  # fmt: skip
        (row,) = result.fetchall()
    assert row[:5] == ("line", 1, "onnx", "out/model.onnx", 100)
    assert row[5] < 1e-12
    assert (tmp_path / "out/model.onnx").exists()
