"""Calibrated models and intervals in every format, on rows that no parity test has seen."""

from __future__ import annotations

import runpy

import numpy as np
import onnxruntime
import pytest
from tests.export.databases import in_duckdb, in_postgres, in_sqlite
from tests.export.test_export_model import UNSEEN, feed_of, shares_of
from tests.export.test_sql_query import COLUMNS
from tests.export.test_sql_query import UNSEEN as WITH_ID
from tests.export.trained import trained

from forebay.errors import ProjectError
from forebay.export.query_options import QueryOptions

OWN_ROWS = ", calibration_fraction = 0.5"


def exported(session, name, target):
    ((*_, difference),) = session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{target}')").fetchall()
    assert difference <= 1e-5
    return onnxruntime.InferenceSession(target.read_bytes()).run(None, feed_of(session))


@pytest.mark.parametrize(
    ("model_type", "label", "method"),
    [
        ("LOGISTIC_REG", "high", "PLATT"),
        ("LOGISTIC_REG", "third", "PLATT"),
        ("BOOSTED_TREE_CLASSIFIER", "high", "PLATT"),
    ],
)
def test_calibrated_probabilities_are_exported(session, tmp_path, model_type, label, method):
    more = f", calibration_method = '{method}'{OWN_ROWS}"
    name = trained(session, model_type, label, more=more)

    answer = exported(session, name, tmp_path / "m.onnx")

    mine, _ = shares_of(session, name, label)
    # An ensemble of trees adds up in float32; anything else is float64 throughout.
    tolerance = 1e-5 if "TREE" in model_type else 1e-9
    np.testing.assert_allclose(answer[1], mine, atol=tolerance)


def test_isotonic_curves_are_exported(session, tmp_path):
    answer = exported(session, stepped(session), tmp_path / "m.onnx")

    mine, _ = shares_of(session, "stepped", "high")
    np.testing.assert_allclose(answer[1], mine, atol=1e-9)


def stepped(session):
    """Return a model with a curve through points, which needs many rows."""
    session.sql("CREATE OR REPLACE TABLE twice AS SELECT * FROM d UNION ALL"
                " SELECT * REPLACE (id + 5000 AS id, b + 0.001 AS b) FROM d")  # fmt: skip
    built = session.sql(
        "CREATE OR REPLACE MODEL stepped OPTIONS (model_type = 'LOGISTIC_REG',"
        f" input_label_cols = ['high'], calibration_method = 'ISOTONIC'{OWN_ROWS})"
        " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.6)"
        " AS SELECT id, a, b, color, flag, k, high FROM twice"
    )
    assert built.outcome == "done", built
    return "stepped"


@pytest.mark.parametrize("model_type", ["LINEAR_REG", "BOOSTED_TREE_REGRESSOR"])
def test_ends_of_intervals_are_exported(session, tmp_path, model_type):
    more = f", prediction_interval_level = 0.9{OWN_ROWS}"
    name = trained(session, model_type, "y", more=more)

    predicted, low, high, _ = exported(session, name, tmp_path / "m.onnx")

    mine = np.array(
        session.sql(f"""
            SELECT predicted_y, prediction_interval_lower_bound, prediction_interval_upper_bound
            FROM ML.PREDICT(MODEL {name}, {UNSEEN})
        """).fetchall()
    )
    # A prediction that float32 moves across an edge has the width of the next bin: not these.
    near = np.abs(predicted[:, 0] - mine[:, 0]) < 1e-5
    assert near.all()
    same = np.isclose(high - low, (mine[:, 2] - mine[:, 1])[:, None], atol=1e-4)[:, 0]
    assert same.mean() > 0.99
    np.testing.assert_allclose(low[same, 0], mine[same, 1], atol=1e-4)


def test_a_booster_of_xgboost_cannot_hold_a_calibration(session, tmp_path):
    more = f", calibration_method = 'PLATT'{OWN_ROWS}"
    name = trained(session, "BOOSTED_TREE_CLASSIFIER", "high", more=more)

    with pytest.raises(ProjectError) as caught:
        session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / 'm.json'}')")

    (problem,) = caught.value.problems
    assert problem.name == "not-supported"
    assert "its scores are calibrated" in problem.message
    assert "write model.onnx, model.py or model.sql" in problem.hint


