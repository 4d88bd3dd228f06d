-- On which days did the wind blow as the days before do not explain?
CREATE OR REPLACE MODEL `bqml_tutorial.wind`
OPTIONS (
  model_type = 'ARIMA_PLUS',
  time_series_timestamp_col = 'day',
  time_series_data_col = 'strongest',
  time_series_id_col = 'origin',
  auto_arima_max_order = 2
)
AS
SELECT origin, DATE(2013, month, day) AS day, MAX(wind_speed) AS strongest
FROM `my-project.nyc.weather`
WHERE wind_speed IS NOT NULL
GROUP BY origin, day;

SELECT origin, CAST(day AS DATE) AS day, ROUND(strongest) AS strongest, is_anomaly
FROM ML.DETECT_ANOMALIES(MODEL `bqml_tutorial.wind`, STRUCT(0.999 AS anomaly_prob_threshold))
WHERE is_anomaly
ORDER BY anomaly_probability DESC, strongest DESC
LIMIT 5;
