"""Intervals of forecasts that are as wide as earlier forecasts say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from tests.build.series_project import IDS, SOURCE, Series

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def series(tmp_path: Path) -> Series:
    project = Series(tmp_path)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    return project


def test_intervals_are_as_wide_as_earlier_forecasts_say_where_a_level_is_asked_for(
    series: Series,
) -> None:
    series.shops(12, 60)
    series.model(IDS + ", prediction_interval_level = 0.8, non_seasonal_order = (0, 1, 1)")
    series.build()

    asked = (
        "SELECT (prediction_interval_upper_bound - forecast_value) / standard_error,"
        " confidence_level FROM ML.FORECAST(MODEL forecast, STRUCT(7 AS horizon{level}))"
    )
    usual = series.ask(asked.format(level=""))
    wider = series.ask(asked.format(level=", 0.9 AS confidence_level"))

    arrays = np.load(next(series.root.glob("**/arrays.npz")))
    rows = arrays["interval_rows"].tolist()
    # Three origins and more of 7 points, in bins of 200 and more.
    assert sum(rows) >= 12 * 3 * 7
    assert min(rows) >= 200
    for found, level in ((usual, 0.8), (wider, 0.9)):
        # The rank that split conformal prediction takes, counted here by NumPy.
        parts = np.split(arrays["interval_errors"], np.cumsum(rows)[:-1])
        ranks = [np.sort(part)[math.ceil((len(part) + 1) * level) - 1] for part in parts]
        bins = np.searchsorted(arrays["interval_edges"], np.arange(7), "right")
        assert [one for one, _ in found] == pytest.approx([ranks[b] for b in bins] * 12)
        assert {told for _, told in found} == {level}
    words = series.verdict().verdict.calibration
    assert words.startswith(f"intervals for 80.0%, measured on {sum(rows):,} points of earlier")
    gate = next(series.root.glob("**/gate.parquet"))
    ((inside,),) = duckdb.sql(f"SELECT avg(__inside::INT) FROM '{gate}'").fetchall()
    assert f"{inside:.1%}" in words
    with pytest.raises(ProjectError, match="is too high"):
        series.ask(asked.format(level=", 0.9999 AS confidence_level"))


def test_with_too_few_points_intervals_stay_those_of_the_process_and_it_is_told(
    series: Series,
) -> None:
    series.shops(1, 40)
    series.model(IDS + ", prediction_interval_level = 0.9")
    series.build()

    ((away,),) = series.ask(
        "SELECT DISTINCT round((prediction_interval_upper_bound - forecast_value)"
        " / standard_error, 6) FROM ML.FORECAST(MODEL forecast)"
    )

    assert away == pytest.approx(1.644854)
    assert "intervals are those of the process" in series.notices()["not-calibrated"]


def test_how_many_held_out_points_lie_in_the_printed_intervals_is_counted_and_judged(
    series: Series,
) -> None:
    """The share that ML.FORECAST's bounds of 95 % hold, of a training that did not see them."""
    series.shops(24, 40)
    series.model(standards="STANDARDS (interval_coverage >= 0.6)")

    series.build()

    verdict = series.verdict().verdict
    (standard,) = verdict.standards
    gate = next(series.root.glob("**/gate.parquet"))
    ((inside, n),) = duckdb.sql(f"SELECT avg(__inside::INT), count(*) FROM '{gate}'").fetchall()
    assert n == 24 * 7
    assert standard.value == pytest.approx(inside, abs=1e-12)
    assert standard.bound is not None
    assert standard.bound < standard.value
    assert 0.7 < inside <= 1
    assert verdict.calibration.startswith("intervals for 95.0%; ")
