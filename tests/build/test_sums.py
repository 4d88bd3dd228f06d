"""Hierarchies of series: what is forecast, judged and told of the sums above them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from statsmodels.tsa.statespace.sarimax import SARIMAX
from tests.build.series_project import MODEL, sold
from tests.build.tree_project import IDS, LEVELS, SHOPS, TREE, planted

from forebay.build.event import Judged, Noticed
from forebay.catalog import layout
from forebay.errors import ProjectError
from forebay.session import connect

if TYPE_CHECKING:
    from tests.build.tree_project import Tree

# One build for all that only asks: each of these models is another one of the same rows.
UNTIL = "CASE WHEN shop = 's2' THEN DATE '2026-02-20' ELSE DATE '2026-03-02' END"
ODD = "CASE WHEN day = DATE '2026-02-10' THEN 400 ELSE sold END"
WEEKS = (
    "SELECT city, zone, shop, sold, DATE '2024-01-01' + CAST(7 * (day - DATE '2026-01-01')"
    " + CASE shop WHEN 's3' THEN 2 ELSE 0 END AS INTEGER) AS day FROM sales"
)
LONE = "SELECT * FROM sales UNION ALL SELECT"
PLAIN = (
    ", seasonalities = ['NO_SEASONALITY'], non_seasonal_order = (1, 1, 0),"
    " clean_spikes_and_dips = FALSE, adjust_step_changes = FALSE"
)
MODELS = {
    "forecast": (TREE, "SELECT * FROM sales"),
    "alone": (IDS, "SELECT * FROM sales"),
    "plain": (TREE.replace(", auto_arima_max_order = 1", PLAIN), "SELECT * FROM sales"),
    "zones": (IDS + ", hierarchical_time_series_cols = ['zone', 'shop']", "SELECT * FROM sales"),
    "turned": (IDS + ", hierarchical_time_series_cols = ['shop', 'city']", "SELECT * FROM sales"),
    "odd": (TREE, f"SELECT * REPLACE ({ODD} AS sold) FROM sales"),
    "ended": (TREE, f"SELECT * FROM sales WHERE day < {UNTIL}"),
    "weeks": (TREE, WEEKS),
    "limited": (
        TREE + ", forecast_limit_lower_bound = 105, forecast_limit_upper_bound = 115",
        "SELECT * FROM sales",
    ),
    "lone": (
        TREE,
        (
            f"{LONE} 'b', 'z', 's9', DATE '2026-01-01', 5 UNION ALL SELECT 'c', 'w', 's8',"
            " DATE '2026-01-01', 5"
        ),
    ),
    "measured": (TREE + ", prediction_interval_level = 0.9", "SELECT * FROM sales"),
    "short": (
        TREE.replace("horizon = 7", "horizon = 2") + ", prediction_interval_level = 0.9",
        "SELECT * FROM sales WHERE day < DATE '2026-02-05'",
    ),
}
COMING = """
CREATE TABLE coming (city, zone, shop, forecast_timestamp, forecast_value NOT NULL) AS
SELECT city, zone, shop, forecast_timestamp, forecast_value
FROM ML.FORECAST(MODEL forecast, STRUCT(7 AS horizon));
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    project = planted(tmp_path_factory.mktemp("sums"))
    for name, (options, query) in MODELS.items():
        text = MODEL.format(options=options, standards="", query=query)
        project.write(f"{name}.sql", text.replace("MODEL forecast", f"MODEL {name}"))
    project.write("coming.sql", COMING)
    project.build()
    return project


def forecasts(tree: Tree, model: str = "forecast", figure: str = "forecast_value"):
    rows = tree.ask(
        f"SELECT city, zone, shop, {figure} FROM ML.FORECAST(MODEL {model},"
        " STRUCT(7 AS horizon)) ORDER BY forecast_timestamp"
    )
    found: dict[tuple[str | None, ...], list[float]] = {}
    for *ids, value in rows:
        found.setdefault(tuple(ids), []).append(value)
    return {ids: np.array(values) for ids, values in found.items()}


def series_of(found, shops):
    return [found[(*SHOPS[shop], shop)] for shop in shops]


