"""The columns of functions for models of series, in name, order and type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.build.series_project import SOURCE, Series

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def series(tmp_path: Path) -> Series:
    project = Series(tmp_path)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    return project


BOUNDS = [f"{kind}_interval_{side}_bound" for kind in ("prediction", "confidence")
          for side in ("lower", "upper")]  # fmt: skip
PROCESS = {
    "non_seasonal_p": "BIGINT",
    "non_seasonal_d": "BIGINT",
    "non_seasonal_q": "BIGINT",
    "has_drift": "BOOLEAN",
    "log_likelihood": "DOUBLE",
    "AIC": "DOUBLE",
    "variance": "DOUBLE",
    "seasonal_periods": "VARCHAR[]",
    "has_holiday_effect": "BOOLEAN",
    "has_spikes_and_dips": "BOOLEAN",
    "has_step_changes": "BOOLEAN",
}
DOUBLES = {
    "ML.FORECAST(MODEL forecast)": [
        "forecast_value", "standard_error", "confidence_level", *BOUNDS
    ],
    "ML.EXPLAIN_FORECAST(MODEL forecast)": [
        "time_series_data", "time_series_adjusted_data", "standard_error", "confidence_level",
        "prediction_interval_lower_bound", "prediction_interval_upper_bound", "trend",
        "seasonal_period_yearly", "seasonal_period_quarterly", "seasonal_period_monthly",
        "seasonal_period_weekly", "seasonal_period_daily", "holiday_effect", "spikes_and_dips",
        "step_changes", "residual",
    ],
    "ML.EVALUATE(MODEL forecast, TABLE sales)": [
        "mean_absolute_error", "mean_squared_error", "root_mean_squared_error",
        "mean_absolute_percentage_error", "symmetric_mean_absolute_percentage_error",
        "mean_absolute_scaled_error",
    ],
    "ML.EVALUATE(MODEL forecast, TABLE sales, STRUCT(FALSE AS perform_aggregation))": [
        "sold", "forecasted_sold", "lower_bound", "upper_bound", "absolute_error",
        "absolute_percentage_error",
    ],
}  # fmt: skip
BEFORE = {
    "ML.FORECAST(MODEL forecast)": {"forecast_timestamp": "TIMESTAMP"},
    "ML.EXPLAIN_FORECAST(MODEL forecast)": {
        "time_series_timestamp": "TIMESTAMP",
        "time_series_type": "VARCHAR",
    },
    "ML.EVALUATE(MODEL forecast, TABLE sales)": {},
    "ML.EVALUATE(MODEL forecast, TABLE sales, STRUCT(FALSE AS perform_aggregation))": {
        "day": "TIMESTAMP"
    },
}
OTHERS = {
    "ML.EVALUATE(MODEL forecast)": PROCESS,
    "ML.ARIMA_EVALUATE(MODEL forecast)": {**PROCESS, "error_message": "VARCHAR"},
    "ML.ARIMA_COEFFICIENTS(MODEL forecast)": {
        "ar_coefficients": "DOUBLE[]",
        "ma_coefficients": "DOUBLE[]",
        "intercept_or_drift": "DOUBLE",
    },
    "ML.DETECT_ANOMALIES(MODEL forecast)": {
        "day": "TIMESTAMP",
        "sold": "DOUBLE",
        "is_anomaly": "BOOLEAN",
        "lower_bound": "DOUBLE",
        "upper_bound": "DOUBLE",
        "anomaly_probability": "DOUBLE",
    },
}
WITHOUT_IDS = {
    "ML.HOLIDAY_INFO(MODEL forecast)": {
        "region": "VARCHAR",
        "holiday_name": "VARCHAR",
        "primary_date": "DATE",
        "preholiday_days": "BIGINT",
        "postholiday_days": "BIGINT",
    },
    "ML.TRAINING_INFO(MODEL forecast)": {
        "training_run": "BIGINT",
        "iteration": "BIGINT",
        "duration_ms": "BIGINT",
    },
}


def test_the_columns_of_every_function_are_bigquery_mls(series: Series) -> None:
    series.shops(2)
    series.model()
    series.build()
    expected = {
        **{c: {**BEFORE[c], **dict.fromkeys(names, "DOUBLE")} for c, names in DOUBLES.items()},
        **OTHERS,
    }
    wanted = {call: {"shop": "VARCHAR", **rest} for call, rest in expected.items()} | WITHOUT_IDS

    found = {call: series.columns(call) for call in wanted}

    assert found == {call: list(columns.items()) for call, columns in wanted.items()}