def in_databases(session, postgres, tmp_path, name):
    """Return the answers of the exported queries, by database, in the order of the rows."""
    rows = session.sql(f"SELECT id, a, b, color, flag, k FROM {WITH_ID} ORDER BY id").fetchall()
    found = {}
    for dialect, run in {
        "duckdb": in_duckdb,
        "sqlite": in_sqlite,
        "postgres": lambda *given: in_postgres(postgres, *given),
    }.items():
        file = tmp_path / f"{dialect}.sql"
        done = session.export(name, "sql", file, options=QueryOptions(dialect=dialect, key=("id",)))
        assert done.difference <= 1e-9
        found[dialect] = run(file.read_text(), COLUMNS, rows)
    return found


def rows_of(session):
    given = session.sql(f"SELECT a, b, color, flag, k FROM {WITH_ID} ORDER BY id")
    return [dict(zip(given.columns, row, strict=True)) for row in given.fetchall()]


@pytest.mark.parametrize(
    ("model_type", "label", "method"),
    [
        ("BOOSTED_TREE_CLASSIFIER", "high", "PLATT"),
        ("LOGISTIC_REG", "third", "PLATT"),
        ("LOGISTIC_REG", "high", "ISOTONIC"),
    ],
)
def test_sql_and_python_answer_with_calibrated_probabilities(
    session, postgres, tmp_path, model_type, label, method
):
    name = stepped(session) if method == "ISOTONIC" else trained(
        session, model_type, label, more=f", calibration_method = '{method}'{OWN_ROWS}"
    )  # fmt: skip
    answer = session.sql(
        f"SELECT predicted_{label}_probs FROM ML.PREDICT(MODEL {name}, {WITH_ID}) ORDER BY id"
    ).fetchall()
    in_order = [sorted(pairs, key=lambda pair: pair["label"]) for (pairs,) in answer]
    mine = np.array([[pair["prob"] for pair in pairs] for pairs in in_order])
    classes = [pair["label"] for pair in in_order[0]]

    for dialect, found in in_databases(session, postgres, tmp_path, name).items():
        told = [
            [row[f"predicted_{label}_prob_{str(word).lower()}"] for word in classes]
            for row in found
        ]
        np.testing.assert_allclose(told, mine, atol=1e-9, err_msg=dialect)
    assert session.export(name, "python", tmp_path / "m.py").difference <= 1e-9
    namespace = runpy.run_path(str(tmp_path / "m.py"))
    for row, shares in zip(rows_of(session), mine, strict=True):
        pairs = namespace["predict"](row)[f"predicted_{label}_probs"]
        by_class = {str(pair["label"]): pair["prob"] for pair in pairs}
        np.testing.assert_allclose([by_class[str(c)] for c in classes], shares, atol=1e-9)
    done = session.export(name, "mlflow", tmp_path / "mlflow")
    assert (done.proof, done.difference <= 1e-9) == ("run by mlflow.pyfunc.load_model", True)


def test_sql_and_python_answer_with_the_ends_of_intervals(session, postgres, tmp_path):
    more = f", prediction_interval_level = 0.9{OWN_ROWS}"
    name = trained(session, "LINEAR_REG", "y", more=more)
    ends = ("prediction_interval_lower_bound", "prediction_interval_upper_bound")
    mine = session.sql(
        f"SELECT predicted_y, {', '.join(ends)} FROM ML.PREDICT(MODEL {name}, {WITH_ID})"
        " ORDER BY id"
    ).fetchall()

    for dialect, found in in_databases(session, postgres, tmp_path, name).items():
        told = [[row["predicted_y"], *(row[end] for end in ends)] for row in found]
        np.testing.assert_allclose(told, mine, atol=1e-9, err_msg=dialect)
    session.export(name, "python", tmp_path / "m.py")
    namespace = runpy.run_path(str(tmp_path / "m.py"))
    told = [[*namespace["predict"](row).values()] for row in rows_of(session)]
    np.testing.assert_allclose(told, mine, atol=1e-9)
    done = session.export(name, "mlflow", tmp_path / "mlflow")
    assert (done.proof, done.difference <= 1e-9) == ("run by mlflow.pyfunc.load_model", True)
