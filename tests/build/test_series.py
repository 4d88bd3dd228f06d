"""Models of series from SQL to forecasts: built, judged, asked; what data does to them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.build.series_project import IDS, SOURCE, Series, airline, sold

from forebay.algorithms import forecast_library
from forebay.catalog import layout
from forebay.errors import ProjectError
from forebay.session import connect

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def series(tmp_path: Path) -> Series:
    project = Series(tmp_path)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    return project


def test_forecasts_of_many_series_follow_their_weekly_wave(series: Series) -> None:
    series.shops(3)
    series.model()
    series.build()

    found = series.ask("SELECT shop, forecast_timestamp, forecast_value, standard_error FROM "
                       "ML.FORECAST(MODEL forecast, STRUCT(7 AS horizon))")  # fmt: skip

    assert len(found) == 21
    assert found == sorted(found)
    for shop, moment, value, error in found:
        day = (moment - datetime(2026, 1, 1)).days  # noqa: DTZ001 - the engine's own type
        assert 60 <= day < 67
        assert abs(value - sold(int(shop[1:]), day)) < 6
        assert 0 < error < 5


def test_the_parts_of_an_explained_point_add_up(series: Series) -> None:
    airline(series)
    series.build()

    ((past, following, most),) = series.ask(
        "SELECT count(*) FILTER (WHERE time_series_type = 'history'), count(*) FILTER"
        " (WHERE time_series_type = 'forecast'), max(abs(time_series_data - trend"
        " - seasonal_period_yearly - holiday_effect - coalesce(spikes_and_dips, 0)"
        " - coalesce(step_changes, 0) - coalesce(residual, 0)))"
        " FROM ML.EXPLAIN_FORECAST(MODEL forecast, STRUCT(12 AS horizon))"
    )

    assert (past, following) == (144, 12)
    assert most < 1e-9


def test_limits_and_explanations_go_together(series: Series) -> None:
    airline(series, options=", horizon = 12, forecast_limit_upper_bound = 500")
    series.build()

    ((value, bound, gap),) = series.ask(
        "SELECT max(time_series_data), max(prediction_interval_upper_bound),"
        " max(abs(time_series_data - trend - seasonal_period_yearly))"
        " FROM ML.EXPLAIN_FORECAST(MODEL forecast, STRUCT(12 AS horizon))"
        " WHERE time_series_type = 'forecast'"
    )

    assert (value, bound) == (500, 500)
    assert gap < 1e-9


def test_without_standards_few_series_are_judged_on_points_and_are_provisional(
    series: Series,
) -> None:
    airline(series)

    series.build()

    verdict = series.verdict().verdict
    # 28 of 144 points may be held out: two forecasts of a year.
    facts = json.loads(next(series.root.glob("**/model.json")).read_text())["facts"]
    assert (
        "20% of it: 2 forecasts of up to 12 points, of at most 3" in facts["split"]["description"]
    )
    assert (verdict.outcome, verdict.gate_rows, verdict.provisional) == ("PASS", 24, True)
    assert verdict.standards[0].text == "mean_absolute_error < baseline"
    gate = next(series.root.glob("**/gate.parquet"))
    ((last, ours, naive),) = duckdb.sql(
        "SELECT avg(abs(__score - __label)) FILTER (WHERE day >= '1960-01-01'),"
        f" avg(abs(__score - __label)), avg(abs(__baseline - __label)) FROM '{gate}'"
    ).fetchall()
    assert last == pytest.approx(11.06, abs=0.5)  # as from that origin alone
    assert verdict.standards[0].value == pytest.approx(ours, abs=1e-9)
    assert verdict.standards[0].baseline_value == pytest.approx(naive, abs=1e-9)


def test_a_standard_that_is_missed_refuses_the_model(series: Series) -> None:
    airline(series, "STANDARDS (mean_absolute_error <= 5)")

    finished = series.build()

    assert finished.exit_code == 4
    assert series.verdict().verdict.outcome == "FAIL"


def test_many_series_are_judged_on_bounds_series_by_series(series: Series) -> None:
    series.shops(24, 40)
    series.model(standards="STANDARDS (mean_absolute_error <= baseline * 2)")

    series.build()

    verdict = series.verdict().verdict
    assert (verdict.outcome, verdict.provisional, verdict.gate_rows) == ("PASS", False, 24 * 7)
    assert verdict.standards[0].bound is not None


def test_with_no_split_nothing_is_judged(series: Series) -> None:
    series.shops(2)
    series.model(IDS + ", data_split_method = 'NO_SPLIT'")

    series.build()

    verdict = series.verdict().verdict
    assert (verdict.gate_rows, verdict.provisional) == (0, True)


def test_gaps_duplicates_and_series_that_cannot_be_learned_are_told(series: Series) -> None:
    rows = [f"a,2026-01-{d:02d},{d % 7}" for d in range(1, 29) if d not in {10, 11, 12, 20}]
    rows += [f"b,2026-01-{d:02d},{d % 7}" for d in range(1, 29)] + ["b,2026-01-05,9"]
    rows += ["c,2026-01-01,1"] + [f"d,2026-01-{d:02d}," for d in range(1, 10)]
    rows += ["a,,5"]
    series.rows(rows)
    series.model()

    series.build()

    found = series.notices()
    assert "4 of 56 points have no data" in found["series-gaps"]
    assert "longest gap is 3 points, one every 1 day, in a" in found["series-gaps"]
    assert "1 rows share their time" in found["series-duplicates"]
    assert "2 of 4 series cannot be forecast" in found["series-not-learned"]
    assert "1 rows have no time" in found["rows-left-out"]
    errors = series.ask("SELECT shop, error_message FROM ML.ARIMA_EVALUATE(MODEL forecast)")
    assert dict(errors) == {
        "a": "",
        "b": "",
        "c": "it has 1 times with a value, and needs 3",
        "d": "it has 0 times with a value, and needs 3",
    }
    asked = series.ask("SELECT DISTINCT shop FROM ML.FORECAST(MODEL forecast) ORDER BY ALL")
    assert asked == [("a",), ("b",)]


@pytest.mark.parametrize("rows", [["a,2026-01-01,1"], ["a,2026-01-01,", "a,2026-01-02,"], []])
def test_nothing_to_forecast_is_an_error_that_says_so(series: Series, rows: list[str]) -> None:
    series.rows(rows)
    series.write(
        "sales.sql", SOURCE.replace("sales ", "sales (shop VARCHAR, day DATE, sold DOUBLE) ")
    )
    series.model()

    finished = series.build()

    assert finished.exit_code != 0
    told = str(series.events)
    assert "series-too-short" in told or "empty" in told


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("DATE", "TIMESTAMP"),
        ("TIMESTAMP", "TIMESTAMP"),
        ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE"),
    ],
)
def test_a_date_and_a_time_are_forecast_alike(series: Series, kind: str, given: str) -> None:
    series.shops(1)
    query = f"SELECT CAST(day AS {kind}) AS day, sold FROM sales"
    series.model(", horizon = 7", query=query)
    series.build()

    name, found = series.columns("ML.FORECAST(MODEL forecast)")[0]
    ((first,),) = series.ask(
        "SELECT CAST(min(forecast_timestamp) AS VARCHAR) FROM ML.FORECAST(MODEL forecast)"
    )

    assert (name, found) == ("forecast_timestamp", given)
    assert first.startswith("2026-03-02 00:00:00")


def test_ids_may_be_several_columns_with_odd_names_and_nulls(series: Series) -> None:
    series.shops(2)
    query = (
        'SELECT CASE WHEN shop = \'s00\' THEN NULL ELSE 1 END AS moment, shop AS "it\'s ""x",'
        " day, sold FROM sales"
    )
    series.model(""", time_series_id_col = ['moment', 'it''s "x'], horizon = 3""", query=query)
    series.build()

    found = series.ask('SELECT moment, "it\'s ""x" FROM ML.FORECAST(MODEL forecast)')
    judged = series.ask(
        "SELECT moment, mean_absolute_error < 6 FROM ML.EVALUATE(MODEL forecast, (SELECT CASE WHEN"
        ' shop = \'s00\' THEN NULL ELSE 1 END AS moment, shop AS "it\'s ""x",'
        " day + INTERVAL 7 WEEK AS day, sold FROM sales))"
    )

    assert found == [(None, "s00")] * 3 + [(1, "s01")] * 3
    assert [moment for moment, _ in judged] == [None, 1]


def test_what_came_is_compared_with_what_was_forecast(series: Series) -> None:
    series.shops(1)
    series.model(", horizon = 7", query="SELECT day, sold FROM sales")
    series.build()
    later = "SELECT DATE '2026-03-02' + CAST(i AS INTEGER) AS day, 100.0 AS sold FROM range(9) t(i)"

    ((error, squared),) = series.ask(
        "SELECT mean_absolute_error, mean_squared_error"
        f" FROM ML.EVALUATE(MODEL forecast, ({later}))"
    )
    points = series.ask(
        "SELECT forecasted_sold, absolute_error FROM ML.EVALUATE(MODEL forecast,"
        f" ({later}), STRUCT(FALSE AS perform_aggregation))"
    )

    errors = [one for _, one in points if one is not None]
    assert len(points) == 9
    assert len(errors) == 7  # two days are beyond the horizon
    assert error == pytest.approx(sum(errors) / 7)
    assert squared == pytest.approx(sum(e * e for e in errors) / 7)


def test_a_point_far_from_its_series_is_an_anomaly_in_training_and_later(series: Series) -> None:
    lines = [f"s,{date(2026, 1, 1) + timedelta(d)},{sold(0, d):.4f}" for d in range(60)]
    lines[40] = f"s,{date(2026, 1, 1) + timedelta(40)},400"
    series.rows(lines)
    series.model(", horizon = 7")
    series.build()

    trained = series.ask(
        "SELECT CAST(day AS DATE), anomaly_probability FROM ML.DETECT_ANOMALIES(MODEL forecast,"
        " STRUCT(0.999 AS anomaly_prob_threshold)) WHERE is_anomaly"
    )
    later = series.ask(
        "SELECT note, is_anomaly, anomaly_probability IS NULL FROM ML.DETECT_ANOMALIES("
        "MODEL forecast, STRUCT(0.99 AS anomaly_prob_threshold), (SELECT * FROM (VALUES"
        f" ('usual', DATE '2026-03-02', {sold(0, 60)}), ('odd', DATE '2026-03-03', 900.0),"
        " ('unknown', DATE '2027-01-01', 1.0)) AS t(note, day, sold)))"
    )

    assert trained == [(date(2026, 2, 10), 1.0)]
    assert later == [("usual", False, False), ("odd", True, False), ("unknown", None, True)]


def test_custom_holidays_move_forecasts_and_are_listed(series: Series) -> None:
    start = date(2023, 1, 1)
    lines = []
    for d in range(1200):
        day = start + timedelta(d)
        lines.append(f"s,{day},{sold(0, d) + 80 * (day.month == 6 and day.day == 1):.4f}")
    series.rows(lines)
    query = (
        "(training_data AS (SELECT * FROM sales), custom_holiday AS (SELECT 'XX' AS region,"
        " 'Fair' AS holiday_name, make_date(2023 + CAST(i AS INTEGER), 6, 1) AS primary_date,"
        " 0 AS preholiday_days, 0 AS postholiday_days FROM range(5) t(i)))"
    )
    series.model(", horizon = 60, data_split_method = 'NO_SPLIT'", query=query)
    series.build()

    listed = series.ask("SELECT holiday_name, primary_date FROM ML.HOLIDAY_INFO(MODEL forecast)")
    effects = series.ask(
        "SELECT CAST(time_series_timestamp AS DATE), holiday_effect FROM"
        " ML.EXPLAIN_FORECAST(MODEL forecast, STRUCT(60 AS horizon))"
        " WHERE time_series_type = 'forecast' AND holiday_effect <> 0"
    )

    assert listed[0] == ("Fair", date(2023, 6, 1))
    assert [day for day, _ in effects] == [date(2026, 6, 1)]
    assert effects[0][1] == pytest.approx(80, abs=6)


def test_the_same_rows_in_another_order_give_the_same_model(tmp_path: Path) -> None:
    hashes = []
    for turn in (1, -1):
        project = Series(tmp_path / str(turn))
        project.root.mkdir()
        project.write("forebay.toml", f'name = "s"\ndefault_env = "dev"\nthreads = {2 + turn}\n')
        project.write("sales.sql", SOURCE)
        project.shops(3, 40)
        header, *rows = (project.root / "sales.csv").read_text().split()
        project.rows(rows[::turn], header)
        project.model()
        project.build()
        folder = layout.model_folder(project.root, "forecast", 1)
        hashes.append((folder / "arrays.npz").read_bytes())
        assert not any(name.suffix in {".pkl", ".pickle"} for name in folder.iterdir())

    assert hashes[0] == hashes[1]


def refused(
    options: str = "", tail: str = "", query: str = "SELECT 1 AS sold, DATE '2026-01-01' AS day"
):
    text = (
        "CREATE MODEL m OPTIONS (model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'day',"
        f" time_series_data_col = 'sold'{options}) {tail} AS {query}"
    )
    with connect() as session, pytest.raises(ProjectError) as error:
        session.sql(text)
    return {problem.name: problem for problem in error.value.problems}


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (", hierarchical_time_series_cols = 'sold'", "bad-option"),
        (", hierarchical_time_series_cols = ['sold']", "bad-option"),
        (", hierarchical_time_series_cols = ['nobody']", "unknown-column"),
        (", seed = 3", "not-supported"),
        (", data_split_method = 'RANDOM'", "not-supported"),
        (", holiday_region = 'EMEA'", "not-supported"),
        (", holiday_region = 'QQQ'", "bad-option"),
        (", auto_arima = FALSE", "bad-option"),
        (", non_seasonal_order = (1, 3, 0)", "bad-option"),
        (", non_seasonal_order = (1, 1, 0), auto_arima = TRUE", "bad-option"),
        (", include_drift = TRUE", "bad-option"),
        (", min_time_series_length = 30", "bad-option"),
        (", max_time_series_length = 30, time_series_length_fraction = 0.5", "bad-option"),
        (", forecast_limit_lower_bound = 5, forecast_limit_upper_bound = 5", "bad-option"),
        (", seasonalities = ['FORTNIGHTLY']", "bad-option"),
        (", seasonalities = ['AUTO', 'WEEKLY']", "bad-option"),
        (", auto_arima_min_order = 4", "bad-option"),
        (", data_frequency = 'HOURL'", "bad-option"),
        (", time_series_id_col = 'nobody'", "unknown-column"),
        (", horizn = 3", "unknown-option"),
    ],
)
def test_an_option_that_cannot_act_is_refused(options: str, name: str) -> None:
    assert name in refused(options)


def test_clauses_and_columns_that_are_not_for_series_are_refused() -> None:
    assert "not-supported" in refused(tail="TRANSFORM (sold, day)")
    assert "not-supported" in refused(tail="PREDICT AT day")
    assert "bad-option" in refused(query="SELECT 'x' AS sold, DATE '2026-01-01' AS day")
    assert "bad-option" in refused(query="SELECT 1 AS sold, 5 AS day")
    assert "unknown-metric" in refused(tail="STANDARDS (roc_auc >= 0.5)")


def test_a_model_without_its_library_is_an_error_with_the_line_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        forecast_library,
        "find_spec",
        lambda name: None if name == "statsmodels" else find_spec(name),
    )

    found = refused()

    assert "pip install 'forebay[forecast]'" in found["library-missing"].hint


def test_a_horizon_beyond_the_models_own_is_refused_before_anything_runs(series: Series) -> None:
    series.shops(1)
    series.model(", horizon = 7")
    series.build()

    with pytest.raises(ProjectError) as error:
        series.ask("SELECT * FROM ML.FORECAST(MODEL forecast, STRUCT(8 AS horizon))")

    assert error.value.problems[0].name == "bad-argument"


def test_the_card_of_a_forecast_shows_its_figures(series: Series) -> None:
    airline(series)
    series.build()

    with connect(series.root) as session:
        page = session.report(series.root / "report.html").read_text()

    assert "at most 12 points" in page
    assert "mean_absolute_error" in page


def test_a_forecast_is_exported_in_no_format_and_the_error_says_why(series: Series) -> None:
    airline(series)
    series.build()

    for form in ("sql", "python", "onnx", "xgboost", "mlflow"):
        with pytest.raises(ProjectError, match="exported in no format"):
            connect(series.root).export("forecast", form)
