"""A new version of forecasts against the live one, on points that neither had seen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.algorithms.air_passengers import AIR_PASSENGERS
from tests.build.series_project import IDS, SOURCE, Series, sold

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.gate import StandardVerdict, Verdict


@pytest.fixture
def series(tmp_path: Path) -> Series:
    project = Series(tmp_path)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    return project


def airline(series: Series, months: int, options: str = "", factor: int = 1) -> None:
    passengers = enumerate(AIR_PASSENGERS[:months])
    lines = [f"{1949 + i // 12}-{1 + i % 12:02d}-01,{int(n) * factor}" for i, n in passengers]
    series.rows(lines, "day,sold")
    series.model(f", horizon = 24{options}")


def judged(series: Series) -> tuple[Verdict, StandardVerdict]:
    series.build()
    verdict = series.verdict().verdict
    return verdict, next(s for s in verdict.standards if "champion" in s.text)


def test_what_came_after_its_last_point_is_compared_with_what_it_forecast(series: Series) -> None:
    airline(series, 120)
    series.build()
    airline(series, 144)

    verdict, against = judged(series)

    ((count, error),) = series.ask(
        "SELECT count(*), avg(abs(f.forecast_value - s.sold)) FROM"
        " ML.FORECAST(MODEL forecast@1, STRUCT(24 AS horizon)) AS f"
        " JOIN sales AS s ON s.day = f.forecast_timestamp"
    )
    assert (verdict.champion, count, against.n_rows) == ("v1", 24, 24)
    assert against.champion_value == pytest.approx(error, rel=1e-12)
    # The candidate's first training saw the very points that the champion had seen.
    assert against.value == pytest.approx(error, rel=1e-12)


def test_on_the_same_data_each_is_what_its_first_training_expected(series: Series) -> None:
    airline(series, 144)
    series.build()
    before = series.verdict().verdict.standards[0].value
    airline(series, 144, ", seasonalities = ['NO_SEASONALITY']")

    verdict, against = judged(series)

    assert verdict.champion == "v1"
    assert against.champion_value == pytest.approx(before, rel=1e-12)
    # The airline's year is worth a lot: a version without seasons does not replace it.
    assert (verdict.outcome, against.outcome) == ("FAIL", "FAIL")
    assert series.ask("SELECT count(*) FROM ML.FORECAST(MODEL forecast)") == [(3,)]
    ((seasons,),) = series.ask(
        "SELECT DISTINCT seasonal_periods FROM ML.ARIMA_EVALUATE(MODEL forecast)"
    )
    assert seasons == ["YEARLY"]


def test_points_that_it_was_trained_on_are_left_out_and_counted(series: Series) -> None:
    airline(series, 120, ", data_split_method = 'NO_SPLIT'")
    series.build()
    airline(series, 130)

    verdict, against = judged(series)

    # Of 24 held-out points ten came later; of the others it had seen every one.
    assert verdict.champion == "v1"
    assert against.n_rows == 10
    assert "14 rows left out, v1 was trained on them" in against.note


def test_a_retrained_version_of_many_series_is_not_held_up_by_chance(series: Series) -> None:
    series.shops(24, 60)
    series.model()
    series.build()
    series.shops(24, 67)

    verdict, against = judged(series)

    assert (verdict.outcome, verdict.champion) == ("PASS", "v1")
    assert against.n_rows == 24 * 7
    assert against.outcome == "PASS"
    assert against.bound is not None


def test_a_series_that_it_never_saw_is_not_compared(series: Series) -> None:
    series.shops(2, 60)
    series.model()
    series.build()
    series.shops(3, 67)

    _, against = judged(series)

    assert against.n_rows == 2 * 7


@pytest.mark.parametrize(
    ("query", "factor", "told"),
    [
        ("SELECT day, sold / 2 AS sold FROM sales", 1, "new target"),
        ("SELECT * FROM sales", 3, "not comparable: its series have other values"),
        ("SELECT CAST(day AS TIMESTAMP) AS day, sold FROM sales", 1,
         "not comparable: other series or times"),
    ],
)  # fmt: skip
def test_what_is_no_longer_the_same_needs_a_reason(
    series: Series, query: str, factor: int, told: str
) -> None:
    airline(series, 144)
    series.build()
    airline(series, 144, factor=factor)
    series.model(", horizon = 24", query=query)

    verdict, against = judged(series)

    assert verdict.champion == told
    assert (verdict.outcome, against.outcome) == ("NOT PROVEN", "VOID")


def test_feature_info_describes_what_series_are_made_of(series: Series) -> None:
    start = date(2026, 1, 1)
    rows = [
        f"s{shop},{start + timedelta(d)},{sold(shop, d):.1f}" for shop in (1, 2) for d in range(30)
    ]
    series.rows([*rows, "s1,2026-02-10,"])
    series.model(IDS)
    series.build()

    found = series.ask(
        "SELECT input, round(min, 1), round(max, 1), category_count, null_count"
        " FROM ML.FEATURE_INFO(MODEL forecast)"
    )

    values = [round(sold(shop, d), 1) for shop in (1, 2) for d in range(30)]
    assert found == [
        ("shop", None, None, 2, 0),
        ("day", None, None, 31, 0),
        ("sold", min(values), max(values), None, 1),
    ]
