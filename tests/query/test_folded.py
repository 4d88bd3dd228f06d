"""A linear model whose weights hold the constants of its features gives the same sums."""

from __future__ import annotations

import numpy as np
import pytest

import forebay
from forebay.query.folded import folded
from forebay.session.export_file import read_model

N_ROWS = 3_000
CHAINS = """TRANSFORM (ML.STANDARD_SCALER(a) OVER () AS s, small * 1e7 + 1 AS t,
  (year - 2000) / 10 AS u, color, high)"""


@pytest.fixture(scope="module")
def session():
    rng = np.random.default_rng(11)
    a = rng.normal(size=N_ROWS)
    columns = {
        "id": np.arange(N_ROWS), "a": a, "small": a * 1e-7 + rng.normal(size=N_ROWS) * 1e-8,
        "year": 2000 + rng.integers(0, 20, N_ROWS), "far": 1e9 + rng.normal(size=N_ROWS),
        "color": rng.choice(["red", "green", "blue"], N_ROWS),
        "y": 3.0 * a + rng.normal(size=N_ROWS),
    }  # fmt: skip
    columns["high"] = columns["y"] > 0
    with forebay.connect() as fb:
        fb.register("given", columns)
        fb.sql("CREATE TABLE d AS SELECT * REPLACE (CASE WHEN id % 9 > 0 THEN a END AS a,"
               " CASE WHEN id % 7 > 0 THEN small END AS small) FROM given")  # fmt: skip
        yield fb


def built(session, model_type, label, transform=""):
    standard = "mean_squared_error <= 1e9" if label == "y" else "roc_auc >= 0.4"
    done = session.sql(
        f"CREATE OR REPLACE MODEL m_{label} {transform} OPTIONS (model_type = '{model_type}',"
        f" input_label_cols = ['{label}']) KEY (id) PREDICT AT NONE STANDARDS ({standard})"
        f" AS SELECT id, a, small, year, far, color, {label} FROM d"
    )
    assert done.outcome == "done", done
    return f"m_{label}"


@pytest.mark.parametrize(
    ("model_type", "label", "transform"),
    [("LINEAR_REG", "y", ""), ("LOGISTIC_REG", "high", ""), ("LOGISTIC_REG", "high", CHAINS)],
)
def test_ml_predict_gives_the_scores_that_numpy_gives(session, model_type, label, transform):
    name = built(session, model_type, label, transform)
    model = read_model(session.root, session.env, name)
    answer = session.sql(f"SELECT * FROM ML.PREDICT(MODEL {name}, TABLE d) ORDER BY id")
    place = answer.columns.index(f"predicted_{label}" if label == "y" else "predicted_high_probs")
    told = [row[place] for row in answer.fetchall()]
    if label != "y":
        told = [{pair["label"]: pair["prob"] for pair in pairs}[True] for pairs in told]
    names = [column.name for column in model.features.inputs]
    rows = session.sql(f"SELECT {', '.join(names)} FROM d ORDER BY id").fetchall()
    matrix = [model.features.row(dict(zip(names, row, strict=True))) for row in rows]
    columns = [
        np.array(values, np.int64 if column.kind == "category" else np.float64)
        for column, values in zip(model.features.columns, zip(*matrix, strict=True), strict=True)
    ]
    wanted = model.scorer.score(columns)[:, 0]
    if label == "y":
        np.testing.assert_array_equal(told, wanted)
    np.testing.assert_allclose(told, wanted, rtol=1e-12, atol=1e-12 * np.abs(wanted).max())


def test_what_lies_too_far_from_0_is_left_as_it_is(session):
    line = read_model(session.root, session.env, built(session, "LINEAR_REG", "y"))
    assert folded(line) is line
    model = read_model(session.root, session.env, built(session, "LOGISTIC_REG", "high"))
    made = folded(model)
    changed = {
        column.name
        for column, before, after in zip(
            model.features.columns, model.features.expressions, made.features.expressions,
            strict=True,
        )
        if before != after
    }  # fmt: skip
    # A thousand million spreads away: x * w and the intercept would cancel to noise.
    assert changed == {"a", "small"} | ({"year"} & changed)
    assert "far" not in changed
