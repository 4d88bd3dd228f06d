"""ML.TFDV_DESCRIBE against NumPy, under the names of TensorFlow's own statistics.proto."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tests.query.test_describe_data import DATA

# tensorflow/metadata, tensorflow_metadata/proto/v0/statistics.proto, in the JSON form of
# protocol buffers: message to its fields.
COMMON = {
    "numNonMissing", "numMissing", "minNumValues", "maxNumValues", "avgNumValues", "totNumValues",
    "numValuesHistogram",
}  # fmt: skip
NUMERIC = {
    "commonStats", "mean", "stdDev", "numZeros", "min", "median", "max", "histograms",
}  # fmt: skip
TEXT = {"commonStats", "unique", "topValues", "avgLength", "rankHistogram"}


@pytest.fixture
def features(ask):
    ask.workspace.define_view("data", DATA)

    def of(settings=""):
        plain = ask.sql(f"SELECT * FROM ML.TFDV_DESCRIBE((FROM data){settings})")
        assert ask.workspace.describe(plain).names == ("dataset_feature_statistics_list",)
        ((text,),) = ask.workspace.rows(plain)
        (dataset,) = json.loads(text)["datasets"]
        assert dataset["numExamples"] == "500"
        return {f["path"]["step"][0]: f for f in dataset["features"]}

    return of


def column(ask, name):
    rows = ask.workspace.rows(f"SELECT {name} FROM data WHERE {name} IS NOT NULL")
    return [row[0] for row in rows]


def test_fields_are_those_of_the_protocol_buffer(features):
    found = features()
    assert {name: f["type"] for name, f in found.items()} == {
        "whole": "INT", "real": "FLOAT", "odd": "FLOAT", "fruit": "STRING", "yes": "STRING",
        "day": "STRING", "list": "FLOAT", "sparse": "FLOAT", "pair_a": "INT", "pair_b": "STRING",
    }  # fmt: skip
    for feature in found.values():
        statistics = feature.get("numStats") or feature["stringStats"]
        assert set(statistics) == (NUMERIC if "numStats" in feature else TEXT)
        assert set(statistics["commonStats"]) == COMMON


@pytest.mark.parametrize("name", ["whole", "real"])
def test_numbers_are_described_as_numpy_does(ask, features, name):
    statistics = features(", STRUCT(7 AS num_histogram_buckets)")[name]["numStats"]
    values = np.array(column(ask, name), dtype=float)
    assert statistics["commonStats"]["numNonMissing"] == str(len(values))
    assert statistics["commonStats"]["numMissing"] == str(500 - len(values))
    # TensorFlow's deviation is that of the population, as NumPy's; 1e-12: sums in another order.
    np.testing.assert_allclose(
        [statistics[key] for key in ("mean", "stdDev", "min", "max")],
        [values.mean(), values.std(), values.min(), values.max()],
        rtol=1e-12, atol=1e-12,
    )  # fmt: skip
    assert statistics["numZeros"] == str((values == 0).sum())
    standard, quantiles = statistics["histograms"]
    counts, _ = np.histogram(values, 7)
    assert [b["sampleCount"] for b in standard["buckets"]] == counts.tolist()
    bounds = np.quantile(values, np.arange(11) / 10, method="inverted_cdf")
    assert [b["lowValue"] for b in quantiles["buckets"]] == bounds[:-1].tolist()
    assert sum(b["sampleCount"] for b in quantiles["buckets"]) == pytest.approx(len(values))


def test_numbers_that_are_none_are_counted_apart(ask, features):
    values = np.array(column(ask, "odd"), dtype=float)
    standard = features()["odd"]["numStats"]["histograms"][0]
    assert standard["numNan"] == str(np.isnan(values).sum())
    assert standard["buckets"][-1]["highValue"] == "Infinity"
    assert standard["buckets"][-1]["sampleCount"] == np.isposinf(values).sum()


def test_texts_are_counted(ask, features):
    statistics = features(", STRUCT(2 AS top_k)")["fruit"]["stringStats"]
    values, counts = np.unique(column(ask, "fruit"), return_counts=True)
    order = np.lexsort((values, -counts))
    ranked = [(str(values[i]), float(counts[i])) for i in order]
    assert statistics["unique"] == str(len(values))
    assert [(t["value"], t["frequency"]) for t in statistics["topValues"]] == ranked[:2]
    buckets = statistics["rankHistogram"]["buckets"]
    assert [(b["label"], b["sampleCount"]) for b in buckets] == ranked
    assert statistics["avgLength"] == pytest.approx(np.mean([len(v) for v in column(ask, "fruit")]))


def test_arrays_tell_how_many_values_they_have(ask, features):
    lengths = [len(value) for value in column(ask, "list")]
    common = features()["list"]["numStats"]["commonStats"]
    assert common["totNumValues"] == str(sum(lengths))
    assert (common["minNumValues"], common["maxNumValues"]) == ("0", str(max(lengths)))
    assert common["avgNumValues"] == pytest.approx(np.mean(lengths))


def test_an_empty_table_is_described(ask):
    plain = ask.sql("SELECT * FROM ML.TFDV_DESCRIBE((SELECT 1 AS a, 'x' AS b WHERE false))")
    ((text,),) = ask.workspace.rows(plain)
    (dataset,) = json.loads(text)["datasets"]
    assert dataset["numExamples"] == "0"
    assert "mean" not in dataset["features"][0]["numStats"]