def told(tree: Tree, name: str, model: str) -> str:
    """Return the warning of a name for a model."""
    found = [event.problem for event in tree.events if isinstance(event, Noticed)]
    return next(
        f"{problem.message} {problem.detail}"
        for problem in found
        if (problem.name, problem.message.split(":")[0]) == (name, model)
    )


def judged(tree: Tree, model: str = "forecast") -> Judged:
    return next(e for e in tree.events if isinstance(e, Judged) and e.node == model)


def facts_of(tree: Tree, model: str):
    folder = layout.model_folder(tree.root, model, 1)
    return json.loads((folder / "model.json").read_text())["facts"]


def test_every_level_is_the_sum_of_its_series_and_these_are_as_without_a_hierarchy(
    built: Tree,
) -> None:
    alone, found = forecasts(built, "alone"), forecasts(built)

    assert set(found) == {*LEVELS, *alone}
    for ids, values in alone.items():
        assert found[ids].tolist() == values.tolist()
    for ids, shops in LEVELS.items():
        assert found[ids] == pytest.approx(np.sum(series_of(found, shops), axis=0), rel=1e-12)


def test_sums_are_those_of_the_state_space_models_of_statsmodels(built: Tree) -> None:
    """Relative 2e-3: two optimisers stop at coefficients that differ a little."""
    theirs = 0
    for i in range(4):
        values = np.array([float(f"{sold(i, day):.4f}") for day in range(60)])
        theirs = theirs + SARIMAX(values, order=(1, 1, 0)).fit(disp=False).forecast(7)

    assert forecasts(built, "plain")[None, None, None] == pytest.approx(theirs, rel=2e-3)


def test_what_is_not_named_in_the_hierarchy_is_never_summed_over(built: Tree) -> None:
    """As in the tutorial of Iowa's liquor: zip and store are rolled up within city and county."""
    found = forecasts(built, "zones")

    assert (None, None, None) not in found
    assert {ids for ids in found if ids[2] is None} == set(LEVELS) - {(None, None, None)}


def test_the_order_of_the_columns_says_which_is_the_parent(built: Tree) -> None:
    sums = {ids for ids in forecasts(built, "turned") if None in ids}

    assert sums == {(None, "x", "s1"), (None, "x", "s2"), (None, "y", "s3"), (None, "z", "s4"),
                    (None, "x", None), (None, "y", None), (None, "z", None)}  # fmt: skip


def test_bounds_of_sums_are_between_those_of_independent_and_of_equal_errors(built: Tree) -> None:
    found = forecasts(built, figure="standard_error")

    for ids, shops in LEVELS.items():
        own = np.array(series_of(found, shops))
        assert (found[ids] >= np.sqrt((own**2).sum(axis=0)) * (1 - 1e-12)).all()
        assert (found[ids] <= own.sum(axis=0) * (1 + 1e-12)).all()
    low = forecasts(built, figure="prediction_interval_lower_bound")
    assert (low[None, None, None] < forecasts(built)[None, None, None]).all()


def test_the_past_of_sums_is_explained_and_unusual_days_of_them_are_found(built: Tree) -> None:
    ((points, off, sums),) = built.ask(
        "SELECT count(*), max(abs(time_series_data - trend - coalesce(seasonal_period_weekly, 0)"
        " - holiday_effect - coalesce(spikes_and_dips, 0) - coalesce(step_changes, 0)"
        " - coalesce(residual, 0))), count(*) FILTER (WHERE shop IS NULL)"
        " FROM ML.EXPLAIN_FORECAST(MODEL odd, STRUCT(7 AS horizon))"
    )
    ((past, apart),) = built.ask(
        "WITH p AS (SELECT * FROM ML.EXPLAIN_FORECAST(MODEL odd)"
        " WHERE time_series_type = 'history'),"
        " t AS (SELECT time_series_timestamp AS m, sum(time_series_data) AS y FROM p"
        " WHERE shop IS NOT NULL GROUP BY m)"
        " SELECT count(*), max(abs(p.time_series_data - t.y)) FROM p"
        " JOIN t ON t.m = p.time_series_timestamp WHERE p.city IS NULL"
    )
    odd = built.ask(
        "SELECT CAST(day AS DATE), sold FROM ML.DETECT_ANOMALIES(MODEL odd,"
        " STRUCT(0.9999 AS anomaly_prob_threshold)) WHERE is_anomaly AND city IS NULL"
    )

    assert (points, sums) == (67 * 10, 67 * 6)
    assert off < 1e-9
    assert past == 60
    assert apart < 1e-9
    assert odd == [(date(2026, 2, 10), 1600.0)]


