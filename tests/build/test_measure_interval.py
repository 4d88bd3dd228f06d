"""Prediction intervals of regressors: asked for, stored, answered everywhere and judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pytest

from forebay.build.event import Noticed
from forebay.catalog import layout
from forebay.errors import ForebayError
from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop

MODEL = """
CREATE MODEL converts
OPTIONS (model_type = '{kind}', input_label_cols = ['spent']{more})
KEY (id) PREDICT AT NONE
STANDARDS ({standards})
AS SELECT id, pages, channel, {spent} AS spent FROM clean_visits;
"""
SPENT = "CASE WHEN bought THEN 20 ELSE 0 END + hash(id) % 1000 / 100.0"
LEVEL = ", prediction_interval_level = 0.9, calibration_fraction = 0.3"
ENDS = ("prediction_interval_lower_bound", "prediction_interval_upper_bound")


def with_interval(
    shop: Shop,
    *,
    kind: str = "LINEAR_REG",
    more: str = LEVEL,
    standards: str = "interval_coverage >= 0.86",
) -> None:
    shop.write("tables/scored.sql", "CREATE TABLE scored AS SELECT 1 AS one;")
    shop.write(
        "models/converts.sql", MODEL.format(kind=kind, more=more, standards=standards, spent=SPENT)
    )


def facts(shop: Shop) -> dict[str, Any]:
    folder = layout.model_folder(shop.root, "converts", 1)
    found: dict[str, Any] = json.loads((folder / "model.json").read_text())["facts"]
    return found


def test_the_share_of_gate_rows_inside_is_counted_judged_and_answered_alike(shop: Shop) -> None:
    with_interval(shop)

    assert shop.build("+converts").exit_code == 0

    told = facts(shop)["interval"]
    gate = layout.model_folder(shop.root, "converts", 1) / "gate.parquet"
    with connect(shop.root) as fb:
        answered = fb.sql("SELECT * FROM ML.PREDICT(MODEL converts, TABLE clean_visits)")
        names = answered.columns
        rows = fb.sql(f"""
            SELECT id, predicted_spent, {ENDS[0]}, {ENDS[1]}
            FROM ML.PREDICT(MODEL converts, TABLE clean_visits)
        """).fetchall()
        wider = fb.sql(f"""
            SELECT id, {ENDS[1]} - {ENDS[0]}
            FROM ML.PREDICT(MODEL converts, TABLE clean_visits, STRUCT(0.98 AS confidence_level))
        """).fetchall()
    assert names[:3] == ("predicted_spent", *ENDS)
    by_id = {i: (low, high) for i, _, low, high in rows}
    kept = duckdb.sql(f"SELECT id, __label, __score FROM '{gate}'").fetchall()
    inside = np.mean([by_id[i][0] <= y <= by_id[i][1] for i, y, _ in kept])
    width = np.mean([by_id[i][1] - by_id[i][0] for i, *_ in kept])
    standard = shop.judged().verdict.standards[0]
    assert standard.value == pytest.approx(inside, abs=1e-12)
    assert float(told["coverage"]) == standard.value
    assert float(told["mean_width"]) == pytest.approx(width, rel=1e-12)
    assert standard.value == pytest.approx(0.9, abs=0.05)
    assert told["bins"] > 1
    assert len({round(high - low, 9) for low, high in by_id.values()}) == told["bins"]
    assert all(w > by_id[i][1] - by_id[i][0] for i, w in wider)
    assert "of the gate rows lie inside" in shop.judged().verdict.calibration


def test_the_width_is_that_of_the_calibration_rows_by_hand(shop: Shop) -> None:
    """All rows that neither trained nor judge are calibration rows; one bin of them."""
    with_interval(shop, more=", prediction_interval_level = 0.9")
    shop.build("+converts")

    told = facts(shop)
    assert told["interval"]["bins"] == 1
    folder = layout.model_folder(shop.root, "converts", 1)
    arrays = np.load(folder / "arrays.npz")
    errors = arrays["interval_errors"]
    assert len(errors) == told["split"]["counts"]["calibrate"]
    with connect(shop.root) as fb:
        rows = fb.sql(f"""
            SELECT id, predicted_spent, {ENDS[1]} - predicted_spent, spent
            FROM ML.PREDICT(MODEL converts, (SELECT *, {SPENT} AS spent FROM clean_visits))
        """).fetchall()
    half = errors[int(np.ceil(0.9 * (len(errors) + 1))) - 1]
    assert {round(w, 9) for _, _, w, _ in rows} == {round(float(half), 9)}
    all_errors = np.array([abs(y - p) for _, p, _, y in rows])
    for error in errors[:50]:
        assert np.abs(all_errors - error).min() < 1e-9


def test_intervals_are_null_where_rows_are_too_few_and_the_build_says_so(shop: Shop) -> None:
    shop.visits(n=600)
    with_interval(shop, more=", prediction_interval_level = 0.9", standards="bias <= 100")

    assert shop.build("+converts").exit_code == 0

    assert "not-calibrated" in [e.problem.name for e in shop.events if isinstance(e, Noticed)]
    with connect(shop.root) as fb:
        rows = fb.sql(f"""
            SELECT count({ENDS[0]}), count({ENDS[1]}), count(predicted_spent)
            FROM ML.PREDICT(MODEL converts, TABLE clean_visits)
        """).fetchone()
    assert rows == (0, 0, 580)


@pytest.mark.parametrize(
    ("more", "standards", "name"),
    [
        (", prediction_interval_level = 1.5", "bias <= 1", "bad-option"),
        (", calibration_fraction = 0.2", "bias <= 1", "bad-option"),
        (", calibration_method = 'PLATT'", "bias <= 1", "not-supported"),
        ("", "interval_coverage >= 0.9", "invalid-standard"),
        (LEVEL, "interval_coverage >= champion", "invalid-standard"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    shop: Shop, more: str, standards: str, name: str
) -> None:
    with_interval(shop, more=more, standards=standards)

    with pytest.raises(ForebayError) as caught:
        shop.build("+converts")

    assert [problem.name for problem in caught.value.problems] == [name]


@pytest.mark.parametrize(
    ("level", "more", "said"),
    [
        ("0.9", "", "models with intervals"),
        ("1.0", LEVEL, "a number above 0 and below 1"),
        ("0.9999", LEVEL, "too high"),
    ],
)
def test_a_level_that_cannot_be_kept_is_refused(
    shop: Shop, level: str, more: str, said: str
) -> None:
    with_interval(shop, more=more, standards="bias <= 100")
    shop.build("+converts")

    with connect(shop.root) as fb, pytest.raises(ForebayError) as caught:
        fb.sql(f"""
            SELECT * FROM ML.PREDICT(MODEL converts, TABLE clean_visits,
              STRUCT({level} AS confidence_level))
        """).fetchall()

    assert [problem.name for problem in caught.value.problems] == ["bad-argument"]
    assert said in caught.value.problems[0].message
