-- Flights with their aircraft and airline, which do not change in 2013; asked in the evening before.
CREATE VIEW stg_flights AS
SELECT carrier, flight, tailnum, origin, dest, sched_dep, distance,
  date_part('hour', time_hour) AS utc_hour, dayofweek(sched_dep) AS weekday, arr_delay
FROM flights
WHERE tailnum IS NOT NULL;

CREATE TABLE flight_features AS
SELECT f.*, a.name AS airline, p.manufacturer, p.engine, p.seats, 2013 - p.year AS plane_age
FROM stg_flights f
LEFT JOIN airlines a USING (carrier)
LEFT JOIN planes p USING (tailnum);

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], max_iterations = 50, learn_rate = 0.1)
KEY (carrier, flight, origin, sched_dep)
CARRY (tailnum)
PREDICT AT sched_dep - INTERVAL 10 HOUR
AS SELECT * FROM flight_features;