LATER = (
    "SELECT city, zone, shop, day + INTERVAL 60 DAY AS day, sold FROM sales"
    " WHERE day < DATE '2026-01-08'"
)


def test_forecasts_of_sums_are_compared_with_sums_of_the_data(built: Tree) -> None:
    rows = built.ask(
        "SELECT city, zone, shop, mean_absolute_error, mean_absolute_scaled_error"
        f" FROM ML.EVALUATE(MODEL forecast, ({LATER}))"
    )

    found = forecasts(built)
    errors = {tuple(ids): (error, scaled) for *ids, error, scaled in rows}
    assert set(errors) == set(found)
    came = np.array([[float(f"{sold(i, day):.4f}") for day in range(60)] for i in range(4)])
    for ids, shops in LEVELS.items():
        ours = came[[list(SHOPS).index(shop) for shop in shops]].sum(axis=0)
        error = np.abs(found[ids] - ours[:7]).mean()
        assert errors[ids][0] == pytest.approx(error, rel=1e-9)
        assert errors[ids][1] == pytest.approx(error / np.abs(np.diff(ours)).mean(), rel=1e-9)


def test_a_sum_is_compared_only_where_the_data_has_all_of_its_series(built: Tree) -> None:
    def shops_of(query: str):
        return built.ask(
            "SELECT city, zone, shop, count(*) FROM ML.EVALUATE(MODEL forecast, ("
            f"{query}), STRUCT(FALSE AS perform_aggregation)) WHERE shop IS NULL GROUP BY ALL"
            " ORDER BY ALL NULLS FIRST"
        )

    missing = shops_of(f"{LATER} AND NOT (shop = 's1' AND day > DATE '2026-01-03')")
    given = shops_of(
        "SELECT NULL AS city, NULL AS zone, NULL AS shop, DATE '2026-03-02' AS day, 9.0 AS sold"
        f" UNION ALL {LATER}"
    )

    assert missing[:3] == [(None, None, None, 3), ("a", None, None, 3), ("a", "x", None, 3)]
    assert missing[3:] == [("a", "y", None, 7), ("b", None, None, 7), ("b", "z", None, 7)]
    assert given[0] == (None, None, None, 1)


def test_data_of_sums_is_looked_at_for_anomalies_by_its_own_rows(built: Tree) -> None:
    found = built.ask(
        "SELECT note, is_anomaly FROM ML.DETECT_ANOMALIES(MODEL forecast, STRUCT(0.99 AS"
        " anomaly_prob_threshold), (SELECT NULL AS city, NULL AS zone, NULL AS shop,"
        " DATE '2026-03-02' AS day, unnest([480.0, 4000.0]) AS sold,"
        " unnest(['usual', 'odd']) AS note))"
    )

    assert found == [("usual", False), ("odd", True)]


def test_only_series_have_processes(built: Tree) -> None:
    for call in ("ML.ARIMA_EVALUATE", "ML.ARIMA_COEFFICIENTS", "ML.EVALUATE"):
        assert built.ask(f"SELECT shop FROM {call}(MODEL forecast)") == [
            ("s1",), ("s2",), ("s3",), ("s4",)
        ]  # fmt: skip


def test_series_that_end_early_are_forecast_for_the_times_of_all_and_told(built: Tree) -> None:
    times = built.ask(
        "SELECT DISTINCT a, b FROM (SELECT min(forecast_timestamp) AS a, max(forecast_timestamp)"
        " AS b FROM ML.FORECAST(MODEL ended, STRUCT(7 AS horizon)) GROUP BY city, zone, shop)"
    )
    found = forecasts(built, "ended")

    assert [str(first)[:10] for first, _ in times] == ["2026-03-02"]
    for ids, shops in LEVELS.items():
        assert found[ids] == pytest.approx(np.sum(series_of(found, shops), axis=0), rel=1e-12)
    notice = told(built, "series-ended", "ended")
    assert "1 of 4 series end before the others" in notice
    assert "a / x / s2: 10 x 1 day" in notice
    # Of twelve points at the end that may be held out it has two, of the earliest of the origins.
    assert judged(built, "ended").verdict.gate_rows == 3 * 7


