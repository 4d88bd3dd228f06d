-- Mean delay of the flights that leave an airport in an hour, from the schedule of that hour (known a day before).
CREATE TABLE airport_hours AS
SELECT origin, time_hour, min(hour) AS hour, dayofweek(time_hour) AS weekday,
  count(*) AS n_scheduled, count(DISTINCT carrier) AS n_carriers, avg(distance) AS mean_distance,
  max(left_at) AS all_left_at, avg(dep_delay) AS mean_delay
FROM flights
GROUP BY origin, time_hour;

CREATE MODEL hourly_delay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['mean_delay'])
PREDICT AT time_hour - INTERVAL 3 HOUR
LABEL KNOWN AT all_left_at
AS SELECT * FROM airport_hours;
