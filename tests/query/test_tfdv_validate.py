"""ML.TFDV_VALIDATE: what ML.VALIDATE_DATA_DRIFT finds, in the fields of TensorFlow's own protos."""

from __future__ import annotations

import json

import pytest
from tests.query.test_describe_data import DATA

from forebay.errors import ForebayError

CHANGED = (
    "(SELECT whole * 2 AS whole, real, odd, upper(fruit) AS fruit, yes, list, sparse FROM data"
    " WHERE real > 0 OR real IS NULL)"
)
# What Anomalies, AnomalyInfo, Reason, DriftSkewInfo and Measurement of tensorflow/metadata,
# tensorflow_metadata/proto/v0/anomalies.proto, call these fields in the JSON form.
INFO = {"path", "severity", "shortDescription", "description", "reason"}


def documents(base, study):
    return ", ".join(f"(SELECT * FROM ML.TFDV_DESCRIBE({side}))" for side in (base, study))


def validate(ask, base, study, rest=""):
    plain = ask.sql(f"SELECT ML.TFDV_VALIDATE({documents(base, study)}{rest}) AS found")
    (column,) = ask.workspace.describe(plain).columns
    assert (column.name, column.type) == ("found", "JSON")
    ((text,),) = ask.workspace.rows(plain)
    return json.loads(text)


def measured(found, field="skewMeasurements"):
    return {
        one["path"]["step"][0]: (m["type"], m["threshold"], m["value"])
        for one in found["driftSkewInfo"]
        for m in one[field]
    }


@pytest.mark.parametrize("metric", ["L_INFTY", "JENSEN_SHANNON_DIVERGENCE"])
def test_figures_and_alarms_are_those_of_validate_data_drift(ask, metric):
    ask.workspace.define_view("data", DATA)
    settings = f"STRUCT('{metric}' AS categorical_metric_type, 0.2 AS numerical_default_threshold)"
    rows = ask.workspace.rows(
        ask.sql(f"SELECT * FROM ML.VALIDATE_DATA_DRIFT((FROM data), {CHANGED}, {settings})")
    )

    found = validate(
        ask, "(FROM data)", CHANGED,
        f", 'DRIFT', categorical_metric_type => '{metric}', numerical_default_threshold => 0.2",
    )  # fmt: skip

    # 1e-9: sums in another order, and decimal texts between the two steps.
    assert measured(found, "driftMeasurements") == {
        row[0]: (row[1], row[2], pytest.approx(row[3], abs=1e-9)) for row in rows
    }
    alarms = {row[0] for row in rows if row[4]}
    far = {
        name
        for name, info in found["anomalyInfo"].items()
        if info["reason"][0]["type"].startswith("COMPARATOR_")
    }
    assert far == alarms
    assert {"whole", "fruit"} <= alarms


def test_equal_data_have_no_anomaly(ask):
    ask.workspace.define_view("data", DATA)

    found = validate(ask, "(FROM data)", "(FROM data)")

    assert set(found) == {"anomalyNameFormat", "anomalyInfo", "driftSkewInfo"}
    assert found["anomalyInfo"] == {}
    assert {m[2] for m in measured(found).values()} == {0.0}


def test_columns_of_one_side_and_of_another_kind_are_anomalies(ask):
    found = validate(
        ask, "(SELECT 1 AS a, 2 AS b, 'x' AS c)", "(SELECT 1 AS \"A\", '2' AS b, 3 AS d)"
    )

    reasons = {name: info["reason"][0]["type"] for name, info in found["anomalyInfo"].items()}
    assert reasons == {
        "b": "UNEXPECTED_DATA_TYPE", "c": "SCHEMA_MISSING_COLUMN", "d": "SCHEMA_NEW_COLUMN",
    }  # fmt: skip
    assert all(set(info) == INFO for info in found["anomalyInfo"].values())
    assert set(measured(found)) == {"A"}


def test_a_column_may_have_its_own_threshold(ask):
    sides = "(SELECT unnest([1, 2, 3]) AS v)", "(SELECT unnest([7, 8, 9]) AS v)"

    for thresholds in ("[('V', 0.999)]", "[{'name': 'v', 'threshold': 0.999}]"):
        found = validate(ask, *sides, f", thresholds => {thresholds}")
        value = pytest.approx(1.0, abs=1e-12)
        assert measured(found)["v"] == ("JENSEN_SHANNON_DIVERGENCE", 0.999, value)
        assert set(found["anomalyInfo"]) == {"v"}


def histogram(*buckets, nan=0):
    return {
        "numNan": str(nan),
        "buckets": [
            {"lowValue": low, "highValue": high, "sampleCount": n} for low, high, n in buckets
        ],
    }


# metrics_test.cc of TensorFlow Data Validation: histograms, and the value that it expects.
@pytest.mark.parametrize(
    ("base", "study", "expected"),
    [
        (histogram((1, 2, 2), (2, 3, 2)), histogram((2, 4, 2), (4, 6, 2)), 0.65563906222),
        (histogram((1, 1, 4)), histogram((2, 4, 2), (4, 6, 2)), 1.0),
        (histogram((1, 2, 3), nan=1), histogram((1, 2, 4)), 0.13792538096),
    ],
)
def test_documents_of_tensorflow_itself_are_read(ask, base, study, expected):
    texts = (
        json.dumps({"datasets": [{"features": [{"name": "f", "numStats": {"histograms": [one]}}]}]})
        for one in (base, study)
    )
    call = ", ".join(f"'{text}'" for text in texts)

    ((text,),) = ask.workspace.rows(ask.sql(f"SELECT ML.TFDV_VALIDATE({call})"))

    assert measured(json.loads(text))["f"][2] == pytest.approx(expected, abs=1e-10)


def test_documents_may_stand_in_rows_and_null_gives_null(ask):
    rows = ask.workspace.rows(
        "SELECT ML.TFDV_VALIDATE(d, d) FROM (VALUES ('{\"datasets\": []}'), (NULL)) AS t(d)"
    )

    assert [row[0] is None for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ("'{}', '{}'", "datasets"),
        ("'no', 'json'", "JSON"),
        ("d, d, 'OTHER'", "SKEW or DRIFT"),
        ("d, d, 'SKEW', 1.0", "threshold"),
        ("d, d, numerical_metric_type => 'L_INFTY'", "JENSEN_SHANNON_DIVERGENCE"),
        ("d, d, thresholds => [('v', 0.1)]", "not compared"),
    ],
)
def test_what_it_does_not_take_is_an_error(ask, arguments, word):
    plain = ask.sql(
        f"SELECT ML.TFDV_VALIDATE({arguments}) FROM (SELECT '{{\"datasets\": []}}' AS d)"
    )

    with pytest.raises(ForebayError, match=word):
        ask.workspace.rows(plain)
