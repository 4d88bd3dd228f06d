"""Calibrated models and intervals as ONNX, on rows that no parity test has seen."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from tests.export.test_export_model import UNSEEN, feed_of, shares_of
from tests.export.trained import trained

from forebay.errors import ProjectError

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
    session.sql("CREATE OR REPLACE TABLE twice AS SELECT * FROM d UNION ALL"
                " SELECT * REPLACE (id + 5000 AS id, b + 0.001 AS b) FROM d")  # fmt: skip
    built = session.sql(
        "CREATE OR REPLACE MODEL stepped OPTIONS (model_type = 'LOGISTIC_REG',"
        f" input_label_cols = ['high'], calibration_method = 'ISOTONIC'{OWN_ROWS})"
        " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.6)"
        " AS SELECT id, a, b, color, flag, k, high FROM twice"
    )
    assert built.outcome == "done", built

    answer = exported(session, "stepped", tmp_path / "m.onnx")

    mine, _ = shares_of(session, "stepped", "high")
    np.testing.assert_allclose(answer[1], mine, atol=1e-9)


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


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("m.json", "its scores are calibrated"),
        ("m.py", "which is written as neither SQL nor Python"),
        ("m.sql", "which is written as neither SQL nor Python"),
    ],
)
def test_what_cannot_hold_a_calibration_is_refused(session, tmp_path, file, said):
    more = f", calibration_method = 'PLATT'{OWN_ROWS}"
    name = trained(session, "BOOSTED_TREE_CLASSIFIER", "high", more=more)

    with pytest.raises(ProjectError) as caught:
        session.sql(f"EXPORT MODEL {name} OPTIONS (uri = '{tmp_path / file}')")

    (problem,) = caught.value.problems
    assert problem.name == "not-supported"
    assert said in problem.message
    assert "write model.onnx" in problem.hint
