-- The usual temperature of the hour is the mean of the ten days to the day before the reading.
CREATE TABLE int_readings AS
SELECT origin, time_hour, temp, wind_speed, visib,
  temp - avg(temp) OVER (
    PARTITION BY origin, hour(time_hour) ORDER BY time_hour
    RANGE BETWEEN INTERVAL 10 DAY PRECEDING AND INTERVAL 1 DAY PRECEDING
  ) AS warmer
FROM weather;

CREATE TABLE mart_departures AS
SELECT f.sched_dep, f.carrier, f.flight, f.origin, f.distance, f.hour, r.temp, r.warmer, r.wind_speed, r.visib,
  f.dep_delay > 15 AS is_late
FROM flights AS f ASOF LEFT JOIN int_readings AS r
  ON r.origin = f.origin AND r.time_hour <= f.sched_dep - INTERVAL 3 HOUR
WHERE f.sched_dep >= TIMESTAMP '2013-01-04 00:00:00';

CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_departures;
