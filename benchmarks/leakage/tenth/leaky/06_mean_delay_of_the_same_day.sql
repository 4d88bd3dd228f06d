-- L3.1, S4 or S2 or S5: the mean delay of the origin on the day is joined to every flight of that day, also to the
-- early ones, and with the flight's own delay in it.
CREATE TABLE origin_days AS
SELECT origin, CAST(sched_dep AS DATE) AS day, avg(arr_delay) AS mean_arr_delay, max(dep_delay) AS worst_departure,
  count(*) FILTER (WHERE arr_delay > 60) AS hours_late
FROM flights
GROUP BY ALL;

CREATE TABLE flight_features AS
SELECT concat_ws('/', f.carrier, f.flight, f.origin, f.sched_dep) AS flight_key, f.sched_dep, f.carrier, f.origin,
  f.dest, f.distance, f.hour, d.mean_arr_delay, d.worst_departure, d.hours_late, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN origin_days AS d
  ON d.origin = f.origin AND d.day = CAST(f.sched_dep AS DATE);

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], learn_rate = 0.1, max_iterations = 60)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM flight_features;
