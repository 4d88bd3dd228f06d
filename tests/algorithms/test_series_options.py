"""Every option of ARIMA_PLUS that is accepted acts: two models that differ in it are two."""

from __future__ import annotations

import numpy as np
import pytest
from tests.algorithms.air_passengers import AIR_PASSENGERS, months

from forebay.algorithms import OPTION_RULES, validate_options
from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.holiday_calendar import holiday_calendar
from forebay.algorithms.series_plan import series_plan
from forebay.algorithms.taught_series import HoldOut, SeriesCourse

# Of each option: settings to compare with, and settings that differ from them in it.
FIXED = {"non_seasonal_order": (1, 1, 0)}
ALONE = {"seasonalities": ("NO_SEASONALITY",)}
THREE = {"auto_arima_max_order": 3}
SHARE = {"time_series_length_fraction": 0.2}
ACTS = {
    "auto_arima": ({}, {**FIXED, "auto_arima": False}),
    "auto_arima_max_order": (ALONE, {**ALONE, "auto_arima_max_order": 4}),
    "auto_arima_min_order": (THREE, {**THREE, "auto_arima_min_order": 3}),
    "non_seasonal_order": ({}, FIXED),
    "include_drift": (FIXED, {**FIXED, "include_drift": True}),
    "data_frequency": ({}, {"data_frequency": "WEEKLY"}),
    "clean_spikes_and_dips": ({}, {"clean_spikes_and_dips": False}),
    "adjust_step_changes": ({}, {"adjust_step_changes": False}),
    "seasonalities": ({}, {"seasonalities": ("QUARTERLY",)}),
    "time_series_length_fraction": ({}, SHARE),
    "min_time_series_length": (SHARE, {**SHARE, "min_time_series_length": 60}),
    "max_time_series_length": ({}, {"max_time_series_length": 50}),
    "forecast_limit_lower_bound": ({}, {"forecast_limit_lower_bound": 600.0}),
    "forecast_limit_upper_bound": ({}, {"forecast_limit_upper_bound": 480.0}),
}
# tests/build/test_series.py: how many points can be asked for; below: holidays are of days.
ELSEWHERE = {"horizon", "holiday_region"}


def learned(given, written):
    options, problems = validate_options("ARIMA_PLUS", written(**given))
    assert problems == []
    limits = (options["forecast_limit_lower_bound"], options["forecast_limit_upper_bound"])
    course = SeriesCourse(
        series_plan(options, ()), options["data_frequency"], HoldOut(12, 0.0), limits
    )
    values = AIR_PASSENGERS.copy()
    values[60] += 300
    values[90:] += 150
    model = ArimaPlus.of([course.teach(months(144), values).record], limits, ())
    ahead = model.forecast(model.known, 12)
    return ahead.value.tobytes() + ahead.error.tobytes()


@pytest.mark.parametrize("name", ACTS)
def test_an_option_that_is_accepted_acts(name, written):
    base, changed = ACTS[name]

    assert learned(base, written) != learned(changed, written)


def test_every_option_that_learning_reads_is_tried():
    read = {
        rule.name
        for rule in OPTION_RULES["ARIMA_PLUS"]
        if rule.is_supported and rule.layer == "algorithms"
    }

    assert read - ELSEWHERE - {"enable_global_explain"} == set(ACTS)


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ((2, 1, 1), (2, 1, 1)),
        ({"p": 2, "d": 1, "q": 1}, (2, 1, 1)),
        ({"q": 1, "p": 2, "d": 1}, (2, 1, 1)),
        ({"p": 2, "d": 1}, None),
        ({"p": 2, "d": 1, "r": 1}, None),
        ({"p": 2, "d": 3, "q": 1}, None),
        ((True, 1, 1), None),
    ],
)
def test_an_order_is_three_numbers_or_a_struct_of_them(value, order, written):
    options, problems = validate_options("ARIMA_PLUS", written(non_seasonal_order=value))

    assert options["non_seasonal_order"] == order
    assert [problem.name for problem in problems] == ([] if order else ["bad-option"])


def test_holidays_of_a_region_move_days(written):
    options, problems = validate_options("ARIMA_PLUS", written(holiday_region="US"))
    assert problems == []
    start = np.datetime64("2021-01-01", "us").astype(np.int64)
    times = start + np.arange(1200) * 86_400_000_000
    values = 100 + np.random.default_rng(2).standard_normal(1200)
    dates = times.astype("datetime64[us]").astype("datetime64[D]").astype(str)
    values[[day.endswith("07-04") for day in dates]] += 60

    def first_holiday(holidays):
        course = SeriesCourse(
            series_plan(options, holidays), "AUTO_FREQUENCY", HoldOut(1, 0.0), (None, None)
        )
        record = course.teach(times, values).record
        model = ArimaPlus.of([record], (None, None), holidays)
        return model.forecast(model.known, 120).holiday

    assert np.abs(first_holiday(holiday_calendar(["US"], 2021, 2024))).max() > 50
    assert not first_holiday(()).any()