def test_weekly_series_on_different_days_share_their_weeks(built: Tree) -> None:
    ((times, first),) = built.ask(
        "SELECT count(DISTINCT forecast_timestamp), CAST(min(forecast_timestamp) AS DATE)"
        " FROM ML.FORECAST(MODEL weeks, STRUCT(7 AS horizon))"
    )

    assert (times, first) == (7, date(2024, 1, 1) + timedelta(weeks=60))
    with pytest.raises(StopIteration):
        told(built, "series-gaps", "weeks")


def test_limits_hold_for_series_and_as_often_for_their_sums(built: Tree) -> None:
    for figure in ("forecast_value", "prediction_interval_upper_bound"):
        found = forecasts(built, "limited", figure)
        for ids, shops in LEVELS.items():
            assert (found[ids] <= 115 * len(shops) + 1e-9).all()
    low = forecasts(built, "limited", "prediction_interval_lower_bound")
    assert (low[None, None, None] >= 4 * 105 - 1e-9).all()
    ((off,),) = built.ask(
        "SELECT max(abs(time_series_data - trend - coalesce(seasonal_period_weekly, 0)))"
        " FROM ML.EXPLAIN_FORECAST(MODEL limited) WHERE time_series_type = 'forecast'"
    )
    assert off < 1e-9


def test_series_that_cannot_be_learned_are_no_part_of_sums(built: Tree) -> None:
    found = forecasts(built, "lone")

    assert ("c", None, None) not in found
    assert ("b", "z", "s9") not in found
    assert found["b", None, None].tolist() == found["b", "z", "s4"].tolist()
    assert "2 of 6 series cannot be forecast" in told(built, "series-not-learned", "lone")


def test_the_verdict_and_the_card_tell_how_sums_fared(built: Tree) -> None:
    facts = facts_of(built, "forecast")["sums"]
    with connect(built.root) as session:
        page = session.report(built.root / "report.html").read_text()

    assert "points of sums" in judged(built).verdict.calibration
    assert facts["points"] == 7 * 6
    assert 0 <= float(facts["coverage"]) <= 1
    assert float(facts["mean_absolute_error"]) < float(facts["baseline_error"])
    assert judged(built).verdict.gate_rows == 7 * 4
    assert "4 series and 6 sums of them" in page


def test_intervals_of_sums_are_measured_on_earlier_forecasts_of_sums(built: Tree) -> None:
    facts = facts_of(built, "measured")
    low, high = (
        forecasts(built, "measured", f"prediction_interval_{side}_bound")
        for side in ("lower", "upper")
    )
    error = forecasts(built, "measured", "standard_error")

    # From each of three origins, one to three weeks before the held-out one.
    assert facts["sums"]["rows"] == 6 * 7 * 3
    assert facts["interval"]["left_out"] == "84 points of earlier forecasts, and 100 are needed"
    reach = {ids: ((high[ids] - low[ids]) / error[ids] / 2).round(9).tolist() for ids in error}
    sums = {tuple(reach[ids]) for ids in LEVELS}
    assert len(sums) == 1
    assert sums.isdisjoint({tuple(reach[ids]) for ids in reach if ids not in LEVELS})
    with pytest.raises(ProjectError, match="too high"):
        built.ask("SELECT * FROM ML.FORECAST(MODEL measured, STRUCT(0.9999 AS confidence_level))")


def test_with_too_few_points_intervals_of_sums_stay_those_of_processes(built: Tree) -> None:
    notices = [
        event.problem.message
        for event in built.events
        if isinstance(event, Noticed) and event.problem.name == "not-calibrated"
    ]

    assert any(
        text.startswith("short: intervals of sums are those of the process") for text in notices
    )


def test_a_table_of_the_build_holds_forecasts_of_all_levels(built: Tree) -> None:
    assert built.ask("SELECT count(*), count(shop) FROM coming") == [(70, 28)]
