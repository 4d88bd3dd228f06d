"""One-hot encoders and joined texts as ONNX, against ML.PREDICT on rows that no test has seen."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from forebay.export.onnx_joined import _taken_apart
from forebay.session import connect

# Some texts have the separator in them: "a" and "b_c" join to what "a_b" and "c" do.
ROWS = """
SELECT i, ['a', 'a_b', 'c', NULL][1 + CAST(hash(i) % 4 AS INT)] AS t,
  ['c', 'b_c', 'é'][1 + CAST(hash(i, 2) % 3 AS INT)] AS u, CAST(hash(i, 3) % 5 AS INT) - 2 AS n,
  length(coalesce(t, '')) + 3.0 * length(u) + n + 0.01 * (i % 13) AS y
FROM range(900) r(i)
"""
UNSEEN = """
SELECT t, u, n FROM (VALUES ('a', 'b_c', 1), ('a_b', 'c', -2), ('z', 'c', 0), (NULL, 'c', 2),
  ('a', NULL, 1), ('c', 'é', NULL), ('c', 'é', 99), ('a', 'é', -1)) AS v(t, u, n)
"""
TRANSFORMS = {
    "one_hot": "ML.ONE_HOT_ENCODER(t) OVER () AS t, u",
    "one_left_out": "ML.ONE_HOT_ENCODER(u, 'most_frequent') OVER () AS u, t",
    "cross": "ML.FEATURE_CROSS(STRUCT(t, u)) AS x",
    "cross_of_three": "ML.FEATURE_CROSS(STRUCT(t, u, n), 3) AS x",
    "joined": "t || '/' || u AS x, n",
}


@pytest.fixture(scope="module")
def session():
    with connect() as found:
        found.sql(f"CREATE TABLE rows AS {ROWS}")
        yield found


def column(values):
    if any(isinstance(v, str) for v in values):
        return np.array([["" if v is None else v] for v in values], dtype=object)
    return np.array([[np.nan if v is None else float(v)] for v in values])


@pytest.mark.parametrize(
    ("name", "model_type"),
    [*((name, "LINEAR_REG") for name in TRANSFORMS), ("cross", "BOOSTED_TREE_REGRESSOR")],
)
def test_a_file_answers_as_ml_predict_does(session, tmp_path, name, model_type):
    session.sql(
        f"CREATE OR REPLACE MODEL m TRANSFORM ({TRANSFORMS[name]}, y)"
        f" OPTIONS (model_type = '{model_type}', input_label_cols = ['y'])"
        " STANDARDS (r2_score >= -1) AS SELECT * FROM rows"
    )
    target = tmp_path / "m.onnx"
    session.sql(f"EXPORT MODEL m OPTIONS (uri = '{target}')")

    runtime = onnxruntime.InferenceSession(target.read_bytes())
    given = dict(zip("tun", zip(*session.sql(UNSEEN).fetchall(), strict=True), strict=True))
    feed = {part.name: column(given[part.name]) for part in runtime.get_inputs()}
    answer, *_ = runtime.run(None, feed)

    wanted = session.sql(f"SELECT predicted_y FROM ML.PREDICT(MODEL m, ({UNSEEN}))").fetchall()
    np.testing.assert_allclose(answer[:, 0], [y for (y,) in wanted], atol=1e-5)
    assert len(set(wanted)) > 1


def test_a_text_is_taken_apart_in_every_way():
    from forebay.export.onnx_joined import _Column

    text, number = _Column("t", is_text=True), _Column("n", is_text=False)

    assert list(_taken_apart("a_b_c", [text, "_", text])) == [("a", "b_c"), ("a_b", "c")]
    assert list(_taken_apart("a_-1", [text, "_", number])) == [("a", "-1")]
    assert list(_taken_apart("a_01", [text, "_", number])) == []
    assert list(_taken_apart("_c", [text, "_", text])) == []
