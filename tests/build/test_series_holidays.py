"""Holidays of series, each in a column of its own; parts that are kept, smoothed or not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.build.series_project import MODEL, SOURCE, Series, sold

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

IDS = (
    ", time_series_id_col = 'shop', horizon = 400, data_split_method = 'NO_SPLIT',"
    " auto_arima_max_order = 1, seasonalities = ['WEEKLY']"
)
SALES = "SELECT * FROM sales"
FAIR = (
    f"(training_data AS ({SALES}), custom_holiday AS (SELECT 'US' AS region,"
    " 'Fair' AS holiday_name, make_date(2021 + CAST(i AS INTEGER), 6, 15) AS primary_date"
    " FROM range(5) t(i)))"
)
DRAWN = (
    f"(training_data AS ({SALES}), custom_holiday AS (SELECT region, name AS holiday_name,"
    " day AS primary_date, 0 AS preholiday_days, NULL AS postholiday_days FROM fairs))"
)
FAIRS = (
    "CREATE TABLE fairs AS SELECT 'x' AS region, 'Great fair!' AS name,"
    " make_date(2021 + CAST(i AS INTEGER), 6, 15) AS day FROM range(5) t(i);"
)
MODELS = {
    "visits": (IDS + ", holiday_region = 'US', hierarchical_time_series_cols = ['shop']", FAIR),
    "drawn": (IDS, DRAWN),
    "kept": (IDS, SALES),
    "unkept": (IDS + ", decompose_time_series = FALSE", SALES),
    "smooth": (IDS + ", trend_smoothing_window_size = 7", SALES),
}
# Bound before any of the models is trained.
TABLES = """
CREATE TABLE fairly AS
SELECT shop, holiday_effect_Fair AS fair, holiday_effect_Martin_Luther_King_Jr__Day AS king
FROM ML.EXPLAIN_FORECAST(MODEL visits, STRUCT(400 AS horizon)) WHERE holiday_effect_Fair <> 0;
CREATE TABLE all_of_it AS SELECT * FROM ML.EXPLAIN_FORECAST(MODEL drawn);
CREATE TABLE below AS SELECT shop, holiday_effect FROM all_of_it;
"""


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Series:
    project = Series(tmp_path_factory.mktemp("holidays"))
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    project.write("t.sql", FAIRS + TABLES)
    project.rows(list(_rows()))
    for name, (options, query) in MODELS.items():
        text = MODEL.format(options=options, standards="", query=query)
        project.write(f"{name}.sql", text.replace("MODEL forecast", f"MODEL {name}"))
    assert project.build().exit_code in {0, 4}
    return project


def _rows():
    for shop in range(2):
        for i in range(1100):
            day = date(2021, 1, 1) + timedelta(i)
            extra = {(6, 15): 80, (6, 16): 40, (12, 25): -60}.get((day.month, day.day), 0)
            yield f"s{shop},{day},{sold(shop, i) + extra * (1 + shop):.4f}"


def names(series: Series, model: str) -> list[str]:
    return [name for name, _ in series.columns(f"ML.EXPLAIN_FORECAST(MODEL {model})")]


def test_each_holiday_has_a_column_and_all_add_up_to_the_holiday_effect(series: Series) -> None:
    found = names(series, "visits")
    own = [name for name in found if name.startswith("holiday_effect_")]
    ((points, off, moved),) = series.ask(
        f"SELECT count(*), max(abs(holiday_effect - ({' + '.join(own)}))),"
        " count(*) FILTER (WHERE holiday_effect <> 0)"
        " FROM ML.EXPLAIN_FORECAST(MODEL visits, STRUCT(400 AS horizon))"
    )

    assert own[:3] == [
        "holiday_effect_Christmas_Day", "holiday_effect_Columbus_Day", "holiday_effect_Fair"
    ]  # fmt: skip
    assert found[found.index("holiday_effect") + 1 :][: len(own)] == own
    assert points == 3 * 1500
    assert off < 1e-9
    assert moved > 100


def test_a_holiday_moves_its_days_in_the_past_and_to_come_and_those_of_sums(series: Series) -> None:
    rows = series.ask(
        "SELECT shop, time_series_type, CAST(time_series_timestamp AS DATE), holiday_effect_Fair"
        " FROM ML.EXPLAIN_FORECAST(MODEL visits, STRUCT(400 AS horizon))"
        " WHERE abs(holiday_effect_Fair) > 20 ORDER BY shop NULLS LAST, time_series_timestamp"
    )

    days = [date(year, 6, day) for year in (2021, 2022, 2023, 2024) for day in (15, 16)]
    assert [day for _, _, day, _ in rows] == days * 3
    assert {kind for _, kind, day, _ in rows if day.year == 2024} == {"forecast"}
    effects = {shop: effect for shop, _, day, effect in rows if day == date(2024, 6, 15)}
    assert effects["s0"] == pytest.approx(80, abs=6)
    assert effects["s1"] == pytest.approx(160, abs=6)
    assert effects[None] == pytest.approx(effects["s0"] + effects["s1"], rel=1e-12)


def test_a_query_may_name_the_columns_of_holidays_before_the_model_is_trained(
    series: Series,
) -> None:
    ((rows, fair, king),) = series.ask("SELECT count(*), max(fair), max(abs(king)) FROM fairly")

    assert rows >= 3 * 4 * 2
    assert fair > 200
    assert king == 0


def test_names_from_a_table_are_columns_once_the_model_is_there(series: Series) -> None:
    assert "holiday_effect_Great_fair_" in names(series, "drawn")
    ((rows,),) = series.ask("SELECT count(*) FROM below WHERE holiday_effect > 50")
    assert rows >= 2 * 3


def test_a_window_is_a_day_before_and_after_unless_it_is_said(series: Series) -> None:
    windows = "SELECT DISTINCT preholiday_days, postholiday_days FROM ML.HOLIDAY_INFO(MODEL {})"

    fair = series.ask(windows.format("visits") + " WHERE holiday_name = 'Fair'")

    assert fair == [(1, 1)]
    assert series.ask(windows.format("drawn")) == [(0, 1)]


def test_holidays_of_a_series_that_they_cannot_move_are_told(tmp_path: Path) -> None:
    project = Series(tmp_path)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    project.shops(1, 30)
    project.model(", holiday_region = 'US', horizon = 3, data_split_method = 'NO_SPLIT'")
    project.build()

    assert "longer than a year" in project.notices()["holidays-not-used"]
    own = "holiday_effect_Labor_Day"
    explained = f"SELECT max(abs({own})) FROM ML.EXPLAIN_FORECAST(MODEL forecast)"
    assert project.ask(explained) == [(0,)]


def test_parts_that_are_not_kept_change_no_forecast_and_no_anomaly(series: Series) -> None:
    def answers(model: str) -> list[object]:
        return [
            series.ask(f"SELECT * FROM ML.FORECAST(MODEL {model}, STRUCT(9 AS horizon))"),
            series.ask(
                "SELECT shop, day, is_anomaly, round(lower_bound, 6)"
                f" FROM ML.DETECT_ANOMALIES(MODEL {model})"
            ),
        ]

    assert answers("unkept") == answers("kept")
    with pytest.raises(ProjectError, match="keeps no parts") as error:
        series.ask("SELECT * FROM ML.EXPLAIN_FORECAST(MODEL unkept)")
    assert error.value.problems[0].name == "not-supported"


def test_a_smoothed_trend_is_the_mean_of_seven_and_nothing_else_changes(series: Series) -> None:
    forecast = "SELECT * FROM ML.FORECAST(MODEL {}, STRUCT(9 AS horizon))"
    ((off, apart),) = series.ask(
        "WITH k AS (SELECT *, avg(trend) OVER (PARTITION BY shop ORDER BY time_series_timestamp"
        " ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS mean, row_number() OVER (PARTITION BY shop"
        " ORDER BY time_series_timestamp) AS n FROM ML.EXPLAIN_FORECAST(MODEL kept)"
        " WHERE time_series_type = 'history')"
        " SELECT max(abs(s.trend - k.mean)) FILTER (WHERE n BETWEEN 4 AND 1097),"
        " max(abs(s.time_series_data - s.time_series_adjusted_data - s.spikes_and_dips"
        " - s.step_changes - s.residual)) FROM k JOIN ML.EXPLAIN_FORECAST(MODEL smooth) AS s"
        " USING (shop, time_series_timestamp)"
    )

    assert series.ask(forecast.format("smooth")) == series.ask(forecast.format("kept"))
    assert off < 1e-9
    assert apart < 1e-9


def test_the_past_says_how_far_off_the_process_is(series: Series) -> None:
    rows = series.ask(
        "SELECT shop, time_series_type, min(standard_error), max(standard_error),"
        " count(confidence_level) FROM ML.EXPLAIN_FORECAST(MODEL kept, STRUCT(1 AS horizon))"
        " GROUP BY ALL ORDER BY ALL"
    )

    for (_, _, ahead, _, told), (_, _, low, high, untold) in zip(
        rows[::2], rows[1::2], strict=True
    ):
        assert low == high == pytest.approx(ahead, rel=1e-6)
        assert (told, untold) == (1, 0)
