-- How many flights will leave, of each carrier, of each airport, and of all? Carriers are learned;
-- airports and the whole are their sums, so that the forecasts add up. Two weeks that none of them
-- saw are compared with what came.
CREATE OR REPLACE MODEL `bqml_tutorial.departures`
OPTIONS (
  MODEL_TYPE = 'ARIMA_PLUS',
  TIME_SERIES_TIMESTAMP_COL = 'day',
  TIME_SERIES_DATA_COL = 'flights',
  TIME_SERIES_ID_COL = ['origin', 'carrier'],
  HIERARCHICAL_TIME_SERIES_COLS = ['origin', 'carrier'],
  AUTO_ARIMA_MAX_ORDER = 1,
  HORIZON = 14
)
AS
SELECT origin, carrier, day, flights
FROM `my-project.nyc.departures`
WHERE carrier IN ('UA', 'B6', 'EV', 'DL', 'AA') AND day < DATE '2013-11-11';

SELECT origin, carrier, forecast_timestamp, forecast_value
FROM ML.FORECAST(MODEL `bqml_tutorial.departures`, STRUCT(14 AS horizon, 0.8 AS confidence_level))
WHERE origin = 'LGA'
ORDER BY origin, carrier, forecast_timestamp;

SELECT origin, mean_absolute_error, mean_absolute_percentage_error
FROM ML.EVALUATE(
  MODEL `bqml_tutorial.departures`,
  (
    SELECT origin, carrier, day, flights
    FROM `my-project.nyc.departures`
    WHERE carrier IN ('UA', 'B6', 'EV', 'DL', 'AA')
      AND day BETWEEN DATE '2013-11-11' AND DATE '2013-11-24'
  )
)
WHERE carrier IS NULL
ORDER BY origin;
