-- The American economy by quarter: dates out of numbers, growth, and a forecast made by dynamic SQL.
DECLARE horizon STRING DEFAULT '4';
DECLARE level STRING DEFAULT '0.9';

CREATE OR REPLACE VIEW economy.quarters AS
SELECT DATE(CAST(year AS INT64), CAST(quarter AS INT64) * 3 - 2, 1) AS quarter, realgdp, unemp,
  100 * (realgdp / LAG(realgdp, 4) OVER (ORDER BY year, quarter) - 1) AS growth
FROM `bigquery-public-data.stats.macrodata`;

CREATE OR REPLACE MODEL economy.gdp
OPTIONS (model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'quarter',
         time_series_data_col = 'realgdp', auto_arima_max_order = 2,
         data_frequency = 'QUARTERLY', decompose_time_series = FALSE) AS
SELECT quarter, realgdp FROM economy.quarters;

EXECUTE IMMEDIATE FORMAT("""
  SELECT
    COUNT(*) AS n,
    FORMAT_TIMESTAMP('%%F', MIN(forecast_timestamp)) AS first_day,
    LOGICAL_AND(prediction_interval_lower_bound < forecast_value
                AND forecast_value < prediction_interval_upper_bound) AS inside,
    (SELECT ROUND(MAX(growth), 3) FROM economy.quarters) AS best_growth
  FROM ML.FORECAST(MODEL economy.gdp, STRUCT(%s AS horizon, %s AS confidence_level))
""", horizon, level);
