"""Clusterings, reductions and frozen TRANSFORM clauses as ONNX, on rows that no proof has seen."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from tests.export.test_export_model import UNSEEN, feed_of

from forebay.errors import ProjectError
from forebay.export.onnx_nodes import OnnxNodes
from forebay.export.onnx_transform import onnx_transform
from forebay.features.expression import Apply, Constant, MakeStruct
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.transform_output import TransformColumn, TransformOutput

COLUMNS = ("a", "b", "color", "flag", "k")


def made(session, model_type, options="", transform="", columns="a, b, color, flag, k"):
    built = session.sql(
        f"CREATE OR REPLACE MODEL u {transform} OPTIONS (model_type = '{model_type}'{options})"
        f" PREDICT AT NONE AS SELECT {columns} FROM d"
    )
    assert built.outcome == "done", built


def answered(session, tmp_path, columns=COLUMNS):
    target = tmp_path / "u.onnx"
    ((*_, rows, difference),) = session.sql(f"EXPORT MODEL u OPTIONS (uri = '{target}')").fetchall()
    assert rows == 100
    assert difference <= 1e-5
    theirs = onnxruntime.InferenceSession(target.read_bytes())
    names = [output.name for output in theirs.get_outputs()]
    feed = {name: values for name, values in feed_of(session).items() if name in columns}
    return dict(zip(names, theirs.run(None, feed), strict=True))


@pytest.mark.parametrize(("distance", "standardize"), [("EUCLIDEAN", "TRUE"), ("COSINE", "FALSE")])
def test_clusters_are_those_of_ml_predict(session, tmp_path, distance, standardize):
    made(session, "KMEANS", f", num_clusters = 4, distance_type = '{distance}'"
         f", standardize_features = {standardize}")  # fmt: skip

    theirs = answered(session, tmp_path)

    ours = session.sql(
        "SELECT CENTROID_ID, [p.CENTROID_ID FOR p IN NEAREST_CENTROIDS_DISTANCE] AS numbers,"
        " [p.DISTANCE FOR p IN NEAREST_CENTROIDS_DISTANCE] AS distances"
        f" FROM ML.PREDICT(MODEL u, {UNSEEN})"
    ).fetchall()
    assert theirs["CENTROID_ID"][:, 0].tolist() == [row[0] for row in ours]
    assert theirs["NEAREST_CENTROIDS"].tolist() == [row[1] for row in ours]
    np.testing.assert_allclose(
        theirs["NEAREST_CENTROIDS_DISTANCE"], [row[2] for row in ours], atol=1e-7
    )
    odd = feed_of(session)
    odd["b"][0] = np.inf
    number, _, distances, _ = onnxruntime.InferenceSession((tmp_path / "u.onnx").read_bytes()).run(
        None, odd
    )
    assert number[0, 0] == 0  # near nothing
    assert np.isnan(distances[0]).all()
    assert (number[1:] > 0).all()


def test_components_are_those_of_ml_predict(session, tmp_path):
    made(session, "PCA", ", num_principal_components = 3, scale_features = FALSE")

    theirs = answered(session, tmp_path)

    ours = session.sql(f"SELECT * FROM ML.PREDICT(MODEL u, {UNSEEN})").fetchall()
    found = np.concatenate([theirs[f"principal_component_{i}"] for i in (1, 2, 3)], axis=1)
    np.testing.assert_allclose(found, [row[:3] for row in ours], atol=1e-10)


def test_a_transform_clause_gives_what_ml_transform_does(session, tmp_path):
    clause = """TRANSFORM (
      ML.STANDARD_SCALER(a) OVER () AS scaled, ML.MIN_MAX_SCALER(b) OVER () AS between,
      ML.IMPUTER(color, 'most_frequent') OVER () AS filled, ML.LABEL_ENCODER(color) OVER () AS code,
      ML.QUANTILE_BUCKETIZE(a, 4) OVER () AS quarter, ML.BUCKETIZE(b, [0, 1]) AS part,
      ML.POLYNOMIAL_EXPAND(STRUCT(a, b)) AS powers, ln(k + 1) * 2 - k AS curve,
      CASE WHEN color = 'red' THEN 1 ELSE 0 END AS is_red, flag, color)"""
    made(session, "TRANSFORM_ONLY", transform=clause)

    theirs = answered(session, tmp_path)

    shown = session.sql(f"SELECT * FROM ML.TRANSFORM(MODEL u, {UNSEEN})")
    ours = [dict(zip(shown.columns, row, strict=True)) for row in shown.fetchall()]
    assert len(ours) == 500
    for name in ("scaled", "between", "code", "curve", "is_red", "powers.a", "powers.a_b"):
        column, _, field = name.partition(".")
        values = [row[column][field] if field else row[column] for row in ours]
        expected = [np.nan if value is None else float(value) for value in values]
        np.testing.assert_allclose(theirs[name][:, 0], expected, atol=1e-12)
    for name in ("filled", "quarter", "part"):
        assert [text or None for text in theirs[name][:, 0]] == [row[name] for row in ours]
    assert theirs["flag_out"][:, 0].astype(bool).tolist() == [row["flag"] for row in ours]


def test_a_column_that_onnx_cannot_say_is_named(session, tmp_path):
    made(session, "TRANSFORM_ONLY", transform="TRANSFORM (ML.HASH_BUCKETIZE(color, 3) AS x, b)")

    with pytest.raises(ProjectError, match='"x" needs the operation hash_bucket') as caught:
        session.sql(f"EXPORT MODEL u OPTIONS (uri = '{tmp_path / 'u.onnx'}')")

    assert [problem.name for problem in caught.value.problems] == ["not-supported"]


@pytest.mark.parametrize(
    ("kind", "expression", "words"),
    [
        ("STRUCT(index BIGINT, value DOUBLE)[]", Constant(None), 'the column "x" is STRUCT'),
        (
            "STRUCT(a_b VARCHAR)",
            MakeStruct((("a_b", Apply("joined", (Constant("a"), Constant("b")))),)),
            '"x.a_b" needs the operation joined',
        ),
    ],
)
def test_arrays_and_crosses_are_no_outputs(kind, expression, words):
    output = TransformOutput(TransformColumn("x", kind), expression)

    with pytest.raises(ProjectError) as caught:
        onnx_transform(OnnxNodes(), FrozenFeatures((), (), (), outputs=(output,)))

    (problem,) = caught.value.problems
    assert words in problem.message
