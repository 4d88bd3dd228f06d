-- The day before, which was over for each of the flights when it is asked.
CREATE TABLE int_daily_weather AS
SELECT origin, CAST(time_hour AS DATE) AS on_day, sum(precip) AS rain, min(visib) AS worst_sight, max(wind_speed) AS most_wind
FROM weather GROUP BY ALL;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.hour, w.rain, w.worst_sight, w.most_wind, f.dep_delay
FROM flights AS f
LEFT JOIN int_daily_weather AS w
  ON w.origin = f.origin AND w.on_day = CAST(f.sched_dep - INTERVAL 2 HOUR AS DATE) - INTERVAL 1 DAY;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights WHERE dep_delay IS NOT NULL;
