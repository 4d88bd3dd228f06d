-- How warm will it be? One statement learns a model for each airport; thirteen days that none of
-- them saw are forecast and compared with what came.
CREATE OR REPLACE MODEL `bqml_tutorial.temperatures`
OPTIONS (
  model_type = 'ARIMA_PLUS',
  time_series_timestamp_col = 'day',
  time_series_data_col = 'temperature',
  time_series_id_col = 'origin',
  horizon = 13,
  auto_arima_max_order = 3
)
AS
SELECT origin, DATE(2013, month, day) AS day, AVG(temp) AS temperature
FROM `my-project.nyc.weather`
WHERE temp IS NOT NULL AND DATE(2013, month, day) < DATE '2013-12-18'
GROUP BY origin, day;

SELECT origin, non_seasonal_p, non_seasonal_d, non_seasonal_q, seasonal_periods
FROM ML.ARIMA_EVALUATE(MODEL `bqml_tutorial.temperatures`, STRUCT(FALSE AS show_all_candidate_models))
ORDER BY origin;

SELECT origin, mean_absolute_error, root_mean_squared_error
FROM ML.EVALUATE(
  MODEL `bqml_tutorial.temperatures`,
  (
    SELECT origin, DATE(2013, month, day) AS day, AVG(temp) AS temperature
    FROM `my-project.nyc.weather`
    WHERE temp IS NOT NULL AND DATE(2013, month, day) >= DATE '2013-12-18'
    GROUP BY origin, day
  ),
  STRUCT(TRUE AS perform_aggregation, 13 AS horizon)
)
ORDER BY origin;
