"""ML.VALIDATE_DATA_DRIFT and ML.VALIDATE_DATA_SKEW: alarms, thresholds, and none on equal data."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from forebay.build.column_profile import column_profile
from forebay.errors import EngineError

JSD = "JENSEN_SHANNON_DIVERGENCE"
LATER = "(SELECT x + 60 AS x, z, CASE WHEN c = 'a' THEN 'd' ELSE c END AS c FROM rows)"


def drift(ask, base, study, rest=""):
    text = f"SELECT * FROM ML.VALIDATE_DATA_DRIFT({base}, {study} {rest})"
    return {row[0]: row[1:] for row in ask.workspace.rows(ask.sql(text))}


def test_a_table_and_itself_in_another_order_do_not_differ(ask):
    found = drift(ask, "TABLE rows", "(SELECT * FROM rows ORDER BY price DESC)")

    assert list(found) == ["id", "x", "z", "c", "late", "kind", "price"]
    assert {(value, alarm) for _, _, value, alarm in found.values()} == {(0.0, False)}


def test_a_sample_by_hash_of_the_same_table_is_no_alarm(ask):
    found = drift(ask, "TABLE rows", "(SELECT * FROM rows WHERE hash(id) % 5 = 0)")

    assert max(value for _, _, value, _ in found.values()) < 0.1


def test_figures_are_those_of_scipy_where_both_histograms_have_the_same_bounds(ask):
    base = "(SELECT i % 10 * 1e0 AS v FROM range(1000) r(i))"
    study = "(SELECT least(9, i % 10 + i % 3) * 1e0 AS v FROM range(1000) r(i))"
    p, q = (
        np.histogram([v for (v,) in ask.workspace.rows(f"FROM {side}")], bins=5, range=(0, 9))[0]
        for side in (base, study)
    )

    found = drift(ask, base, study, ", STRUCT(5 AS num_histogram_buckets)")

    assert found["v"] == (JSD, 0.3, pytest.approx(jensenshannon(p, q, base=2) ** 2), False)


def test_what_has_changed_is_an_anomaly_by_the_metric_of_its_kind(ask):
    found = drift(ask, "TABLE rows", LATER)

    # x moves from [0, 99.9] to [60, 159.9]; every "a" becomes "d".
    assert (found["x"][0], found["x"][3]) == (JSD, True)
    assert found["z"][2:] == (0.0, False)
    shares = dict(ask.workspace.rows("SELECT c, count(*) / 1500 FROM rows GROUP BY c"))
    assert found["c"] == ("L_INFTY", 0.3, pytest.approx(shares["a"]), True)


def test_thresholds_and_the_metric_of_categories_may_be_said(ask):
    found = drift(
        ask, "TABLE rows", LATER,
        ", STRUCT(0.9 AS numerical_default_threshold, 'jensen_shannon_divergence' AS"
        " categorical_metric_type, [('C', 0.05)] AS thresholds)",
    )  # fmt: skip

    assert (found["x"][1], found["x"][3]) == (0.9, False)
    assert (found["c"][0], found["c"][1], found["c"][3]) == (JSD, 0.05, True)


def test_arrays_are_compared_by_their_elements(ask):
    found = drift(ask, "(SELECT ['a', 'b'] AS tags)", "(SELECT ['a', 'a', 'c'] AS tags)")

    assert found["tags"][:3] == ("L_INFTY", 0.3, pytest.approx(0.5))


def test_with_a_model_only_its_columns_are_compared_and_there_is_no_link(ask):
    found = drift(
        ask, "TABLE rows", LATER, ", STRUCT(0.2 AS numerical_default_threshold), MODEL prices"
    )

    assert list(found) == ["x", "z", "c"]
    assert {row[4] for row in found.values()} == {None}


@pytest.fixture
def profiled(ask, tmp_path):
    """A model whose version keeps how the rows were spread, as a build writes it."""
    model = ask.models["prices"]
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(column_profile(ask.workspace, "rows", model.features.inputs)))
    ask.models["prices"] = replace(model, profile=file)
    return ask


def skew(ask, data, rest=""):
    text = f"SELECT * FROM ML.VALIDATE_DATA_SKEW(MODEL prices, {data} {rest})"
    return {row[0]: row[1:] for row in ask.workspace.rows(ask.sql(text))}


def test_the_training_rows_are_not_skewed(profiled):
    found = skew(profiled, "TABLE rows")

    assert list(found) == ["x", "z", "c"]
    assert {(value, alarm) for _, _, value, alarm in found.values()} == {(0.0, False)}


def test_skew_is_drift_against_the_training_rows(profiled):
    assert skew(profiled, LATER) == drift(profiled, "TABLE rows", LATER)


def test_columns_that_the_data_lacks_are_left_out(profiled):
    assert list(skew(profiled, "(SELECT x, price FROM rows)")) == ["x"]


def test_a_version_that_keeps_no_profile_asks_to_be_trained_again(ask):
    with pytest.raises(EngineError, match="no-profile"):
        skew(ask, "TABLE rows")


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("DRIFT(TABLE rows)", ["argument-count"]),
        ("DRIFT(TABLE rows, (SELECT 1 AS nothing))", ["input-column"]),
        ("DRIFT(TABLE rows, (SELECT 'a' AS x))", ["input-column"]),
        ("DRIFT(TABLE rows, TABLE rows, STRUCT(1 AS numerical_default_threshold))",
         ["bad-argument"]),
        ("DRIFT(TABLE rows, TABLE rows, STRUCT('L1' AS categorical_metric_type))",
         ["bad-argument"]),
        ("DRIFT(TABLE rows, TABLE rows, STRUCT([('xx', 0.1)] AS thresholds))", ["unknown-column"]),
        ("DRIFT(TABLE rows, TABLE rows, STRUCT(9 AS num_values_histogram_buckets))",
         ["not-supported"]),
        ("SKEW(TABLE rows)", ["missing-model"]),
        ("SKEW(MODEL prices, (SELECT 'a' AS x))", ["feature-type"]),
        ("SKEW(MODEL prices, (SELECT 1 AS q))", ["input-column"]),
        ("SKEW(MODEL prices, TABLE rows, STRUCT(TRUE AS enable_visualization_link))",
         ["not-supported"]),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_answered_is_refused_before_it_runs(ask, call, names):
    ask.refuse(f"SELECT * FROM ML.VALIDATE_DATA_{call}", *names)
